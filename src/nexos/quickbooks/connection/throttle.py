"""The limits of one company, shared by all processes through one row.

1. Who wants to call locks the row, forgets what is too old, and computes when it may start (`pace`).
2. If that is now, it notes its start and itself as in flight, and commits before it calls.
3. Otherwise it lets go of the row, sleeps until then (or a moment, when it waits for one in flight), and begins again.
4. After the call it takes itself off. Who dies on the way is forgotten when no call could still be running.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID, uuid4

import msgspec
from django.db import connection as database
from django.db import transaction

from nexos.kit.transactions import refuse_open_transaction
from nexos.quickbooks.connection import pace
from nexos.quickbooks.connection.models import CallPace
from qbo.errors import Throttled
from qbo.throttle import Kind, Limits

PATIENCE = 30.0  # seconds; a thread asleep for longer helps nobody
_LOOK_AGAIN = 0.05
_CALLS = msgspec.json.Decoder(pace.Calls)
_TABLE = CallPace._meta.db_table
_SELECT = f"SELECT calls FROM {_TABLE} WHERE connection_id = %s"  # noqa: S608 - our own table's name
_INSERT = f"INSERT INTO {_TABLE} (connection_id, calls) VALUES (%s, '') ON CONFLICT DO NOTHING"  # noqa: S608
_UPDATE = f"UPDATE {_TABLE} SET calls = %s WHERE connection_id = %s"  # noqa: S608


class SharedThrottle:
    """A `qbo.throttle.Throttle` for one connection."""

    def __init__(self, connection_id: UUID, limits: Limits | None = None) -> None:
        self._connection_id = connection_id
        self._limits = limits or Limits()

    @contextmanager
    def acquire(self, kind: Kind) -> Iterator[None]:
        """Raises `Throttled` when no place comes free within PATIENCE, RuntimeError inside a transaction."""
        refuse_open_transaction("a call to QuickBooks")
        call_id = uuid4().hex
        give_up_at = time.monotonic() + PATIENCE
        while (wait := self._begin(call_id, kind)) is not None:
            if time.monotonic() + wait > give_up_at:
                raise Throttled("The company's call limit is used up", retry_after=max(wait, 1.0))
            time.sleep(wait)
        try:
            yield
        finally:
            self._change(lambda calls, now: pace.end(calls, call_id))

    def park(self, until: datetime) -> None:
        """An earlier end never shortens a longer park."""

        def postpone(calls: pace.Calls, now: float) -> None:
            calls.parked_until = max(calls.parked_until, until.timestamp())

        self._change(postpone)

    def _begin(self, call_id: str, kind: Kind) -> float | None:
        """None when the call may start now (and is noted), else the seconds until to ask again."""

        def enter(calls: pace.Calls, now: float) -> float | None:
            start = pace.earliest(calls, kind, now, self._limits)
            if start is None:
                return _LOOK_AGAIN
            if start > now:
                return start - now
            pace.begin(calls, call_id, kind, now)
            return None

        return self._change(enter)

    def _change[T](self, change: Callable[[pace.Calls, float], T]) -> T:
        # Plain SQL: this runs twice for every call to QuickBooks, and a quiet sync is hardly more than one call.
        key = CallPace._meta.pk.get_db_prep_value(self._connection_id, database)
        with transaction.atomic(), database.cursor() as cursor:
            cursor.execute(_locked(), [key])
            if (row := cursor.fetchone()) is None:
                cursor.execute(_INSERT, [key])
                cursor.execute(_locked(), [key])
                row = cursor.fetchone()
            calls = _CALLS.decode(row[0]) if row[0] else pace.Calls()
            result = change(calls, _now())
            cursor.execute(_UPDATE, [msgspec.json.encode(calls).decode(), key])
        return result


def _locked() -> str:
    # SQLite has locked the whole database since the transaction began.
    return f"{_SELECT} FOR UPDATE" if database.features.has_select_for_update else _SELECT


def _now() -> float:
    """Seconds of the clock that all processes share: the database server's, or this machine's with SQLite."""
    if database.vendor != "postgresql":
        return time.time()
    with database.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())::float8")
        return float(cursor.fetchone()[0])
