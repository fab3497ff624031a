"""Create, update, void, delete and read of single objects."""

from typing import Any

from qbo_emulator.catalog.entity import Entity
from qbo_emulator.rules import faults, operations
from qbo_emulator.store.text import Json, encode
from qbo_emulator.v3.call import Call
from qbo_emulator.v3.shown import shown

OPERATIONS = ("", "update", "delete", "void")


def read(call: Call, entity: Entity, object_id: str) -> bytes:
    """`{"Invoice": {...}, "time"}`.

    Raises Fault 610 for a missing id (HTTP 400, not 404), 2030 for one that is no number (recorded).
    """
    shelf = call.company.books.shelf(entity.name)
    if entity.fields and not object_id.isdigit() and shelf.get(object_id) is None:
        raise faults.invalid_id(object_id)
    return wrapped(call, entity.name, operations.read(call.company.books, entity.name, object_id).body)


def read_single(call: Call, entity_name: str) -> bytes:
    """The one object of CompanyInfo or Preferences."""
    for record in call.company.books.shelf(entity_name).live().values():
        return wrapped(call, entity_name, record.body)
    raise faults.not_found()


def write(call: Call, entity: Entity) -> bytes:
    """What a POST to the entity's path asks for; `operation` and `include` say more than the body does.

    A void is spelt `operation=void`, `include=void`, or `operation=update&include=void` (reference 1).
    """
    operation = call.option("operation")
    if operation not in OPERATIONS:
        raise faults.unsupported(f"Operation {operation} is not supported for {entity.name}")
    if call.includes("void") and operation in ("", "update"):
        operation = "void"
    body = call.body()
    done = perform(call, entity, operation, body, allow_duplicate=call.includes("allowduplicatedocnum"))
    return wrapped(call, entity.name, encode(done))


def perform(call: Call, entity: Entity, operation: str, body: Any, *, allow_duplicate: bool) -> Json:
    """Carry out one write and note whether it changed anything. Raises Fault.

    Without an operation, an Id in the body makes it an update; with `update`, the Id is required.
    """
    books, now, name = call.company.books, call.now, entity.name
    before = books.version
    if operation == "delete":
        done = operations.delete(books, name, body, now)
        if name == "Attachable":
            call.company.files.discard(done["Id"])
    elif operation == "void":
        done = operations.void(books, name, body, now)
    elif operation == "update" or (isinstance(body, dict) and body.get("Id") not in (None, "")):
        done = operations.update(books, name, body, now, allow_duplicate=allow_duplicate)
    else:
        done = operations.create(books, name, body, now, allow_duplicate=allow_duplicate)
    call.committed = call.committed or books.version != before
    return done


def wrapped(call: Call, entity_name: str, body: bytes) -> bytes:
    """An object under the name of its entity, and the time: the answer of every operation on one object."""
    return b"".join((b'{"', entity_name.encode(), b'":', shown(call, entity_name, body), b',"time":', call.time, b"}"))
