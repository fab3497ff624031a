"""The verbs: create, update, void, delete, read. Each checks everything first and stores all of it, or nothing."""

from datetime import datetime

from qbo_emulator.catalog import entity_named
from qbo_emulator.catalog.entity import Entity
from qbo_emulator.catalog.fields import Field
from qbo_emulator.rules import (
    applications,
    balances,
    dates,
    faults,
    purging,
    references,
    shape,
    standing,
    stock,
    tracking,
    voiding,
)
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rulebook import RULEBOOK
from qbo_emulator.store.books import Books
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.events import Operation
from qbo_emulator.store.shelf import Record
from qbo_emulator.store.text import Json

SURVIVES_FULL_UPDATE = dict.fromkeys(
    ("Invoice", "Estimate", "CreditMemo", "SalesReceipt", "RefundReceipt"), "DocNumber"
)
"""What a full update does not clear though it was not sent (reference E7; a purchase order loses its number)."""


ABOUT_REQUEST = frozenset({"Id", "SyncToken", "sparse", "domain"})


def read(books: Books, entity_name: str, object_id: str) -> Record:
    """The stored object, inactive ones included. Raises Fault 610."""
    record = books.shelf(entity_name).get(object_id)
    if record is None:
        raise faults.not_found()
    return record


def create(books: Books, entity_name: str, body: object, now: datetime, *, allow_duplicate: bool = False) -> Json:
    """Create an object and everything that follows from it. Raises Fault."""
    entity = _entity(books, entity_name, "create")
    sent = shape.checked(body, entity.fields, entity.name)
    draft = Draft(books, now)
    references.name(draft, sent, entity.fields, None)
    after = shape.without_none(sent) | {"Id": str(draft.next_number(entity.numbers_from))}
    return _write(draft, Write(entity, sent, None, after, sparse=False, allow_duplicate_number=allow_duplicate))


def update(books: Books, entity_name: str, body: object, now: datetime, *, allow_duplicate: bool = False) -> Json:
    """Update an object, sparsely when the body says so. Raises Fault.

    A full update clears every writable property that was not sent (Intuit, "Full update"). One that changes
    nothing leaves SyncToken and LastUpdatedTime alone (recorded).
    """
    entity = _entity(books, entity_name, "update")
    before = _current(books, entity, body)
    sent = shape.checked(body, entity.fields, entity.name)
    draft = Draft(books, now)
    references.name(draft, sent, entity.fields, before)
    sparse = sent.get("sparse") is True
    kept = before if sparse else _kept(entity, before)
    echoed = {name: before[name] for name in sent if name in before and _is_echo(entity, name, sent, before)}
    if sparse and not sent.keys() - echoed.keys() - ABOUT_REQUEST:
        return before
    after = shape.without_none(kept | sent) | echoed | {"Id": before["Id"]}
    return _write(draft, Write(entity, sent, before, after, sparse=sparse, allow_duplicate_number=allow_duplicate))


def void(books: Books, entity_name: str, body: object, now: datetime) -> Json:
    """Void a document; voiding it again changes nothing. Raises Fault."""
    entity = _entity(books, entity_name, "void")
    before = _current(books, entity, body)
    if voiding.is_void(before):
        return before
    draft = Draft(books, now)
    dates.refuse_closed_period(draft, before)
    rules = RULEBOOK[entity.name]
    after = rules.void(draft, before)
    rules.follow(draft, before, after)
    draft.put(entity.name, after)
    draft.name(entity.name, before["Id"], Operation.VOID)
    return _stored(draft, entity, before["Id"])


def delete(books: Books, entity_name: str, body: object, now: datetime) -> Json:
    """Delete an object. Returns the stub `{"domain", "status": "Deleted", "Id"}`; raises Fault."""
    entity = _entity(books, entity_name, "delete")
    before = _current(books, entity, body, token_needed=not entity.deleted_without_token)
    draft = Draft(books, now)
    rules = RULEBOOK[entity.name]
    rules.refuse_delete(draft, before)
    if entity.sequence == "transaction":
        dates.refuse_closed_period(draft, before)
    draft.remove(entity.name, before["Id"])
    rules.follow(draft, before, None)
    _finish(draft)
    return {"domain": "QBO", "status": "Deleted", "Id": before["Id"]}


def _entity(books: Books, name: str, verb: str) -> Entity:
    """The entity to be written. Raises Fault 500, 5020, 6190."""
    entity = entity_named(name)
    if entity is None or verb not in entity.verbs:
        raise faults.unsupported(f"Operation {verb} is not supported for {name}")
    standing.refuse_write(books, entity.name)
    return entity


def _current(books: Books, entity: Entity, body: object, *, token_needed: bool = True) -> Json:
    """The stored object the body names by Id and SyncToken. Raises Fault 2010, 2020, 2030, 610, 5010, 10200."""
    if not isinstance(body, dict):
        raise faults.unreadable_body(f"Can not deserialize instance of {entity.name}")
    if body.get("Id") in (None, ""):
        raise faults.missing("Id")
    object_id = str(body["Id"])
    if not object_id.isdigit() and books.shelf(entity.name).get(object_id) is None:
        raise faults.invalid_id(object_id)
    if purging.took_away(books, entity.name, object_id):
        raise faults.refused("10200")
    before = read(books, entity.name, object_id).object()
    if body.get("SyncToken") in (None, ""):
        if not token_needed:
            return before
        raise faults.missing("SyncToken")
    if str(body["SyncToken"]) != str(before.get("SyncToken", "0")):
        raise faults.stale(entity.name)
    return before


def _kept(entity: Entity, before: Json) -> Json:
    return {name: value for name, value in before.items() if _is_kept(entity, entity.by_name.get(name), name)}


def _is_echo(entity: Entity, name: str, sent: Json, before: Json) -> bool:
    """Whether a property was sent just as it is stored: then it stays, with all the server added to it."""
    try:
        return shape.checked({name: before[name]}, entity.fields, entity.name) == {name: sent[name]}
    except faults.Fault:
        return False


def _is_kept(entity: Entity, field: Field | None, name: str) -> bool:
    """Read-only properties stay, and those the catalogue does not know: they were never the client's to clear."""
    return field is None or field.read_only or name == SURVIVES_FULL_UPDATE.get(entity.name)


def _write(draft: Draft, write: Write) -> Json:
    for field in write.entity.fields:
        if field.required and field.name not in write.after:
            raise faults.missing(field.name)
    rules = RULEBOOK[write.entity.name]
    rules.compose(draft, write)
    tracking.keep_tracked(draft, write)
    stock.refuse_untracked(draft, write)
    references.check(draft, write.entity, write.sent, write.before)  # after all that is wrong in itself
    after = _in_order(write.entity, write.after | {"domain": "QBO", "sparse": False})
    if write.before:
        after |= {name: write.before[name] for name in ("SyncToken", "MetaData") if name in write.before}
        if after == write.before:
            return write.before
    draft.put(write.entity.name, after)
    rules.follow(draft, write.before, after)
    return _stored(draft, write.entity, after["Id"])


def _stored(draft: Draft, entity: Entity, object_id: str) -> Json:
    _finish(draft)
    return read(draft.books, entity.name, object_id).object()


def _finish(draft: Draft) -> None:
    """Store the draft, once all that follows from it is in it.

    1. Balances follow the documents. 2. Stock follows them. 3. Payments show their documents' open balances.
    """
    balances.settle(draft)
    stock.move(draft)
    applications.refresh_open_balances(draft)
    draft.commit()


def _in_order(entity: Entity, obj: Json) -> Json:
    return entity.ordered({"SyncToken": "0", "MetaData": {}} | obj)
