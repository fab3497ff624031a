"""After the first pull only what changed is read."""

from collections.abc import Callable
from datetime import timedelta

import pytest

import raw_objects as raw
from books import Books
from emulator_process import EmulatorProcess
from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.mirror.models import Coverage, Invoice, InvoiceLine, MirrorRow

pytestmark = pytest.mark.django_db(transaction=True)


def read_at(books: Books, model: type[MirrorRow] = Invoice) -> dict[str, object]:
    with scope(books.tenant_id):
        return dict(model.objects.of(books.tenant_id).values_list("qbo_id", "read_at"))


def some_invoice(books: Books) -> str:
    """A live one with a balance and no payments."""
    return next(
        qbo_id for qbo_id, one in books.there("Invoice").items() if one["Balance"] > 0 and not one.get("LinkedTxn")
    )


def test_a_quiet_sync_makes_one_call_and_writes_nothing(books: Books) -> None:
    books.sync()
    before, since = read_at(books), books.last_request()
    run = books.sync()
    assert books.calls(since) == ["cdc"]
    assert run.calls == 1
    assert read_at(books) == before
    assert all(count["written"] == 0 for count in run.entities.values())


def test_edits_deletes_voids_and_inactive_names_are_followed(books: Books) -> None:
    books.sync()
    invoices = [qbo_id for qbo_id, one in books.there("Invoice").items() if not one.get("LinkedTxn")]
    edited, voided, deleted = invoices[:3]
    books.update("Invoice", edited, PrivateNote="as agreed on the phone")
    books.void(voided)
    books.delete("Invoice", deleted)
    customers = books.there("Customer")
    parents = {one["ParentRef"]["value"] for one in customers.values() if "ParentRef" in one}
    person = next(qbo_id for qbo_id, one in customers.items() if one["Balance"] == 0 and qbo_id not in parents)
    books.update("Customer", person, Active=False)
    since = books.last_request()
    run = books.sync()
    assert books.calls(since) == ["cdc"]
    assert books.agrees()
    assert run.entities["Invoice"]["deleted"] == 1
    with scope(books.tenant_id):
        rows = {row.qbo_id: row for row in Invoice.objects.of(books.tenant_id)}
        assert rows[edited].private_note == "as agreed on the phone"
        assert (rows[voided].voided, rows[voided].total_minor) == (True, 0)
        assert rows[voided].status_on(clock.today("UTC")) == "Voided"
        assert rows[deleted].deleted_at is not None
        assert InvoiceLine.objects.of(books.tenant_id).filter(invoice_id=deleted).exists()


def test_only_what_changed_is_written(books: Books) -> None:
    books.sync()
    edited = some_invoice(books)
    books.update("Invoice", edited, PrivateNote="once")
    books.sync()
    before = read_at(books)
    other = next(qbo_id for qbo_id in books.there("Invoice") if qbo_id != edited)
    books.update("Invoice", other, PrivateNote="twice")
    run = books.sync()
    after = read_at(books)
    # The first edit comes again within the overlap, and is recognised.
    assert {qbo_id for qbo_id in after if after[qbo_id] != before[qbo_id]} == {other}
    assert run.entities["Invoice"] | {"fetched": 2, "written": 1, "unchanged": 1} == run.entities["Invoice"]


def test_a_new_line_replaces_the_old_ones(books: Books) -> None:
    books.sync()
    edited = some_invoice(books)
    books.update("Invoice", edited, Line=raw.invoice(1)["Line"][:1])
    books.sync()
    assert books.agrees()
    with scope(books.tenant_id):
        lines = InvoiceLine.objects.of(books.tenant_id).filter(invoice_id=edited).order_by("position")
        assert [line.description for line in lines] == ["Work 1", ""]
        assert [line.position for line in lines] == [0, 1]


def test_more_changes_than_one_answer_holds(connect: Callable[[str], Books], emulator: EmulatorProcess) -> None:
    realm_id = emulator.company()
    many = range(1, 1201)
    emulator.seed(
        realm_id, {"Customer": [raw.customer(n) for n in range(1, 6)], "Invoice": [raw.invoice(n) for n in many]}
    )
    books = connect(realm_id)
    books.sync()
    now = clock.now().replace(microsecond=0).isoformat()
    touched = [
        raw.invoice(n, MetaData={**raw.meta(n), "LastUpdatedTime": now}, PrivateNote="re-numbered") for n in many
    ]
    emulator.seed(realm_id, {"Invoice": touched})
    books.delete("Invoice", "7")
    books.update("Customer", "3", CompanyName="Three Ltd.")
    run = books.sync()
    assert run.state == "done", run.message
    assert books.agrees()
    with scope(books.tenant_id):
        assert Invoice.objects.of(books.tenant_id).get(qbo_id="7").deleted_at is not None
    since = books.last_request()
    books.sync()
    assert "cdc" in books.calls(since)


def test_after_a_gap_that_changes_cannot_bridge_everything_is_read_again(books: Books) -> None:
    books.sync()
    deleted = some_invoice(books)
    books.delete("Invoice", deleted)
    with scope(books.tenant_id):
        long_ago = clock.now() - timedelta(days=29, minutes=1)
        Coverage.objects.of(books.tenant_id).filter(entity="Invoice").update(read_until=long_ago)
        before = read_at(books)
    run = books.sync()
    assert run.entities["Invoice"]["total"] == len(books.there("Invoice"))
    assert run.entities["Invoice"]["deleted"] == 1
    assert "total" not in run.entities.get("Customer", {}) or run.entities["Customer"]["total"] is None
    assert books.agrees()
    assert {qbo_id for qbo_id, at in read_at(books).items() if at != before[qbo_id]} == set()


def test_settings_and_taxes_are_read_daily_in_one_call(books: Books) -> None:
    books.sync()
    since = books.last_request()
    with clock.travel(timedelta(hours=23)):
        books.sync()
    assert books.calls(since) == ["cdc"]
    since = books.last_request()
    with clock.travel(timedelta(hours=25)):
        books.sync()
    assert sorted(books.calls(since)) == ["batch", "cdc", "query"]  # the query looks for a first time activity
