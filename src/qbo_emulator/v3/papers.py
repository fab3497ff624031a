"""PDF and send of a document."""

from qbo_emulator.catalog.entity import Entity
from qbo_emulator.papers import PRINTED, pdf, sending
from qbo_emulator.papers.document import laid_out
from qbo_emulator.rules import faults, operations
from qbo_emulator.store.memory import Answer
from qbo_emulator.store.text import Json, encode
from qbo_emulator.v3.call import Call
from qbo_emulator.v3.entities import wrapped


def print_out(call: Call, entity: Entity, object_id: str) -> Answer:
    """The document as a PDF. Raises Fault 610, 500 for an entity without paper."""
    _refuse_unprinted(entity, "pdf")
    doc = operations.read(call.company.books, entity.name, object_id).object()
    paper = pdf.written(laid_out(entity.name, doc, call.company.name))
    return Answer(200, paper, "application/pdf")


def send(call: Call, entity: Entity, object_id: str) -> bytes:
    """`{"Invoice": {...}, "time"}` after mailing it to `sendTo`, else to its own address."""
    done = mail(call, entity, object_id, call.request.args.get("sendTo", ""))
    return wrapped(call, entity.name, encode(done))


def mail(call: Call, entity: Entity, object_id: str, send_to: str) -> Json:
    """Send a document and note that stored data changed. Raises Fault 500, 610, 2210, 6000, 6420."""
    _refuse_unprinted(entity, "send")
    done = sending.send(call.company.books, call.company.outbox, entity, object_id, send_to, call.now)
    call.committed = True
    return done


def _refuse_unprinted(entity: Entity, operation: str) -> None:
    if entity.name not in PRINTED:
        raise faults.unsupported(f"Operation {operation} is not supported for {entity.name}")
