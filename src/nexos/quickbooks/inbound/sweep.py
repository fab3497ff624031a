"""Finding by counts where the mirror and QuickBooks hold different objects of a kind.

QuickBooks cannot be asked for Ids alone: projection is documented as unsupported, so a list of Ids costs as many calls
and bytes as the objects. A count is one small call, and enough:

1. The objects created before a moment are counted, there and here. That set is closed: it changes by deletions only, so
   the counts agree exactly when none was missed, and almost always that is all.
2. If they differ, the time is halved at the median of what is here and the earlier half counted (the later one follows
   by subtraction), until a differing part fits on one page; that page is fetched. One deletion among 50,000 objects
   costs eight calls instead of the fifty of reading all again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import QuerySet

from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.covered import mirrored_alone
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.mirror.entities import SPECS
from nexos.quickbooks.mirror.models import MirrorRow
from qbo import Page, query
from qbo.errors import Unavailable

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""Before anything was created."""


class TooMuch(Exception):
    """More differs than pages can settle: reading all again is simpler."""


@dataclass(frozen=True, slots=True)
class Differing:
    """All objects of a part of the time as QuickBooks has them, and the Ids of the live rows here."""

    page: Page
    here: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Part:
    """What was created from `since` until before `before`; `there` is how many QuickBooks counts."""

    since: datetime
    before: datetime
    there: int


def created_before(entity: str, moment: datetime) -> str:
    """The condition of the objects that a sweep until `moment` counts."""
    return created_between(entity, BEGINNING, moment)


def created_between(entity: str, since: datetime, before: datetime) -> str:
    """The condition of the objects created from `since` until before `before` that become rows."""
    return query.all_of(
        f"MetaData.CreateTime >= {query.literal(since.astimezone(UTC))}" if since > BEGINNING else "",
        f"MetaData.CreateTime < {query.literal(before.astimezone(UTC))}",
        mirrored_alone(entity),
    )


def sweep(pull: Pull, entity: str, before: datetime, there: int | None = None) -> Iterator[Differing]:
    """The parts of the time before `before` (whole seconds) in which the counts differ; `there` is QuickBooks' count if
    it is known already. Raises QboError, and TooMuch."""
    if there is None:
        there = pull.client.count(entity, created_before(entity, before))
    parts = [_Part(BEGINNING, before, there)]
    while parts:
        pull.check()
        part = parts.pop()
        with scope(pull.tenant_id):
            rows = _here(pull, entity, part)
            here = rows.count()
            times = rows.order_by("created_time").values_list("created_time", flat=True)
            middle = times[here // 2] if here and here != part.there else part.since
        if here == part.there:
            continue
        if max(here, part.there) < query.MOST_ROWS:
            yield _fetched(pull, entity, part)
        elif middle <= part.since:
            raise TooMuch
        else:
            earlier = pull.client.count(entity, created_between(entity, part.since, middle))
            parts += [_Part(part.since, middle, earlier), _Part(middle, part.before, part.there - earlier)]


def _fetched(pull: Pull, entity: str, part: _Part) -> Differing:
    created = created_between(entity, part.since, part.before)
    page = pull.client.query(entity, where=created)
    if page.count < part.there and page.count < pull.client.count(entity, created):
        raise Unavailable(f"QuickBooks sent {page.count} {entity} objects, fewer than it counts")
    with scope(pull.tenant_id):
        return Differing(page, frozenset(_here(pull, entity, part).values_list("qbo_id", flat=True)))


def _here(pull: Pull, entity: str, part: _Part) -> QuerySet[MirrorRow]:
    rows: QuerySet[MirrorRow] = SPECS[entity].model.objects.of(pull.tenant_id)
    live = rows.filter(connection_id=pull.connection_id, deleted_at=None)
    return live.filter(created_time__gte=part.since, created_time__lt=part.before)
