"""The limits of one company, shared by all processes through one row.

1. Who wants to call reads the row, forgets what is too old, and computes when it may start (`pace`).
2. If that is now, it notes its start and itself as in flight, before it calls: by one UPDATE of the row as it was read.
   Where somebody else has written meanwhile, that changes nothing, and it begins again at 1; of several at once one
   always gets through.
3. Otherwise it sleeps until then (or a moment, when it waits for one in flight), and begins again.
4. After the call it takes itself off, in the same way. Who dies on the way is forgotten when no call could still be
   running.

Reads can be stopped for longer, while writes go on: when the app has used up what it may read this month
(`metering.refusals`).
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID, uuid4

import msgspec
from django.db import connection as database

from nexos.kit import clock
from nexos.kit.statements import execute, fetch
from nexos.kit.transactions import refuse_open_transaction
from nexos.quickbooks.connection import pace
from nexos.quickbooks.connection.models import CallPace
from qbo.errors import Throttled
from qbo.throttle import READS, Kind, Limits

PATIENCE = 30.0  # seconds; a thread asleep for longer helps nobody
_LOOK_AGAIN = 0.05
_CALLS = msgspec.json.Decoder(pace.Calls)
_TABLE = CallPace._meta.db_table
_SELECT = {
    "sqlite": f"SELECT calls, NULL FROM {_TABLE} WHERE connection_id = %s",  # noqa: S608 - our own table's name
    "postgresql": (
        f"SELECT calls, extract(epoch FROM clock_timestamp())::float8 FROM {_TABLE} WHERE connection_id = %s"  # noqa: S608
    ),
}
_INSERT = f"INSERT INTO {_TABLE} (connection_id, calls) VALUES (%s, '') ON CONFLICT DO NOTHING"  # noqa: S608
_REPLACE = f"UPDATE {_TABLE} SET calls = %s WHERE connection_id = %s AND calls = %s"  # noqa: S608


class ReadsStopped(Throttled):
    """No read is tried, because the app has used up what it may read this month."""


class SharedThrottle:
    """A `qbo.throttle.Throttle` for one connection."""

    def __init__(self, connection_id: UUID, limits: Limits | None = None) -> None:
        self._connection_id = connection_id
        self._limits = limits or Limits()

    @contextmanager
    def acquire(self, kind: Kind) -> Iterator[None]:
        """Raises `Throttled` when no place comes free within PATIENCE, `ReadsStopped`, and RuntimeError inside a
        transaction."""
        refuse_open_transaction("a call to QuickBooks")
        call_id = uuid4().hex
        give_up_at = time.monotonic() + clock.taken(PATIENCE)
        while (wait := self._begin(call_id, kind)) is not None:
            if time.monotonic() + clock.taken(wait) > give_up_at:
                raise Throttled("The company's call limit is used up", retry_after=max(wait, 1.0))
            clock.sleep(wait)
        try:
            yield
        finally:
            self._change(lambda calls, now: pace.end(calls, call_id))

    def park(self, until: datetime) -> None:
        """An earlier end never shortens a longer park."""
        seconds = until.timestamp() - time.time()

        def postpone(calls: pace.Calls, now: float) -> None:
            calls.parked_until = max(calls.parked_until, now + seconds)

        self._change(postpone)

    def stop_reads(self, until: datetime) -> None:
        """Refuses every read before `until`; a moment that has passed lets them go on."""

        def stop(calls: pace.Calls, now: float) -> None:
            calls.reads_stopped_until = until.timestamp()

        self._change(stop)

    def _begin(self, call_id: str, kind: Kind) -> float | None:
        """None when the call may start now (and is noted), else the seconds until to ask again."""

        def enter(calls: pace.Calls, now: float) -> float | None:
            if kind in READS and (stopped_for := calls.reads_stopped_until - now) > 0:
                raise ReadsStopped("The app has used up its reads of this month", retry_after=stopped_for)
            start = pace.earliest(calls, kind, now, self._limits)
            if start is None:
                return _LOOK_AGAIN
            if start > now:
                return start - now
            pace.begin(calls, call_id, kind, now)
            return None

        return self._change(enter)

    def _change[T](self, change: Callable[[pace.Calls, float], T]) -> T:
        """Sentences 1 and 2."""
        # Plain SQL: this runs twice for every call to QuickBooks, and a quiet sync is hardly more than one call.
        while True:
            before, now = _read(self._connection_id)
            calls = _CALLS.decode(before) if before else pace.Calls()
            result = change(calls, now)
            after = msgspec.json.encode(calls).decode()
            if after == before or execute(_REPLACE, [after, self._connection_id, before]):
                return result


def _read(connection_id: UUID) -> tuple[str, float]:
    """The row, made if need be, and the seconds of the clock that all processes share: the database server's, or with
    SQLite this machine's."""
    for calls, now in fetch(_SELECT[database.vendor], [connection_id]):
        return calls, clock.shown(time.time() if now is None else now)
    execute(_INSERT, [connection_id])
    return _read(connection_id)
