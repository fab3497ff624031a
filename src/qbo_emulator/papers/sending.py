"""The send operation: the document is marked as mailed, and the mail lies in the outbox."""

import re
from datetime import datetime

from qbo_emulator.catalog.entity import Entity
from qbo_emulator.papers.outbox import Mail, Outbox
from qbo_emulator.rules import faults, operations, standing
from qbo_emulator.store.books import Books
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.events import Operation
from qbo_emulator.store.moments import pacific
from qbo_emulator.store.text import Json

_ADDRESS = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")
_LONGEST = 100


def send(books: Books, outbox: Outbox, entity: Entity, object_id: str, send_to: str, now: datetime) -> Json:
    """Mail a document to `send_to`, else to its own address; the document as it then is.

    EmailStatus becomes EmailSent, DeliveryInfo tells type and time, `send_to` takes the place of the document's
    BillEmail (Intuit, Invoice, "Send an invoice"); of a purchase order, of its POEmail. A payment, which has no
    address, goes to its customer's. The document's SyncToken goes up (nothing settles it).
    Raises Fault 6190 (a company that may only be read), 610, 6420 (no address), 2210 (a malformed one), 6000 (more
    than 40 mails a day).
    """
    standing.refuse_write(books, entity.name)
    doc = operations.read(books, entity.name, object_id).object()
    draft = Draft(books, now)
    named = "POEmail" if entity.name == "PurchaseOrder" else "BillEmail"
    recipient = send_to.strip() or _own_address(draft, doc, named)
    if not recipient:
        raise faults.refused("6420", element=named)
    if len(recipient) > _LONGEST or not all(_ADDRESS.fullmatch(each.strip()) for each in recipient.split(",")):
        raise faults.invalid_value("2210", "Invalid Email Address Format", named, recipient)
    outbox.refuse_too_many(now)
    draft.put(entity.name, _delivered(entity, doc, named, recipient, now))
    draft.name(entity.name, object_id, Operation.EMAILED)
    draft.commit()
    outbox.send(
        Mail(
            entity=entity.name,
            id=object_id,
            doc_number=doc.get("DocNumber", ""),
            to=recipient,
            cc=_address(doc, "BillEmailCc"),
            bcc=_address(doc, "BillEmailBcc"),
            time=now,
        )
    )
    return operations.read(books, entity.name, object_id).object()


def _delivered(entity: Entity, doc: Json, named: str, recipient: str, now: datetime) -> Json:
    marks = {
        "EmailStatus": "EmailSent",
        named: {"Address": recipient},
        "DeliveryInfo": {"DeliveryType": "Email", "DeliveryTime": pacific(now)},
    }
    sent = doc | {name: value for name, value in marks.items() if name in entity.by_name}
    return {field.name: sent[field.name] for field in entity.fields if field.name in sent} | sent


def _own_address(draft: Draft, doc: Json, named: str) -> str:
    if named in doc:
        return _address(doc, named)
    customer = draft.get("Customer", doc["CustomerRef"]["value"]) if "UnappliedAmt" in doc else None
    return _address(customer or {}, "PrimaryEmailAddr")


def _address(obj: Json, name: str) -> str:
    return str((obj.get(name) or {}).get("Address", ""))
