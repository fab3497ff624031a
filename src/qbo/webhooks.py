"""Notifications of changes: proof that Intuit sent them, and one list of events from either format. Pure.

Source: Intuit, "Webhooks" (signature, first format), and its announcement of 2025-11-12 (CloudEvents). Events come
twice, late, out of order, and for several companies at once; they name an object and never bring it: read it again.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from datetime import datetime

import msgspec

from qbo import entities
from qbo.errors import BadNotification, BadSignature

SIGNATURE_HEADER = "intuit-signature"


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What happened to one object, `time` to the microsecond. `operation` is Create, Update, Delete, Void, Merge or
    Emailed; `deleted_id` the object that a merge did away with; `event_id` is there to recognise a repeated event by
    ("" in the first format, which has none)."""

    realm_id: str
    entity: str
    id: str
    operation: str
    time: datetime | None = None
    deleted_id: str = ""
    event_id: str = ""


def received(body: bytes, signature: str, verifier_token: str) -> tuple[Event, ...]:
    """The events of a notification, once its signature is proven. Raises `BadSignature`, `BadNotification`."""
    verify(body, signature, verifier_token)
    return events(body)


def verify(body: bytes, signature: str, verifier_token: str) -> None:
    """Compare the header `intuit-signature` with the HMAC-SHA256 of the raw body. Raises `BadSignature`, and
    ValueError for an empty verifier token, with which anybody could sign."""
    if not verifier_token:
        raise ValueError("a verifier token is needed to check a signature")
    right = base64.b64encode(hmac.digest(verifier_token.encode(), body, hashlib.sha256))
    # As bytes: compare_digest refuses texts outside ASCII, which a header may hold.
    if not hmac.compare_digest(right, signature.strip().encode()):
        raise BadSignature("A notification is not signed with the verifier token")


def events(body: bytes) -> tuple[Event, ...]:
    """The events in a body whose signature was proven, in its order. CloudEvents of other products than QuickBooks
    are left out. Raises `BadNotification`."""
    try:
        if body.lstrip().startswith(b"["):
            found = (_from_cloud(event) for event in _CLOUD.decode(body))
            return tuple(event for event in found if event is not None)
        return tuple(
            _from_change(part.realm_id, change)
            for part in _FIRST.decode(body).notifications
            for change in part.changes.entities
        )
    except (msgspec.DecodeError, RecursionError) as broken:
        raise BadNotification(f"A notification cannot be read ({broken})") from None


class _Change(msgspec.Struct):
    name: str
    id: str
    operation: str
    updated: datetime | None = msgspec.field(name="lastUpdated", default=None)
    # Intuit's page and captured payloads differ in the last letter.
    deleted_id: str | None = msgspec.field(name="deletedId", default=None)
    deleted_id_as_documented: str | None = msgspec.field(name="deletedID", default=None)


class _Changes(msgspec.Struct):
    entities: list[_Change]


class _Part(msgspec.Struct):
    realm_id: str = msgspec.field(name="realmId")
    changes: _Changes = msgspec.field(name="dataChangeEvent")


class _First(msgspec.Struct):
    notifications: list[_Part] = msgspec.field(name="eventNotifications")


class _Data(msgspec.Struct):
    deleted_id: str | None = msgspec.field(name="deletedId", default=None)
    deleted_id_as_documented: str | None = msgspec.field(name="deletedID", default=None)


class _CloudEvent(msgspec.Struct):
    id: str
    type: str
    entity_id: str = msgspec.field(name="intuitentityid")
    realm_id: str = msgspec.field(name="intuitaccountid")
    time: datetime | None = None
    data: _Data | None = None


def _from_change(realm_id: str, change: _Change) -> Event:
    return Event(
        realm_id=realm_id,
        entity=change.name,
        id=change.id,
        operation=change.operation,
        time=change.updated,
        deleted_id=change.deleted_id or change.deleted_id_as_documented or "",
    )


def _from_cloud(event: _CloudEvent) -> Event | None:
    kind = _TYPE.match(event.type)
    if kind is None:
        return None
    # Nothing says where the second id of a merge stands in this format; the first one's name for it is looked for.
    data = event.data or _Data()
    return Event(
        realm_id=event.realm_id,
        entity=_NAMES.get(kind["entity"].lower(), kind["entity"]),
        id=event.entity_id,
        operation=_OPERATIONS.get(kind["operation"].lower(), kind["operation"]),
        time=event.time,
        deleted_id=data.deleted_id or data.deleted_id_as_documented or "",
        event_id=event.id,
    )


_TYPE = re.compile(r"qbo\.(?P<entity>\w+)\.(?P<operation>\w+)\.v\d+\Z", re.IGNORECASE)
_OPERATIONS = {
    "created": "Create",
    "updated": "Update",
    "deleted": "Delete",
    "merged": "Merge",
    "voided": "Void",
    "emailed": "Emailed",
}
# The second format has entity names in lower case.
_NAMES = {entity.__name__.lower(): entity.__name__ for entity in entities.ALL} | {
    name.lower(): name for name in ("Budget", "JournalCode")
}
_FIRST = msgspec.json.Decoder(_First)
_CLOUD = msgspec.json.Decoder(list[_CloudEvent])
