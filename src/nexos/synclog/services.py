"""Writing the log. Entries are added, counted and resolved; nothing edits or deletes them."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import batched
from typing import Any
from uuid import UUID

from nexos.kit import clock
from nexos.kit.tenancy.rows import change
from nexos.synclog.models import LONGEST_NAME, Entry, Outcome, Urgency, folded

_AT_ONCE = 500  # entries per transaction
_URGENCY = {Outcome.FAILED: Urgency.FAILED, Outcome.SKIPPED: Urgency.WAITING, Outcome.WAITING: Urgency.WAITING}

# In plain SQL: every sync of every connection says that it is done.
_AGAIN = f"""
    UPDATE {Entry._meta.db_table}
    SET message = %s, remedy = %s, about = %s, found_as = %s, details = %s, urgency = %s, last_seen = %s,
        resolved_at = NULL, times = times + 1
    WHERE source = %s AND outcome = %s AND code = %s AND record_kind = %s AND record_id = %s
"""  # noqa: S608 - our own table's name
_SUPERSEDE = f"""
    UPDATE {Entry._meta.db_table} SET urgency = {Urgency.REST.value}, resolved_at = %s
    WHERE source = %s AND record_kind = %s AND record_id = %s AND NOT (outcome = %s AND code = %s)
        AND urgency < {Urgency.REST.value}
"""  # noqa: S608 - our own table's name


def record(
    tenant_id: UUID,
    source: str,
    outcome: Outcome,
    message: str,
    *,
    remedy: str = "",
    code: str = "",
    record_kind: str = "",
    record_id: object = "",
    about: str = "",
    details: dict[str, Any] | None = None,
    settled: bool = False,
    repeats: bool = False,
) -> None:
    """Notes an outcome; the same one about the same record is counted on the row that is there. Never pass a secret.

    The newest word on a record stands: what was open about it from this source is resolved. `settled` says that nobody
    need do anything although something was skipped; `repeats` that the record's last outcome was this one as well, so
    that nothing can be open: then this is one statement.
    """
    now = clock.now()
    urgency = Urgency.REST if settled else _URGENCY.get(outcome, Urgency.REST)
    fresh = {
        "message": message,
        "remedy": remedy,
        "about": about[:LONGEST_NAME],
        "found_as": folded(about),
        "details": details or {},
        "urgency": urgency.value,
        "last_seen": now,
    }
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
    if record_kind and not repeats:
        change(tenant_id, _SUPERSEDE, now, source, record_kind, key["record_id"], outcome.value, code)


@dataclass(frozen=True, slots=True)
class Note:
    """An outcome about one record, of many that are noted together; the fields are those of `record`."""

    record_kind: str
    record_id: str
    about: str
    message: str
    remedy: str


def record_many(tenant_id: UUID, source: str, outcome: Outcome, code: str, notes: Iterable[Note]) -> None:
    """Notes the same outcome about many records, some hundreds at a time. Where it was noted before, the
    entry says what the note says; it is not counted again."""
    now = clock.now()
    urgency = _URGENCY.get(outcome, Urgency.REST)
    for some in batched(notes, _AT_ONCE):
        entries = [
            Entry(
                tenant_id=tenant_id,
                source=source,
                outcome=outcome,
                code=code,
                urgency=urgency,
                record_kind=note.record_kind,
                record_id=note.record_id,
                about=note.about[:LONGEST_NAME],
                found_as=folded(note.about),
                message=note.message,
                remedy=note.remedy,
                first_seen=now,
                last_seen=now,
            )
            for note in some
        ]
        Entry.objects.of(tenant_id).bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["tenant", "source", "record_kind", "record_id", "outcome", "code"],
            update_fields=["message", "remedy", "about", "found_as", "urgency", "last_seen", "resolved_at"],
        )


def resolve(tenant_id: UUID, source: str, record_kind: str, record_ids: Collection[object]) -> int:
    """What was open about these records is a thing of the past; returns how many entries that were."""
    open_ones = Entry.objects.of(tenant_id).filter(
        source=source,
        record_kind=record_kind,
        record_id__in=[str(one) for one in record_ids],
        urgency__lt=Urgency.REST,
    )
    return open_ones.update(urgency=Urgency.REST, resolved_at=clock.now())
