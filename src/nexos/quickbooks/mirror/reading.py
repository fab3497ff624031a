"""Keeping account of how far QuickBooks has been read. Everything here joins the caller's transaction."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from nexos.quickbooks.mirror.entities import SPECS
from nexos.quickbooks.mirror.models import Coverage, ReadPage
from nexos.quickbooks.mirror.upsert import mark_deleted


def begin(tenant_id: UUID, connection_id: UUID, entity: str, before: datetime, total: int) -> Coverage:
    """Begins a read of everything created before `before`, `total` objects by QuickBooks' count; a read of the same
    kind that was under way is forgotten."""
    coverage, _ = Coverage.objects.of(tenant_id).get_or_create(
        tenant_id=tenant_id, connection_id=connection_id, entity=entity
    )
    ReadPage.objects.of(tenant_id).filter(coverage=coverage).delete()
    coverage.reading_before, coverage.reading_total, coverage.left_out = before, total, {}
    coverage.save()
    return coverage


def note_page(coverage: Coverage, start: int, ids: Collection[str], left_out: Mapping[str, int]) -> None:
    """Notes that the page at position `start` is stored."""
    page = ReadPage(tenant_id=coverage.tenant_id, coverage=coverage, start=start, qbo_ids=" ".join(ids))
    ReadPage.objects.of(coverage.tenant_id).bulk_create([page], ignore_conflicts=True)
    if left_out:
        coverage.left_out = dict(Counter(coverage.left_out) + Counter(left_out))
        coverage.save(update_fields=["left_out"])


def pages_read(coverage: Coverage) -> set[int]:
    """The positions of the pages that are stored."""
    return set(ReadPage.objects.of(coverage.tenant_id).filter(coverage=coverage).values_list("start", flat=True))


def complete(coverage: Coverage) -> list[str]:
    """Ends a read of the whole: what it did not meet is no longer there. From now on changes are enough.

    Returns the Ids of the rows that were marked deleted.
    """
    pages = ReadPage.objects.of(coverage.tenant_id).filter(coverage=coverage)
    met = {qbo_id for ids in pages.values_list("qbo_ids", flat=True) for qbo_id in ids.split()}
    spec = SPECS[coverage.entity]
    rows = spec.model.objects.of(coverage.tenant_id).filter(
        connection_id=coverage.connection_id, created_time__lt=coverage.reading_before, deleted_at=None
    )
    gone = {qbo_id for qbo_id in rows.values_list("qbo_id", flat=True).iterator() if qbo_id not in met}
    mark_deleted(coverage.tenant_id, coverage.connection_id, spec, dict.fromkeys(gone))
    pages.delete()
    coverage.read_until, coverage.reading_before, coverage.reading_total = coverage.reading_before, None, None
    coverage.save()
    return sorted(gone)


def move_cursors(tenant_id: UUID, connection_id: UUID, entities: Collection[str], until: datetime) -> None:
    """Notes that every change of these kinds before `until`, QuickBooks' own time, is stored."""
    rows = Coverage.objects.of(tenant_id).filter(connection_id=connection_id, entity__in=entities)
    rows.filter(read_until__lt=until).update(read_until=until)


def note_poll(tenant_id: UUID, connection_id: UUID, entity: str, at: datetime) -> None:
    """Notes when a kind without change capture was read."""
    Coverage.objects.of(tenant_id).update_or_create(
        tenant_id=tenant_id, connection_id=connection_id, entity=entity, defaults={"polled_at": at}
    )
