"""Writing the log."""

import json
from typing import Any
from uuid import UUID

from nexos.kit import clock
from nexos.kit.tenancy.rows import change
from nexos.synclog.models import Entry, Outcome

# In plain SQL: every sync of every connection says that it is done.
_AGAIN = f"""
    UPDATE {Entry._meta.db_table} SET message = %s, about = %s, details = %s, last_seen = %s, times = times + 1
    WHERE source = %s AND outcome = %s AND code = %s AND record_kind = %s AND record_id = %s
"""  # noqa: S608 - our own table's name


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
        "outcome": outcome.value,
        "code": code,
        "record_kind": record_kind,
        "record_id": str(record_id),
    }
    again = {**fresh, "details": json.dumps(fresh["details"])}
    if not change(tenant_id, _AGAIN, *again.values(), *key.values()):
        entry = Entry(tenant_id=tenant_id, first_seen=now, **key, **fresh)
        Entry.objects.bulk_create([entry], ignore_conflicts=True)
