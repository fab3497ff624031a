"""The nightly audit: whether the mirror holds each object, as QuickBooks has it.

1. Every kind is counted, there and here, over what was created before its cursor; where the counts differ, the sweep
   finds what only one side has, and it is read again. So a missing or extra row is put right within a day.
2. A part of all rows is read and compared column by column, line by line. The walk goes through the kinds and, within
   one, by creation time, which never changes; each night does so much that a lap ends within LAP, nights that were
   missed included. So a row that was changed is put right within thirty days.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import ceil

from django.db.models import QuerySet

from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.covered import COVERED
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.inbound.sweep import BEGINNING, created_between
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.entities import SPECS
from nexos.quickbooks.mirror.faithful import differing, live_ids
from nexos.quickbooks.mirror.models import MirrorRow
from nexos.quickbooks.mirror.understand import understand
from nexos.quickbooks.mirror.upsert import home_currency
from nexos.quickbooks.sync.reconciliation import unpaired, verify
from nexos.quickbooks.sync.reconciliation.document import Document
from nexos.quickbooks.sync.reconciliation.finding import Finding
from nexos.quickbooks.sync.reconciliation.models import AuditPlace
from nexos.quickbooks.sync.reconciliation.repair import repair
from qbo import query
from qbo.replies import Raw

LAP = timedelta(days=28)
"""In which every row has been compared; two nights less than are promised."""


def audit(pull: Pull) -> list[Finding]:
    """Counts everything, compares a part, and puts right what differs; returns what did. Raises QboError."""
    with scope(pull.tenant_id):
        coverage = mirror.coverage(pull.tenant_id, pull.connection_id)
    read = {
        entity: until.replace(microsecond=0)
        for entity in COVERED
        if entity in coverage and (until := coverage[entity].read_until) is not None
    }
    if not read:
        return []
    suspects = unpaired.found(pull, read).documents | set(_slice(pull, read))
    verdicts = verify.verified(pull, suspects)
    wrong = {document: verdict for document, verdict in verdicts.items() if verdict.why is not None}
    settled = repair(pull, wrong)
    return [verify.finding(document, wrong[document], {}, "") for document in sorted(settled)]


def _slice(pull: Pull, read: dict[str, datetime]) -> Iterator[Document]:
    """Sentence 2. The place is kept after each window, so a night that is cut off has lost one."""
    kinds = list(read)
    with scope(pull.tenant_id):
        place = _place(pull, kinds[0])
        budget = _tonight(pull, place, read)
    while budget > 0:
        pull.check()
        since = place.created_before or BEGINNING
        with scope(pull.tenant_id):
            before, inside = _window(_rows(pull, place.entity, since, read[place.entity]), since, budget)
        end = before or read[place.entity]
        if inside:
            yield from _compared(pull, place.entity, since, end)
        budget -= inside
        lap_is_over = before is None and place.entity == kinds[-1]
        _move(place, kinds, end if before else None)
        if lap_is_over:
            return


def _compared(pull: Pull, entity: str, since: datetime, before: datetime) -> Iterator[Document]:
    with scope(pull.tenant_id):
        home = home_currency(pull.tenant_id, pull.connection_id)
    where, start, came = created_between(entity, since, before), 1, set()
    while True:
        page = pull.client.query(entity, where=where, start=start)
        objects = understand(entity, page.items, clock.now(), home)
        came |= set(objects.ids)
        with scope(pull.tenant_id):
            live = live_ids(pull.tenant_id, pull.connection_id, entity, objects.understood)
            other = differing(pull.tenant_id, pull.connection_id, objects)
        suspects = other.keys() | (objects.understood.keys() - live)
        yield from ((entity, one) for one in suspects)
        # What no column shows: the object itself may have moved on without a sign of change (recorded).
        rest = [one.raw.encode() for one in objects.understood.values() if one.qbo_id not in suspects]
        pull.land(entity, map(Raw, rest), lambda *_: None)
        if page.count < query.MOST_ROWS:
            break
        start += page.count
    with scope(pull.tenant_id):
        here = set(_rows(pull, entity, since, before).values_list("qbo_id", flat=True))
    yield from ((entity, one) for one in here - came)


def _rows(pull: Pull, entity: str, since: datetime, before: datetime) -> "QuerySet[MirrorRow]":
    rows: QuerySet[MirrorRow] = SPECS[entity].model.objects.of(pull.tenant_id)
    live = rows.filter(connection_id=pull.connection_id, deleted_at=None)
    return live.filter(created_time__gte=since, created_time__lt=before)


def _window(rows: "QuerySet[MirrorRow]", since: datetime, size: int) -> tuple[datetime | None, int]:
    """Where a window of about `size` rows from `since` on ends, and how many rows it has; None: with the kind. What was
    created in one second stays together."""
    times = rows.order_by("created_time").values_list("created_time", flat=True)
    size = min(size, query.MOST_ROWS - 1)
    after = times[size : size + 1]
    if not after:
        return None, rows.count()
    end = after[0]
    if end <= since or end == times[0]:
        end = times[0] + timedelta(seconds=1)
    return end, rows.filter(created_time__lt=end).count()


def _place(pull: Pull, first: str) -> AuditPlace:
    known = AuditPlace.objects.of(pull.tenant_id).filter(connection_id=pull.connection_id).first()
    if known is not None:
        return known
    place = AuditPlace(
        tenant_id=pull.tenant_id, connection_id=pull.connection_id, entity=first, lap_began_at=clock.now()
    )
    place.save(force_insert=True)
    return place


def _tonight(pull: Pull, place: AuditPlace, read: dict[str, datetime]) -> int:
    """How many rows: what is left of the lap, by the nights that are left."""
    kinds = list(read)
    if place.entity not in kinds:
        place.entity, place.created_before = kinds[0], None
    to_come = kinds[kinds.index(place.entity) :]
    left = sum(_rows(pull, kind, BEGINNING, read[kind]).count() for kind in to_come[1:])
    left += _rows(pull, place.entity, place.created_before or BEGINNING, read[place.entity]).count()
    nights = max(1, (LAP - (clock.now() - place.lap_began_at)).days)
    return max(1, ceil(left / nights))


def _move(place: AuditPlace, kinds: list[str], created_before: datetime | None) -> None:
    place.created_before = created_before
    if created_before is None:
        following = kinds.index(place.entity) + 1
        if following == len(kinds):
            place.lap_began_at = place.lap_ended_at = clock.now()
        place.entity = kinds[following % len(kinds)]
    with scope(place.tenant_id):
        place.save()
