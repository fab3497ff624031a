"""Fetching pages of several kinds side by side: one of each kind, and more as long as the server takes its time.

A quick server is hardly waited for, so one page of each of a few kinds is enough, and a crash loses no more than that.
A slow one (QuickBooks takes seconds for a page) is soon asked for several at once: twice as many whenever a page was
waited for, as far as QuickBooks and the memory of a pull allow.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Sequence
from queue import SimpleQueue
from threading import Thread
from typing import Protocol, Self

from django.db import connections

from qbo import Page

MOST_UNDER_WAY = 10
"""Calls in flight per company and app (Intuit, "Limits and throttles")."""

_KINDS = 5
"""Of which pages are under way at once while the server is quick; each is held in memory until it is stored."""

_LONG = 0.75
"""Seconds of waiting for a page after which more should be under way."""

_LONGER_THAN_STORING = 4
"""Times: on a busy machine everything takes long, and the server is not to blame."""

_MOST_BYTES = 16 * 1024 * 1024


class Source(Protocol):
    """One kind of object: the positions still to be fetched, first first, and how a page is fetched."""

    to_fetch: deque[int]

    def fetch(self, start: int) -> Page: ...


class Fetching[S: Source]:
    """Fetches in threads what the sources want to have fetched; leaving the context waits for the calls under way."""

    def __init__(self, sources: Sequence[S]) -> None:
        self._sources = sources
        self._under_way: Counter[int] = Counter()
        self._width = 1
        self._orders: SimpleQueue[tuple[S, int] | None] = SimpleQueue()
        self._arrived: SimpleQueue[tuple[S, int, Page | Exception]] = SimpleQueue()
        self._threads: list[Thread] = []
        self._given: S | None = None
        self._given_at = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for _thread in self._threads:
            self._orders.put(None)
        for thread in self._threads:
            thread.join()

    def next(self) -> tuple[S, int, Page | Exception] | None:
        """The next page that arrived, with its source and position, or why it did not; None when all is done.

        Until it is asked for again, the page given last counts as under way.
        """
        began = time.monotonic()
        long = _LONG
        if self._given is not None:
            self._under_way[id(self._given)] -= 1
            long = max(long, _LONGER_THAN_STORING * (began - self._given_at))
        self._order()
        if not self._under_way.total():
            return None
        self._given, start, what = self._arrived.get()
        self._given_at = time.monotonic()
        if isinstance(what, Page):
            if self._given_at - began > long:
                self._width = max(self._width, 2 * self._under_way.total())
            self._width = min(self._width, _most(what))
        return self._given, start, what

    def under_way(self, source: S) -> int:
        """Pages of this source that have not been asked for with `next`, the one given last not counted."""
        return self._under_way[id(source)] - (source is self._given)

    def _order(self) -> None:
        """One page of each kind that has none under way, of some kinds at a time, then of those with the fewest."""
        while wanted := [source for source in self._sources if source.to_fetch]:
            source = min(wanted, key=lambda each: self._under_way[id(each)])
            most = self._width if self._under_way[id(source)] else max(self._width, _KINDS)
            if self._under_way.total() >= most:
                return
            self._under_way[id(source)] += 1
            self._orders.put((source, source.to_fetch.popleft()))
            if len(self._threads) < self._under_way.total():
                self._threads.append(Thread(target=self._fetch, name="pull", daemon=True))
                self._threads[-1].start()

    def _fetch(self) -> None:
        try:
            while order := self._orders.get():
                source, start = order
                what: Page | Exception
                try:
                    what = source.fetch(start)
                except Exception as error:
                    what = error
                self._arrived.put((source, start, what))
        finally:
            connections.close_all()


def _most(page: Page) -> int:
    """How many pages like this one may be under way."""
    size = sum(memoryview(item).nbytes for item in page.items)
    return min(MOST_UNDER_WAY, max(1, _MOST_BYTES // max(size, 1)))
