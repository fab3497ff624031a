"""Reading everything: the first pull, and again after a gap that changes cannot bridge.

1. The read is closed: it is over the objects created before a moment of QuickBooks' own clock. CreateTime never
   changes, so nothing enters or leaves the set but by deletion.
2. Ordered by Id, it is cut into pages whose neighbours share one position. A deletion between two fetches moves later
   rows towards the beginning, perhaps out of a page still to be fetched into one that was; two neighbours that have an
   Id in common leave nothing out between them, whatever was deleted and whichever came first. Those that have none are
   mended: the earlier one is fetched once more, and what it brings is added (`reading.loose_pages`).
3. Each page and the note that it is stored are one transaction; after a crash the read goes on with the pages that have
   no note. From a quick server one page of each kind is under way, so at most that is read twice; from a slow one
   several are (`fetching`).
4. What was edited, created or deleted meanwhile comes with the changes since that moment (`changes`), which every
   pull reads next. What the mirror holds and the read did not meet was deleted before.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import DatabaseError, transaction

from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound import merges
from nexos.quickbooks.inbound.absent import note_failure
from nexos.quickbooks.inbound.asking import ask
from nexos.quickbooks.inbound.covered import inactive_too
from nexos.quickbooks.inbound.fetching import Fetching
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.mirror import bulk, reading
from nexos.quickbooks.mirror.models import Coverage
from qbo import Page, errors, query
from qbo.batch import Count, Outcome

PAGE = query.MOST_ROWS


class FewerThanCounted(errors.Unavailable):
    """A page came back short although QuickBooks counts enough objects to fill it."""


def read_whole(pull: Pull, coverages: list[Coverage]) -> None:
    """Reads each kind to its end; one that fails is noted in `pull.failures` and the others go on."""
    kinds = [_Kind(pull, coverage) for coverage in coverages]
    for kind in kinds:
        kind.finish_if_complete()
    with Fetching(kinds) as fetching:
        while arrival := fetching.next():
            kind, start, what = arrival
            pull.check()
            if isinstance(what, Page):
                try:
                    kind.store(start, what)
                    if not fetching.under_way(kind):
                        kind.finish_if_complete()
                except DatabaseError as error:
                    kind.give_up(error)
            else:
                kind.give_up(what)
    bulk.refresh_statistics()


def begin(pull: Pull, entities: Sequence[str], before: datetime) -> list[Coverage]:
    """Begins a read of everything of these kinds created before `before`, a moment of QuickBooks' clock: how much that
    is, QuickBooks is asked in one call. A kind it cannot count is noted in `pull.failures`, or as absent."""
    totals: Sequence[Outcome]
    try:
        totals = ask(pull.client, [Count(entity, _condition(entity, before)) for entity in entities])
    except errors.QboError as error:
        totals = [error] * len(entities)
    begun = []
    for entity, total in zip(entities, totals, strict=True):
        if isinstance(total, errors.QboError):
            note_failure(pull, entity, total)
            continue
        assert isinstance(total, int)
        with scope(pull.tenant_id), transaction.atomic():
            begun.append(reading.begin(pull.tenant_id, pull.connection_id, entity, before, total))
    return begun


class _Kind:
    """A read of one kind: what of it is still to be fetched, and what becomes of a page."""

    def __init__(self, pull: Pull, coverage: Coverage) -> None:
        assert coverage.reading_before is not None
        assert coverage.reading_total is not None
        self._pull = pull
        self._coverage = coverage
        self._entity = coverage.entity
        self._condition = _condition(self._entity, coverage.reading_before)
        self._total = coverage.reading_total
        with scope(pull.tenant_id):
            done = reading.pages_read(coverage)
        # Last first: from a server that is asked for one page at a time, deletions then separate no neighbours.
        self.to_fetch = deque(start for start in reversed(_starts(self._total)) if start not in done)
        pull.progress.planned(self._entity, self._total, min(len(done) * PAGE, self._total))

    def fetch(self, start: int) -> Page:
        """In a thread of its own. Raises what the client raises, and FewerThanCounted."""
        client = self._pull.client
        page = client.query(self._entity, where=self._condition, start=start, limit=PAGE)
        if page.count < min(PAGE, self._total - start + 1):
            # Deletions shorten the last page; so would an answer that lost its rows on the way.
            now = client.count(self._entity, self._condition)
            if page.count < min(PAGE, now - start + 1):
                raise FewerThanCounted(f"QuickBooks sent {page.count} {self._entity} objects fewer than it counts")
        return page

    def store(self, start: int, page: Page) -> None:
        self._pull.land(
            self._entity,
            page.items,
            lambda stored, ids: reading.note_page(self._coverage, start, ids, stored.left_out),
        )

    def finish_if_complete(self) -> None:
        """Ends the read when every page is stored and none was separated from its neighbour."""
        if self.to_fetch or self._entity in self._pull.failures:
            return
        with scope(self._pull.tenant_id), transaction.atomic():
            self.to_fetch.extend(reading.loose_pages(self._coverage))
            if self.to_fetch:
                return
            gone = reading.not_met(self._coverage)
        try:
            merges.follow(self._pull, self._entity, gone)
        except errors.QboError as error:
            self.give_up(error)
            return
        with scope(self._pull.tenant_id), transaction.atomic():
            reading.complete(self._coverage, gone)
            self._pull.tell_documents(self._entity, gone)
        self._pull.progress.removed(self._entity, len(gone))

    def give_up(self, why: Exception) -> None:
        """Fetches nothing more of this kind; what is stored stays noted for the next pull."""
        self._pull.failures.setdefault(self._entity, why)
        self.to_fetch.clear()


def _starts(total: int) -> range:
    """The first position of each page, counted from 1; the last position of a page is the first of the next."""
    return range(1, max(total, 2), PAGE - 1) if total else range(0)


def _condition(entity: str, before: datetime) -> str:
    """The same words for the same moment, whether it was just read or comes from the database."""
    return query.all_of(f"MetaData.CreateTime < {query.literal(before.astimezone(UTC))}", inactive_too(entity))
