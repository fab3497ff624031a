"""Writing the log."""

from typing import Any
from uuid import UUID

from django.db.models import F

from nexos.kit import clock
from nexos.synclog.models import Entry, Outcome


def record(
    tenant_id: UUID,
    source: str,
    outcome: Outcome,
    message: str,
    *,
    code: str = "",
    record_kind: str = "",
    record_id: object = "",
    about: str = "",
    details: dict[str, Any] | None = None,
) -> None:
    """Notes an outcome; the same one about the same record is counted on the row that is there. Never pass a secret."""
    now = clock.now()
    fresh = {"message": message, "about": about[:200], "details": details or {}, "last_seen": now}
    key = {
        "source": source,
        "outcome": outcome,
        "code": code,
        "record_kind": record_kind,
        "record_id": str(record_id),
    }
    if not Entry.objects.of(tenant_id).filter(**key).update(times=F("times") + 1, **fresh):
        entry = Entry(tenant_id=tenant_id, first_seen=now, **key, **fresh)
        Entry.objects.bulk_create([entry], ignore_conflicts=True)
