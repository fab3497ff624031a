"""Intuit's limits (Intuit, "API call limits and throttles"), on the emulator's clock."""

import threading
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from qbo_emulator.world import Clock

JITTER_S = 0.1  # a client counts when it sends and we when it arrives: windows are this much shorter than promised


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `count` requests in any `seconds`, `per` what."""

    count: int
    seconds: float
    per: str


REALM = Limit(500, 60, "company")
REALM_AND_APP = Limit(10, 1, "company and app")
BATCH_REALM = Limit(120, 60, "company, batches")
BATCH_REALM_AND_APP = Limit(40, 60, "company and app, batches")
EMAIL_REALM = Limit(40, 24 * 3600, "company, e-mails of a sandbox")
IN_FLIGHT = 10


type Counter = tuple[Limit, str, str]
"""What is counted: by which limit, for which company and, where the limit is an app's, which app."""


class Exceeded(Exception):
    """The request is over a limit; the message says over which."""


class Throttle:
    """Counts started and unfinished requests. `enabled` False lets everything through and counts nothing.

    `sandbox`: a company sends 40 e-mails a day (nothing settles how the next is refused: here as any other call).
    """

    def __init__(self, clock: Clock) -> None:
        self.enabled = True
        self.sandbox = False
        self._clock = clock
        self._lock = threading.Lock()
        self._started: defaultdict[Counter, deque[float]] = defaultdict(deque)
        self._in_flight: defaultdict[tuple[str, str], int] = defaultdict(int)

    def clear(self) -> None:
        """Forget what was counted."""
        with self._lock:
            self._started.clear()

    @contextmanager
    def admitted(self, realm_id: str, client_id: str, *, batch: bool = False, email: bool = False) -> Iterator[None]:
        """Hold a place in flight. Raises Exceeded; a refused request is not counted."""
        if not self.enabled:
            yield
            return
        self._enter(realm_id, client_id, self._counters(realm_id, client_id, batch=batch, email=email))
        try:
            yield
        finally:
            with self._lock:
                self._in_flight[realm_id, client_id] -= 1

    def _counters(self, realm_id: str, client_id: str, *, batch: bool, email: bool) -> list[Counter]:
        counters = [(REALM, realm_id, ""), (REALM_AND_APP, realm_id, client_id)]
        if batch:
            counters += [(BATCH_REALM, realm_id, ""), (BATCH_REALM_AND_APP, realm_id, client_id)]
        if email and self.sandbox:
            counters.append((EMAIL_REALM, realm_id, ""))
        return counters

    def _enter(self, realm_id: str, client_id: str, counters: list[Counter]) -> None:
        with self._lock:
            if self._in_flight[realm_id, client_id] >= IN_FLIGHT:
                raise Exceeded(f"more than {IN_FLIGHT} requests in flight per {REALM_AND_APP.per}")
            now = self._clock.now().timestamp()
            for counter in counters:
                limit = counter[0]
                if self._recent(counter, now) >= limit.count:
                    raise Exceeded(f"more than {limit.count} requests in {limit.seconds:g} s per {limit.per}")
            for counter in counters:
                self._started[counter].append(now)
            self._in_flight[realm_id, client_id] += 1

    def _recent(self, counter: Counter, now: float) -> int:
        started = self._started[counter]
        jitter_s = JITTER_S * self._clock.standing.speed
        while started and started[0] <= now - counter[0].seconds + jitter_s:
            started.popleft()
        while started and started[-1] > now:  # the clock was set back
            started.pop()
        return len(started)
