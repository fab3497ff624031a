"""Fetching pages of several kinds side by side: one of each kind, and more as long as the server takes its time.

A quick server is hardly waited for, so one page of each of a few kinds is enough, and a crash loses no more than that.
A slow one (QuickBooks takes seconds for a page) is soon asked for several at once: twice as many whenever a page took
long and was waited for, as far as QuickBooks and the memory of a pull allow.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Sequence
from queue import SimpleQueue
from threading import Thread
from typing import Protocol, Self

from django.db import connections

from nexos.quickbooks.inbound.waiting import Packed, Room, size_of
from qbo import Page

MOST_UNDER_WAY = 10
"""Calls in flight per company and app (Intuit, "Limits and throttles")."""

_KINDS = 5
"""Of which pages are under way at once while the server is quick; each is held in memory until it is stored."""

_LONG = 0.75
"""Seconds for a page after which more should be under way."""

_LONGER_THAN_STORING = 2
"""Times: on a busy machine everything takes long, and the server is not to blame."""

_MOST_BYTES = 40 * 1024 * 1024
"""Under way at once; each page is uncompressed while it arrives (`waiting`)."""


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
        self._arrived: SimpleQueue[tuple[S, int, Page | Packed | Exception, float]] = SimpleQueue()
        self._room = Room()
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
        storing = 0.0
        if self._given is not None:
            self._under_way[id(self._given)] -= 1
            storing = began - self._given_at
        self._order()
        if not self._under_way.total():
            return None
        waits = self._arrived.empty()
        self._given, start, arrived, took = self._arrived.get()
        self._given_at = time.monotonic()
        if isinstance(arrived, Exception):
            return self._given, start, arrived
        if waits and took > max(_LONG, _LONGER_THAN_STORING * storing):
            self._width = max(self._width, 2 * self._under_way.total())
        page = self._room.leave(arrived)
        self._width = min(self._width, _most(page))
        return self._given, start, page

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
                began = time.monotonic()
                arrived: Page | Packed | Exception
                try:
                    arrived = self._room.take(source.fetch(start))
                except Exception as error:
                    arrived = error
                self._arrived.put((source, start, arrived, time.monotonic() - began))
        finally:
            connections.close_all()


def _most(page: Page) -> int:
    """How many pages like this one may be under way."""
    return min(MOST_UNDER_WAY, max(1, _MOST_BYTES // max(size_of(page), 1)))
