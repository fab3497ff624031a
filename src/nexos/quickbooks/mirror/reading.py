"""Keeping account of how far QuickBooks has been read. Everything here joins the caller's transaction."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection as database

from nexos.kit.tenancy.rows import change, insert
from nexos.quickbooks.mirror.entities import SPECS
from nexos.quickbooks.mirror.models import Coverage, ReadPage
from nexos.quickbooks.mirror.upsert import mark_deleted

_MOVE = (  # by every sync
    f"UPDATE {Coverage._meta.db_table} SET read_until = %s "  # noqa: S608 - our own table's name
    "WHERE connection_id = %s AND read_until < %s AND entity IN ({})"
)


def begin(tenant_id: UUID, connection_id: UUID, entity: str, before: datetime, total: int) -> Coverage:
    """Begins a read of everything created before `before`, `total` objects by QuickBooks' count; a read of the same
    kind that was under way is forgotten."""
    coverage, _ = Coverage.objects.of(tenant_id).get_or_create(
        tenant_id=tenant_id, connection_id=connection_id, entity=entity
    )
    ReadPage.objects.of(tenant_id).filter(coverage=coverage).delete()
    coverage.reading_before, coverage.reading_total, coverage.left_out = before, total, {}
    coverage.reading_again = SPECS[entity].model.objects.of(tenant_id).filter(connection_id=connection_id).exists()
    coverage.save()
    return coverage


def note_page(coverage: Coverage, start: int, ids: Sequence[str], left_out: Mapping[str, int]) -> None:
    """Notes that the page at position `start` is stored, or stored once more (see `loose_pages`)."""
    page = ReadPage(tenant_id=coverage.tenant_id, coverage=coverage, start=start, qbo_ids=list(ids))
    if not insert(page):
        pages = ReadPage.objects.of(coverage.tenant_id).filter(coverage=coverage, start=start)
        before = pages.get()
        kept = [] if set(ids).isdisjoint(before.qbo_ids) else before.qbo_ids
        together = list(dict.fromkeys([*kept, *ids]))
        pages.update(qbo_ids=together, unmoved=set(ids) == set(before.qbo_ids))
    if left_out:
        coverage.left_out = dict(Counter(coverage.left_out) + Counter(left_out))
        coverage.save(update_fields=["left_out"])


def pages_read(coverage: Coverage) -> set[int]:
    """The positions of the pages that are stored."""
    return set(ReadPage.objects.of(coverage.tenant_id).filter(coverage=coverage).values_list("start", flat=True))


def loose_pages(coverage: Coverage) -> list[int]:
    """The positions of the pages to be fetched once more before the read is complete, last first.

    1. Two neighbours with an Id in common cover everything from the first of the one to the last of the other.
    2. Others may have let something slip: the earlier one is fetched again, now that the later one is there. What it
       holds then is added, if it joins on to what it held; else it takes its place.
    3. When it held the very same, nothing before its end was deleted since, and nothing slipped (the Id they share may
       be one that could not be read).
    4. A page behind the end, which deletions brought forward, holds nothing: it is forgotten, and the one before it
       fetched again to its new end.
    """
    pages = ReadPage.objects.of(coverage.tenant_id).filter(coverage=coverage)
    loose = []
    later: set[str] | None = None
    for start, qbo_ids, unmoved in pages.order_by("-start").values_list("start", "qbo_ids", "unmoved").iterator():
        ids = set(qbo_ids)
        if not ids and start > 1:
            pages.filter(start=start).delete()
            coverage.reading_total = start - 1
            coverage.save(update_fields=["reading_total"])
            later = ids
            continue
        if later is not None and not unmoved and ids.isdisjoint(later):
            loose.append(start)
        later = ids
    return loose


def complete(coverage: Coverage, gone: Collection[str]) -> None:
    """Ends a read of the whole: these, which it did not meet, are no longer there. From now on changes are enough."""
    mark_deleted(coverage.tenant_id, coverage.connection_id, SPECS[coverage.entity], dict.fromkeys(gone))
    ReadPage.objects.of(coverage.tenant_id).filter(coverage=coverage).delete()
    coverage.read_until, coverage.reading_before, coverage.reading_total = coverage.reading_before, None, None
    coverage.save()


def not_met(coverage: Coverage) -> list[str]:
    """Ids of the live rows created before the read that no page held; compared by the database, however many. A read
    that found the mirror empty has none: what was deleted since comes with the changes."""
    if not coverage.reading_again:
        return []
    rows = (
        SPECS[coverage.entity]
        .model.objects.of(coverage.tenant_id)
        .filter(connection_id=coverage.connection_id, created_time__lt=coverage.reading_before, deleted_at=None)
    )
    live, values = rows.order_by().values_list("qbo_id", flat=True).query.sql_with_params()
    pages = database.ops.quote_name(ReadPage._meta.db_table)
    met = (
        f"SELECT jsonb_array_elements_text(qbo_ids) FROM {pages}"  # noqa: S608
        if database.vendor == "postgresql"
        else f"SELECT value FROM {pages}, json_each(qbo_ids)"  # noqa: S608
    )
    with database.cursor() as cursor:
        cursor.execute(
            f"{live} EXCEPT {met} WHERE tenant_id = %s AND coverage_id = %s",
            (*values, coverage.tenant_id.hex, coverage.id.hex),
        )
        return sorted(qbo_id for (qbo_id,) in cursor.fetchall())


def move_cursors(tenant_id: UUID, connection_id: UUID, entities: Collection[str], until: datetime) -> None:
    """Notes that every change of these kinds before `until`, QuickBooks' own time, is stored."""
    if entities:
        change(tenant_id, _MOVE.format(", ".join(["%s"] * len(entities))), until, connection_id, until, *entities)


def note_poll(tenant_id: UUID, connection_id: UUID, entity: str, at: datetime) -> None:
    """Notes when a kind without change capture was read."""
    Coverage.objects.of(tenant_id).update_or_create(
        tenant_id=tenant_id, connection_id=connection_id, entity=entity, defaults={"polled_at": at}
    )


def note_absent(tenant_id: UUID, connection_id: UUID, entity: str, at: datetime) -> None:
    """Notes that the company does without a kind, as of `at`: it is to be read as a whole if it ever appears."""
    Coverage.objects.of(tenant_id).update_or_create(
        tenant_id=tenant_id,
        connection_id=connection_id,
        entity=entity,
        defaults={"polled_at": at, "read_until": None, "reading_before": None, "reading_total": None},
    )
