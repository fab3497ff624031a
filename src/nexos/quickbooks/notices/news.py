"""Whether what was told is news to the mirror."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from nexos.quickbooks.inbound.changes import OVERLAP
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.queries.versions import Version, versions
from nexos.quickbooks.notices.reading import Told


def is_news(tenant_id: UUID, connection_id: UUID, events: Sequence[Told]) -> bool:
    """Whether at least one event tells of something the mirror may lack. What is too costly to know is news."""
    coverage = mirror.coverage(tenant_id, connection_id)
    by_kind: defaultdict[str, list[Told]] = defaultdict(list)
    for event in events:
        by_kind[event.entity].append(event)
    for entity, told in by_kind.items():
        read_until = coverage[entity].read_until if entity in coverage else None
        open_ = [event for event in told if not _is_long_past(event, read_until)]
        there = versions(tenant_id, connection_id, entity, [event.qbo_id for event in open_]) if open_ else {}
        if not all(_is_mirrored(event, there.get(event.qbo_id)) for event in open_):
            return True
    return False


def _is_long_past(event: Told, read_until: datetime | None) -> bool:
    """Whether the changes of that moment have been read, with the time QuickBooks may take to show one."""
    return event.changed_at is not None and read_until is not None and event.changed_at <= read_until - OVERLAP


def _is_mirrored(event: Told, row: Version | None) -> bool:
    """Whether the row is as new as the event: the echo of our own push, whose reply was stored, is the usual case.

    Objects have whole seconds where events have milliseconds. A second change within the second of one that is mirrored
    goes unnoticed here, and comes with the next run by the clock.
    """
    if row is None or event.changed_at is None or event.operation == "Merge":
        return False
    if event.operation == "Delete":
        return row.deleted_at is not None
    return max(row.updated_time, row.deleted_at or row.updated_time) >= event.changed_at.replace(microsecond=0)
