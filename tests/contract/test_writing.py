"""Every write, and what is stored afterwards."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest

from contract import papers
from contract.books import exact, new_id
from qbo import Reply, Write, batch, entities, errors
from qbo.entities import Customer, Invoice, Payment, decode, encode
from qbo.query import literal

pytestmark = pytest.mark.contract


@pytest.mark.parametrize("entity", papers.BY_ENTITY)
def test_what_is_created_is_what_is_stored_and_read(books, entity):
    record = papers.BY_ENTITY[entity](books)
    reply = books.client.send(Write(entity, "create", encode(record)), new_id())
    created = decode(type(record), reply.object)
    assert (created.SyncToken, created.domain, bool(reply.intuit_tid)) == ("0", "QBO", True)
    assert created.MetaData.CreateTime.utcoffset() is not None
    assert books.stored(entity, created.Id) == exact(reply.object) == exact(books.client.read(entity, created.Id))
    for field in record.__struct_fields__:
        sent = getattr(record, field)
        if isinstance(sent, str | int | date | Decimal):
            assert getattr(created, field) == sent, field


def test_money_comes_back_to_the_cent(books):
    created = books.create(papers.invoice(books))
    line, subtotal = created.Line
    detail = line.SalesItemLineDetail
    assert (detail.Qty, detail.UnitPrice, line.Amount) == (Decimal("3.75"), Decimal("41.33"), Decimal("154.99"))
    assert (subtotal.DetailType, subtotal.Id, subtotal.Amount) == ("SubTotalLineDetail", None, Decimal("154.99"))
    assert created.TotalAmt == created.Balance == Decimal("154.99")


@pytest.mark.parametrize("paper", [papers.customer, papers.vendor, papers.employee, papers.item, papers.term])
def test_a_name_is_made_inactive_and_stays_readable(books, paper):
    created = books.create(paper(books))
    gone = books.update(created, Active=False)
    entity = type(created).__name__
    assert gone.Active is False
    assert int(gone.SyncToken) == int(created.SyncToken) + 1
    assert exact(books.client.read(entity, created.Id))["Active"] is False
    same = f"Id = '{created.Id}'"
    assert books.client.query(entity, where=same).items == []
    assert books.client.count(entity, f"{same} AND Active IN (true, false)") == 1


def test_a_sparse_update_changes_what_it_names(books):
    created = books.create(papers.invoice(books))
    changed = books.update(created, PrivateNote="changed", DueDate=date(2026, 4, 1))
    assert (changed.PrivateNote, changed.DueDate) == ("changed", date(2026, 4, 1))
    assert (changed.TxnDate, changed.DocNumber, changed.TotalAmt) == (papers.DAY, created.DocNumber, created.TotalAmt)
    assert books.stored("Invoice", created.Id)["PrivateNote"] == "changed"


def test_a_full_update_of_what_was_read_loses_nothing(books):
    created = books.create(papers.invoice(books))
    created.PrivateNote = "changed"
    reply = books.client.send(Write("Invoice", "update", encode(created)), new_id())
    changed = decode(Invoice, reply.object)
    assert (changed.PrivateNote, changed.TotalAmt, changed.TxnDate) == ("changed", created.TotalAmt, created.TxnDate)
    assert changed.CustomerRef.value == created.CustomerRef.value


@pytest.mark.parametrize("paper", [papers.invoice, papers.estimate, papers.purchase_order, papers.time_activity])
def test_a_deleted_document_is_gone(books, paper):
    created = books.create(paper(books))
    entity = type(created).__name__
    reply = books.client.send(Write.delete(entity, created.Id, created.SyncToken), new_id())
    assert exact(reply.object) == {"domain": "QBO", "status": "Deleted", "Id": created.Id}
    with pytest.raises(errors.NotFound) as gone:
        books.client.read(entity, created.Id)
    assert gone.value.code == "610"
    assert books.client.query(entity, where=f"Id = '{created.Id}'").items == []


def test_a_voided_invoice_stays_at_zero(books):
    created = books.create(papers.invoice(books))
    reply = books.client.send(Write.void("Invoice", created.Id, created.SyncToken), new_id())
    voided = decode(Invoice, reply.object)
    assert (voided.TotalAmt, voided.Balance, voided.DocNumber) == (0, 0, created.DocNumber)
    assert voided.PrivateNote.startswith("Voided")
    assert books.stored("Invoice", created.Id)["TotalAmt"] == 0


def test_a_voided_payment_stays_at_zero_and_opens_its_invoice_again(books):
    paid = books.create(papers.payment(books))
    invoice_id = paid.Line[0].LinkedTxn[0].TxnId
    assert decode(Invoice, books.client.read("Invoice", invoice_id)).Balance == Decimal("54.99")
    reply = books.client.send(Write.void("Payment", paid.Id, paid.SyncToken), new_id())
    assert decode(Payment, reply.object).TotalAmt == 0
    assert decode(Invoice, books.client.read("Invoice", invoice_id)).Balance == Decimal("154.99")


def test_the_same_request_id_writes_once_and_answers_the_same(books):
    record = papers.customer(books)
    write, request_id = Write("Customer", "create", encode(record)), new_id()
    first, second = books.client.send(write, request_id), books.client.send(write, request_id)
    assert exact(first.object) == exact(second.object)
    where = f"DisplayName = {literal(record.DisplayName)}"
    assert books.client.count("Customer", where) == 1


def test_a_batch_settles_every_item_by_itself(books):
    name = papers.unique("Batch")
    created = books.create(papers.invoice(books))
    reply = books.client.batch(
        [
            Write("Customer", "create", encode(Customer(DisplayName=name))),
            Write.delete("Invoice", created.Id, "99"),
            Write("Customer", "create", b'{"NoSuchField": 1}'),
            Write.void("Invoice", created.Id, created.SyncToken),
        ],
        new_id(),
    )
    made, stale, invalid, voided = reply.items
    assert isinstance(made, Reply)
    assert decode(Customer, made.object).DisplayName == name
    assert type(stale) is errors.StaleObject
    assert type(invalid) is errors.Invalid
    assert isinstance(voided, Reply)
    assert books.stored("Invoice", created.Id)["TotalAmt"] == 0


def test_a_payment_is_voided_in_a_batch_too(books):
    paid = books.create(papers.payment(books))
    (voided,) = books.client.batch([Write.void("Payment", paid.Id, paid.SyncToken)], new_id()).items
    assert isinstance(voided, Reply), voided
    assert books.stored("Payment", paid.Id)["TotalAmt"] == 0


def test_the_same_batch_again_writes_nothing_again(books):
    names = [papers.unique("Batch") for _ in range(30)]
    body = batch.freeze([Write("Customer", "create", encode(Customer(DisplayName=name))) for name in names])
    request_id = new_id()
    first, second = books.client.send_batch(body, request_id), books.client.send_batch(body, request_id)
    assert [exact(item.object) for item in first.items] == [exact(item.object) for item in second.items]
    listed = ", ".join(literal(name) for name in names)
    assert books.client.count("Customer", f"DisplayName IN ({listed})") == 30


def test_an_estimate_becomes_an_invoice(books):
    quoted = books.create(papers.estimate(books))
    link = entities.decode(entities.sales.LinkedTxn, b'{"TxnId":"%s","TxnType":"Estimate"}' % quoted.Id.encode())
    lines = [line for line in quoted.Line if line.DetailType != "SubTotalLineDetail"]
    for line in lines:
        line.Id = None
    billed = books.create(Invoice(CustomerRef=quoted.CustomerRef, Line=lines, LinkedTxn=[link], TxnDate=papers.DAY))
    assert billed.TotalAmt == quoted.TotalAmt
    closed = decode(entities.Estimate, books.client.read("Estimate", quoted.Id))
    assert closed.TxnStatus == "Closed"
    assert [(each.TxnType, each.TxnId) for each in closed.LinkedTxn] == [("Invoice", billed.Id)]


def test_many_threads_share_a_client(emulated):
    names = [papers.unique("Thread") for _ in range(40)]
    with ThreadPoolExecutor(20) as pool:
        made = list(pool.map(lambda name: emulated.create(Customer(DisplayName=name)), names))
    assert [each.DisplayName for each in made] == names
    assert len({each.Id for each in made}) == emulated.count("Customer") == 40
