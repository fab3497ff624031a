"""An event as it can be stored and recognised. Pure."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from qbo.webhooks import Event

_LONGEST = 40  # the columns of `Notice`


@dataclass(frozen=True, slots=True)
class Told:
    """What one event tells; `fingerprint` is the same for every copy of it, `changed_at` in UTC."""

    realm_id: str
    entity: str
    qbo_id: str
    operation: str
    merged_id: str
    changed_at: datetime | None
    fingerprint: str


def told(event: Event) -> Told:
    """Raises ValueError for what no column takes: names and ids longer than any of QuickBooks', or unprintable."""
    for text in (event.entity, event.id, event.operation, event.deleted_id):
        if len(text) > _LONGEST or not text.isprintable():
            raise ValueError("a name or id in a notification is none of QuickBooks'")
    return Told(
        realm_id=event.realm_id,
        entity=event.entity,
        qbo_id=event.id,
        operation=event.operation,
        merged_id=event.deleted_id,
        changed_at=_utc(event.time),
        fingerprint=_fingerprint(event),
    )


def _fingerprint(event: Event) -> str:
    """CloudEvents bring an id of their own. The first format has none, but copies tell of the same change at the same
    time. An event with neither cannot be told from another one, so it counts as new."""
    if event.event_id:
        parts = [event.event_id]
    elif event.time is not None:
        parts = [event.entity, event.id, event.operation, event.deleted_id, event.time.isoformat()]
    else:
        parts = [uuid4().hex]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _utc(moment: datetime | None) -> datetime | None:
    """Without an offset it is UTC already. A moment that no calendar holds in UTC is no use as a time."""
    if moment is None or moment.tzinfo is None:
        return moment and moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None
