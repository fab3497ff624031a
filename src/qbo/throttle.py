"""Keeping inside Intuit's rates before Intuit has to say so.

Limits per company (Intuit, "Limits and throttles", 2026): 10 requests started per second *and* 10 in flight (older
text says the one, newer the other: both hold here), 500 a minute, 40 batches a minute.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from typing import Literal, Protocol

import msgspec

from qbo.errors import Throttled

Kind = Literal["read", "write", "batch", "reading_batch"]
BATCHES: frozenset[Kind] = frozenset({"batch", "reading_batch"})
READS: frozenset[Kind] = frozenset({"read", "reading_batch"})


class Throttle(Protocol):
    """What a client asks before each request; implement it over a database to share limits between processes."""

    def acquire(self, kind: Kind) -> AbstractContextManager[None]:
        """Wait for a place, hold it while the request is in flight. Raises `Throttled` rather than wait for long."""
        ...

    def park(self, until: datetime) -> None:
        """Start nothing before `until` (aware): QuickBooks answered 429."""
        ...


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much may happen. Windows are longer than Intuit's, so that requests squeezed together on the way do not count
    as eleven in one second over there: a busy machine sends one a fifth of a second after it was counted."""

    in_flight: int = 10
    per_second: int = 10
    per_minute: int = 500
    batches_per_minute: int = 40
    second: float = 1.2
    minute: float = 60.5


class Starts:
    """Pure memory of when requests started; times are seconds of any steady clock."""

    def __init__(self, limits: Limits) -> None:
        self._all = (
            (limits.per_second, limits.second, deque[float]()),
            (limits.per_minute, limits.minute, deque[float]()),
        )
        self._batches = (limits.batches_per_minute, limits.minute, deque[float]())

    def earliest(self, kind: Kind, now: float) -> float:
        """When a request of this kind may start: `now` or later."""
        return max([now, *(self._free_at(window, now) for window in self._windows(kind))])

    def note(self, kind: Kind, now: float) -> None:
        """Remember that one started."""
        for _, _, starts in self._windows(kind):
            starts.append(now)

    def _windows(self, kind: Kind) -> list[tuple[int, float, deque[float]]]:
        return [*self._all, self._batches] if kind in BATCHES else [*self._all]

    @staticmethod
    def _free_at(window: tuple[int, float, deque[float]], now: float) -> float:
        most, length, starts = window
        while starts and starts[0] <= now - length:
            starts.popleft()
        return starts[-most] + length if len(starts) >= most else now


class LocalThrottle:
    """The limits of one company, shared by the threads of one process.

    A request waits for its place at most `patience` seconds; when it would have to wait longer (a park, a spent
    minute) it fails at once with `Throttled` and `retry_after`, because a thread asleep helps nobody.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        patience: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limits = limits or Limits()
        self._starts = Starts(self._limits)
        self._patience = patience
        self._clock = clock
        self._in_flight = 0
        self._parked_until = float("-inf")
        self._changed = threading.Condition()

    @contextmanager
    def acquire(self, kind: Kind) -> Iterator[None]:
        """Raises `Throttled` when no place comes free within the patience."""
        self._enter(kind)
        try:
            yield
        finally:
            with self._changed:
                self._in_flight -= 1
                self._changed.notify_all()

    def park(self, until: datetime) -> None:
        """An earlier end never shortens a longer park."""
        seconds = (until - datetime.now(UTC)).total_seconds()
        with self._changed:
            self._parked_until = max(self._parked_until, self._clock() + seconds)

    def _enter(self, kind: Kind) -> None:
        with self._changed:
            give_up_at = self._clock() + self._patience
            while True:
                now = self._clock()
                start = max(self._starts.earliest(kind, now), self._parked_until)
                if start <= now and self._in_flight < self._limits.in_flight:
                    self._starts.note(kind, now)
                    self._in_flight += 1
                    return
                # A place comes free by time passing or by a request ending; nobody waits in vain for the first.
                free_at = start if start > now else give_up_at
                if free_at > give_up_at or now >= give_up_at:
                    raise Throttled("The company's call limit is used up", retry_after=max(start - now, 1.0))
                self._changed.wait(free_at - now)
