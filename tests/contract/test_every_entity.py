"""Every entity × every operation, and what is stored afterwards.

What an entity can do is QuickBooks' matter: the sets below repeat the capability table of Intuit's entity pages.
"""

from datetime import timedelta

import pytest

from contract import papers
from contract.books import exact, new_id
from qbo import Reply, Write, batch, cdc, entities, errors
from qbo.entities import Invoice, decode, encode

pytestmark = pytest.mark.contract

INACTIVE_AT_BEST = {
    "Account",
    "Class",
    "Customer",
    "Department",
    "Employee",
    "Item",
    "PaymentMethod",
    "Term",
    "Vendor",
}
FOR_GOOD = {"TaxAgency"}
DELETED = sorted(set(papers.BY_ENTITY) - INACTIVE_AT_BEST - FOR_GOOD)
VOIDED = ["BillPayment", "CreditMemo", "Invoice", "Payment", "SalesReceipt"]
NEVER_VOIDED = ["Account", "Bill", "Customer", "Deposit", "Estimate", "JournalEntry", "PurchaseOrder", "TimeActivity"]
UPDATED = sorted(set(papers.BY_ENTITY) - FOR_GOOD)

# What an update changes: PrivateNote, but for these.
CHANGES = {
    "Account": {"Description": "changed"},
    "Attachable": {"Note": "changed"},
    "Class": {"Name": "changed"},
    "Customer": {"Notes": "changed"},
    "Department": {"Name": "changed"},
    "Employee": {"EmployeeNumber": "changed"},
    "Item": {"Description": "changed"},
    "PaymentMethod": {"Type": "CREDIT_CARD"},
    "Term": {"DueDays": 18},
    "TimeActivity": {"Description": "changed"},
    "Vendor": {"AcctNum": "changed"},
}
MOVED_BY_EVERY_UPDATE = {"SyncToken", "MetaData"}
FOLLOWS_FROM_THE_NAME = {"Class": {"FullyQualifiedName"}, "Department": {"FullyQualifiedName"}}


def change(entity):
    """A change of one field; names are made unique."""
    changed = CHANGES.get(entity, {"PrivateNote": "changed"})
    return {field: papers.unique(value) if field == "Name" else value for field, value in changed.items()}


def created(books, entity):
    return books.create(papers.BY_ENTITY[entity](books))


def send(books, write):
    return books.client.send(write, new_id())


def same_but(before, after, changed, entity):
    """Asserts that only what was changed, and what follows from it, is different."""
    free = {*changed, *MOVED_BY_EVERY_UPDATE, *FOLLOWS_FROM_THE_NAME.get(entity, ())}
    assert {key: value for key, value in after.items() if key not in free} == {
        key: value for key, value in before.items() if key not in free
    }
    assert {key: after[key] for key in changed} == changed
    assert int(after["SyncToken"]) == int(before["SyncToken"]) + 1


@pytest.mark.parametrize("entity", papers.BY_ENTITY)
def test_found_by_its_id_and_by_when_it_was_made(books, entity):
    made = created(books, entity)
    same = f"Id = '{made.Id}'"
    (row,) = books.client.query(entity, where=same).items
    assert exact(row) == exact(books.client.read(entity, made.Id))
    since = f"{same} AND MetaData.CreateTime >= '{made.MetaData.CreateTime.isoformat()}'"
    assert books.client.count(entity, since) == 1


@pytest.mark.parametrize("entity", UPDATED)
def test_a_sparse_update_changes_what_it_names_and_nothing_else(books, entity):
    made = created(books, entity)
    before, changed = books.stored(entity, made.Id), change(entity)
    reply = books.update(made, **changed)
    after = books.stored(entity, made.Id)
    same_but(before, after, changed, entity)
    assert exact(encode(reply)) == after


@pytest.mark.parametrize("entity", UPDATED)
def test_a_full_update_of_what_was_read_changes_what_it_names_and_nothing_else(books, entity):
    made = created(books, entity)
    before, changed = books.stored(entity, made.Id), change(entity)
    whole = decode(getattr(entities, entity), books.client.read(entity, made.Id))
    for field, value in changed.items():
        setattr(whole, field, value)
    send(books, Write(entity, "update", encode(whole)))
    same_but(before, books.stored(entity, made.Id), changed, entity)


@pytest.mark.parametrize("entity", UPDATED)
def test_an_update_of_what_somebody_else_changed_is_refused(books, entity):
    made = created(books, entity)
    books.update(made, **change(entity))
    kept = books.stored(entity, made.Id)
    with pytest.raises(errors.StaleObject) as stale:
        books.update(made, **change(entity))
    assert stale.value.code == "5010"
    assert books.stored(entity, made.Id) == kept


@pytest.mark.parametrize("entity", DELETED)
def test_a_deleted_one_is_gone_and_a_change_tells_it(books, entity):
    made = created(books, entity)
    since = made.MetaData.CreateTime - timedelta(seconds=5)
    reply = send(books, Write.delete(entity, made.Id, made.SyncToken))
    assert exact(reply.object) == {"domain": "QBO", "status": "Deleted", "Id": made.Id}
    with pytest.raises(errors.NotFound) as gone:
        books.client.read(entity, made.Id)
    assert gone.value.code == "610"
    assert books.client.query(entity, where=f"Id = '{made.Id}'").items == []
    with pytest.raises(errors.NotFound):
        send(books, Write.delete(entity, made.Id, made.SyncToken))
    if entity not in cdc.NOT_COVERED:
        assert made.Id in {stub.id for stub in books.client.changes([entity], since).deleted[entity]}


