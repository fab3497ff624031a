"""Reading everything: the first pull, and again after a gap that changes cannot bridge.

1. The read is closed: it is over the objects created before a moment of QuickBooks' own clock. CreateTime never
   changes, so nothing enters or leaves the set but by deletion.
2. Ordered by Id, the pages are read from the last to the first. A deletion moves later rows towards the pages that are
   still to be read: a row may be met twice, but none is missed.
3. Each page and the note that it is stored are one transaction; after a crash the read goes on with the first page
   that has no note. The next page of a kind is asked for when the last one is stored, so at most one page of each
   kind is read twice. The kinds are read side by side.
4. What was edited, created or deleted meanwhile comes with the changes since that moment (`changes`), which every
   pull reads next. What the mirror holds and the read did not meet was deleted before.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from queue import SimpleQueue
from threading import Semaphore, Thread

from django.db import DatabaseError, connections, transaction

from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.covered import inactive_too
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.mirror import reading
from nexos.quickbooks.mirror.models import Coverage
from qbo import Page, errors, query

PAGE = query.MOST_ROWS


class FewerThanCounted(errors.Unavailable):
    """A page came back short although QuickBooks counts enough objects to fill it."""


def read_whole(pull: Pull, coverages: list[Coverage]) -> None:
    """Reads each kind to its end; one that fails is noted in `pull.failures` and the others go on."""
    lanes = [_Lane(pull, coverage) for coverage in coverages]
    arrived: SimpleQueue[tuple[_Lane, int, Page | Exception | None]] = SimpleQueue()
    with _running(lanes, arrived):
        under_way = len(lanes)
        while under_way:
            lane, start, what = arrived.get()
            pull.check()
            match what:
                case Page():
                    try:
                        _store(pull, lane.coverage, start, what)
                    except DatabaseError as error:
                        under_way -= 1
                        pull.failures[lane.entity] = error
                        lane.stop()
                    else:
                        lane.stored.release()
                case None:
                    under_way -= 1
                    _complete(pull, lane.coverage)
                case Exception():
                    under_way -= 1
                    pull.failures[lane.entity] = what


def begin(pull: Pull, entity: str, before: datetime) -> Coverage:
    """Begins a read of everything created before `before`, a moment of QuickBooks' clock."""
    total = pull.client.count(entity, _condition(entity, before))
    with scope(pull.tenant_id), transaction.atomic():
        return reading.begin(pull.tenant_id, pull.connection_id, entity, before, total)


class _Lane:
    """Fetches the pages of one kind that are not stored yet, one after the other, in a thread of its own."""

    def __init__(self, pull: Pull, coverage: Coverage) -> None:
        assert coverage.reading_before is not None
        assert coverage.reading_total is not None
        self.coverage = coverage
        self.entity = coverage.entity
        self.stored = Semaphore(0)
        self.stopped = False
        self._client = pull.client
        self._condition = _condition(self.entity, coverage.reading_before)
        self._total = coverage.reading_total
        with scope(pull.tenant_id):
            done = reading.pages_read(coverage)
        self._starts = [start for start in reversed(range(1, self._total + 1, PAGE)) if start not in done]
        pull.progress.planned(self.entity, self._total, min(len(done) * PAGE, self._total))

    def fetch(self, arrived: SimpleQueue[tuple[_Lane, int, Page | Exception | None]]) -> None:
        try:
            for start in self._starts:
                arrived.put((self, start, self._page(start)))
                self.stored.acquire()
                if self.stopped:
                    return
            arrived.put((self, 0, None))
        except Exception as error:
            arrived.put((self, 0, error))
        finally:
            connections.close_all()

    def stop(self) -> None:
        """Fetches nothing more."""
        self.stopped = True
        self.stored.release()

    def _page(self, start: int) -> Page:
        page = self._client.query(self.entity, where=self._condition, start=start, limit=PAGE)
        if page.count < min(PAGE, self._total - start + 1):
            # Deletions shorten the last page; so would an answer that lost its rows on the way.
            now = self._client.count(self.entity, self._condition)
            if page.count < min(PAGE, now - start + 1):
                raise FewerThanCounted(f"QuickBooks sent {page.count} {self.entity} objects fewer than it counts")
        return page


@contextmanager
def _running(lanes: list[_Lane], arrived: SimpleQueue[tuple[_Lane, int, Page | Exception | None]]) -> Iterator[None]:
    threads = [Thread(target=lane.fetch, args=(arrived,), name=f"pull-{lane.entity}", daemon=True) for lane in lanes]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for lane in lanes:
            lane.stop()
        for thread in threads:
            thread.join()


def _store(pull: Pull, coverage: Coverage, start: int, page: Page) -> None:
    pull.land(
        coverage.entity,
        page.items,
        lambda stored, ids: reading.note_page(coverage, start, ids, stored.left_out),
    )


def _complete(pull: Pull, coverage: Coverage) -> None:
    with scope(pull.tenant_id), transaction.atomic():
        gone = reading.complete(coverage)
        pull.tell_documents(coverage.entity, gone)
    pull.progress.removed(coverage.entity, len(gone))


def _condition(entity: str, before: datetime) -> str:
    """The same words for the same moment, whether it was just read or comes from the database."""
    return query.all_of(f"MetaData.CreateTime < {query.literal(before.astimezone(UTC))}", inactive_too(entity))
