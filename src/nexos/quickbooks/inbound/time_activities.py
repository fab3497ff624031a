"""Following time activities, which change data capture leaves out (Intuit, "Change data capture").

Edits and new ones: one query for what was updated since the cursor, minus the overlap, costs one call. An answer that
is a full page may hide more, so the kind is read again as a whole, as with changes. An answer that is empty looks the
same whether nothing was updated or QuickBooks lost it on the way, so once a day the question is about the whole day.

Deletions leave no trace in a query, and QuickBooks cannot be asked for Ids alone: projection is documented as
unsupported, so a list of Ids costs as many calls and bytes as the objects. A count is one small call, and enough:

1. Once a day the objects created before the cursor are counted, there and here. That set is closed: it changes by
   deletions only, so the counts agree exactly when none was missed, and almost always that is all.
2. If they differ, the time is halved at the median of what is here and the earlier half counted (the later one follows
   by subtraction), until a differing part fits on one page; that page is fetched, and what it does not hold is gone.
   One deletion among 50,000 entries costs eight calls instead of the fifty of reading all again.

A company in which no time activity was ever found, and to which none was sent, is asked once a day only.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import QuerySet

from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.changes import OVERLAP
from nexos.quickbooks.inbound.covered import POLL_EVERY
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror import reading
from nexos.quickbooks.mirror.entities import SPECS
from nexos.quickbooks.mirror.models import Coverage, TimeActivity
from nexos.quickbooks.mirror.upsert import mark_deleted
from qbo import Page, query
from qbo.errors import Unavailable

ENTITY = "TimeActivity"
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class TooMuch(Exception):
    """More differs than pages can settle: reading all again is simpler."""


def read_time_activities(pull: Pull, coverage: Coverage) -> bool:
    """Stores what changed since the cursor, and once a day what was deleted; False when too much did, so that the kind
    wants to be read again as a whole. Raises QboError."""
    assert coverage.read_until is not None
    asked_at = coverage.polled_at or coverage.read_until
    day_is_over = clock.now() - asked_at >= POLL_EVERY
    with scope(pull.tenant_id):
        followed = mirror.has_time_activities(pull.tenant_id, pull.connection_id)
    if not (followed or day_is_over):
        return True
    page = _updated_since(pull, min(asked_at, coverage.read_until) if day_is_over else coverage.read_until)
    if page.count == query.MOST_ROWS and day_is_over:
        page = _updated_since(pull, coverage.read_until)
    if page.count == query.MOST_ROWS:
        return False

    def with_the_cursor(*_: object) -> None:
        reading.move_cursors(pull.tenant_id, pull.connection_id, [ENTITY], page.time)

    pull.land(ENTITY, page.items, with_the_cursor)
    if not day_is_over:
        return True
    try:
        _sweep(pull, coverage.read_until.replace(microsecond=0))
    except TooMuch:
        return False
    with scope(pull.tenant_id):
        reading.note_poll(pull.tenant_id, pull.connection_id, ENTITY, clock.now())
    return True


def _updated_since(pull: Pull, moment: datetime) -> Page:
    return pull.client.query(ENTITY, where=_since("LastUpdatedTime", moment - OVERLAP))


@dataclass(frozen=True)
class _Part:
    """What was created from `since` until before `before`; `there` is how many QuickBooks counts."""

    since: datetime
    before: datetime
    there: int


def _sweep(pull: Pull, before: datetime) -> None:
    with scope(pull.tenant_id):
        if not _here(pull, _BEGINNING, before).exists():
            return
    parts = [_Part(_BEGINNING, before, pull.client.count(ENTITY, _created(_BEGINNING, before)))]
    while parts:
        pull.check()
        parts += _settle(pull, parts.pop())


def _settle(pull: Pull, part: _Part) -> list[_Part]:
    """Makes a part of the time agree, or returns its halves. Raises TooMuch when it cannot be halved."""
    with scope(pull.tenant_id):
        rows = _here(pull, part.since, part.before)
        here = rows.count()
        if here == part.there:
            return []
        times = rows.order_by("created_time").values_list("created_time", flat=True)
        middle = times[here // 2] if here else part.since
    if max(here, part.there) < query.MOST_ROWS:
        _fetch(pull, part)
        return []
    if middle <= part.since:
        raise TooMuch
    earlier = pull.client.count(ENTITY, _created(part.since, middle))
    return [_Part(part.since, middle, earlier), _Part(middle, part.before, part.there - earlier)]


def _fetch(pull: Pull, part: _Part) -> None:
    created = _created(part.since, part.before)
    page = pull.client.query(ENTITY, where=created)
    if page.count < part.there and page.count < pull.client.count(ENTITY, created):
        raise Unavailable(f"QuickBooks sent {page.count} {ENTITY} objects, fewer than it counts")
    gone = 0

    def mark(_: object, ids: list[str]) -> None:
        nonlocal gone
        missed = set(_here(pull, part.since, part.before).values_list("qbo_id", flat=True)) - set(ids)
        gone = mark_deleted(pull.tenant_id, pull.connection_id, SPECS[ENTITY], dict.fromkeys(missed))
        pull.tell_documents(ENTITY, missed)

    pull.land(ENTITY, page.items, mark)
    pull.progress.removed(ENTITY, gone)


def _here(pull: Pull, since: datetime, before: datetime) -> QuerySet[TimeActivity]:
    rows = mirror.time_activities(pull.tenant_id, pull.connection_id).order_by()
    return rows.filter(created_time__gte=since, created_time__lt=before)


def _created(since: datetime, before: datetime) -> str:
    until = f"MetaData.CreateTime < {query.literal(before.astimezone(UTC))}"
    return query.all_of(_since("CreateTime", since) if since > _BEGINNING else "", until)


def _since(field: str, moment: datetime) -> str:
    return f"MetaData.{field} >= {query.literal(moment.astimezone(UTC))}"