@pytest.mark.parametrize("entity", sorted(INACTIVE_AT_BEST))
def test_a_name_is_made_inactive_and_stays_readable(books, entity):
    made = created(books, entity)
    gone = books.update(made, Active=False)
    assert gone.Active is False
    assert int(gone.SyncToken) == int(made.SyncToken) + 1
    assert exact(books.client.read(entity, made.Id)) == books.stored(entity, made.Id)
    same = f"Id = '{made.Id}'"
    assert books.client.query(entity, where=same).items == []
    assert books.client.count(entity, f"{same} AND Active IN (true, false)") == 1
    back = books.update(gone, Active=True)
    assert back.Active is True
    assert books.client.count(entity, same) == 1


@pytest.mark.parametrize("entity", sorted(INACTIVE_AT_BEST | FOR_GOOD))
def test_what_cannot_be_deleted_is_refused_and_stays(books, entity):
    made = created(books, entity)
    kept = books.stored(entity, made.Id)
    with pytest.raises(errors.Invalid) as refused:
        send(books, Write.delete(entity, made.Id, made.SyncToken))
    assert refused.value.status == 400
    assert books.stored(entity, made.Id) == kept


@pytest.mark.parametrize("entity", VOIDED)
def test_a_voided_one_stays_at_zero(books, entity):
    made = created(books, entity)
    voided = exact(send(books, Write.void(entity, made.Id, made.SyncToken)).object)
    assert (voided["TotalAmt"], voided["PrivateNote"].startswith("Voided")) == (0, True)
    assert int(voided["SyncToken"]) == int(made.SyncToken) + 1
    assert voided == exact(books.client.read(entity, made.Id)) == books.stored(entity, made.Id)
    assert books.client.count(entity, f"Id = '{made.Id}'") == 1


@pytest.mark.parametrize("entity", NEVER_VOIDED)
def test_what_cannot_be_voided_is_refused_and_stays(books, entity):
    made = created(books, entity)
    kept = books.stored(entity, made.Id)
    with pytest.raises(errors.Invalid) as refused:
        send(books, Write.void(entity, made.Id, made.SyncToken))
    assert refused.value.status == 400
    assert books.stored(entity, made.Id) == kept


@pytest.mark.parametrize("entity", sorted(set(papers.BY_ENTITY) - cdc.NOT_COVERED))
def test_a_change_tells_it_whole(books, entity):
    made = created(books, entity)
    found = books.client.changes([entity], made.MetaData.CreateTime - timedelta(seconds=5))
    by_id = {exact(raw)["Id"]: exact(raw) for raw in found.live[entity]}
    assert by_id[made.Id] == exact(books.client.read(entity, made.Id))


@pytest.mark.parametrize("entity", DELETED)
def test_in_a_batch_each_lives_and_dies_alike(books, entity):
    record = papers.BY_ENTITY[entity](books)
    (reply,) = books.client.batch([Write(entity, "create", encode(record))], new_id()).items
    assert isinstance(reply, Reply), reply
    made = decode(type(record), reply.object)
    changed = type(record)(Id=made.Id, SyncToken=made.SyncToken, sparse=True, **change(entity))
    updated, found = books.client.batch(
        [Write(entity, "update", encode(changed)), batch.Query(entity, where=f"Id = '{made.Id}'")], new_id()
    ).items
    assert isinstance(updated, Reply), updated
    assert len(found.items) == 1
    token = exact(updated.object)["SyncToken"]
    stale, deleted = books.client.batch(
        [Write.delete(entity, made.Id, "99"), Write.delete(entity, made.Id, token)], new_id()
    ).items
    assert type(stale) is errors.StaleObject
    assert isinstance(deleted, Reply), deleted
    with pytest.raises(errors.NotFound):
        books.client.read(entity, made.Id)


def test_everything_that_changed_comes_in_one_call(books):
    covered = sorted(set(papers.BY_ENTITY) - cdc.NOT_COVERED)
    before = books.client.query("Customer", limit=1).time - timedelta(seconds=5)
    made = {entity: created(books, entity).Id for entity in covered}
    found = books.client.changes(covered, before)
    for entity, id_ in made.items():
        assert id_ in {exact(raw)["Id"] for raw in found.live[entity]}, entity


def test_questions_about_every_entity_fit_in_one_batch(books):
    made = books.create(papers.invoice(books))
    asked = [batch.Query(entity.__name__, limit=1) for entity in entities.ALL[:28]]
    since = batch.ChangesSince(("Invoice", "Bill"), made.MetaData.CreateTime - timedelta(seconds=5))
    *pages, changed = books.client.batch([*asked, since], new_id()).items
    for question, page in zip(asked, pages, strict=True):
        assert not isinstance(page, errors.QboError), (question, page)
        assert len(page.items) <= 1
    assert made.Id in {exact(raw)["Id"] for raw in changed.live["Invoice"]}


def test_a_number_may_be_used_twice_where_one_says_so(books):
    first = books.create(papers.invoice(books))
    again = Invoice(CustomerRef=first.CustomerRef, Line=first.Line[:1], DocNumber=first.DocNumber)
    again.Line[0].Id = None
    allowed = Write("Invoice", "create", encode(again), allow_duplicate_number=True)
    assert exact(send(books, allowed).object)["DocNumber"] == first.DocNumber
    (item,) = books.client.batch([allowed], new_id()).items
    assert exact(item.object)["DocNumber"] == first.DocNumber
