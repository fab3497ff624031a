"""Claiming due work, keeping it, and giving it back.

1. A claim is one conditional UPDATE, which takes several rows at once: it takes a row only where no unexpired lease
   stands, and raises the fence. What it returns is the row as claimed, so a request made before counts as seen. On
   PostgreSQL it locks the rows it picks, and skips those that somebody else is writing: the next sweep finds them.
2. The holder renews every RENEW_EVERY seconds; one that dies stops renewing, and after LEASE seconds another may claim.
3. A holder that was merely slow finds its fence replaced: `check` raises, and its `finish` changes nothing.
4. Times are the database's own, so that no machine's clock decides who holds a lease.
"""

import os
import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from django.db import connection as database
from django.db.models.functions import Now

from nexos.kit import clock
from nexos.kit.jobs.models import DueWork
from nexos.kit.statements import execute, fetch
from nexos.kit.stored import identifier

LEASE = timedelta(seconds=12)  # and a sweep of two: what a killed worker had goes on elsewhere within 15
RENEW_EVERY = 4.0

_TABLE = DueWork._meta.db_table
_NOW = {"sqlite": "strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now')", "postgresql": "statement_timestamp()"}
_LEASE_END = {
    "sqlite": f"strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now', '+{LEASE.seconds} seconds')",
    "postgresql": f"statement_timestamp() + interval '{LEASE.seconds} seconds'",
}
_LOCK = {"sqlite": "", "postgresql": "FOR UPDATE SKIP LOCKED"}  # SQLite has one writer at a time
_GIVE_BACK = f"""
    UPDATE {_TABLE} SET holder = '', leased_until = NULL,
        due_at = CASE WHEN asked = %s OR asked_for > %s THEN %s ELSE asked_for END
    WHERE id = %s AND fence = %s
"""  # noqa: S608 - our own table's name


class LeaseLost(Exception):
    """Another worker has taken this work over; stop without writing."""


@dataclass(frozen=True, slots=True)
class Work:
    """A claimed piece of work: do it, calling `check` between steps that take long."""

    row_id: int
    kind: str
    tenant_id: UUID
    record_id: UUID
    asked: int
    fence: int
    lost: threading.Event = field(default_factory=threading.Event)

    def check(self) -> None:
        """Raises LeaseLost once the lease is known to be gone."""
        if self.lost.is_set():
            raise LeaseLost(self.kind)


def holder_name() -> str:
    """This process, told apart from every other one on any machine."""
    return f"{socket.gethostname()[:50]}:{os.getpid()}"


def claim(limit: int, kinds: Sequence[str]) -> list[Work]:
    """Takes up to `limit` due rows of these kinds, the longest due first."""
    statement = _claiming(database.vendor, len(kinds))
    rows = sorted(fetch(statement, [*kinds, clock.now(), limit, holder_name()]))
    return [
        Work(row_id, kind, identifier(tenant_id), identifier(record_id), asked, fence)
        for _, row_id, kind, tenant_id, record_id, asked, fence in rows
    ]


@cache
def _claiming(vendor: str, kinds: int) -> str:
    return f"""
        WITH picked AS (
            SELECT id FROM {_TABLE} {_free(vendor, kinds)}
            ORDER BY due_at LIMIT %s {_LOCK[vendor]}
        )
        UPDATE {_TABLE} SET holder = %s, fence = fence + 1, asked_for = NULL, leased_until = {_LEASE_END[vendor]}
        WHERE id IN (SELECT id FROM picked)
        RETURNING due_at, id, kind, tenant_id, record_id, asked, fence
    """  # noqa: S608 - our own table's name and constants


def _free(vendor: str, kinds: int) -> str:
    return f"""
        WHERE (leased_until IS NULL OR leased_until < {_NOW[vendor]})
            AND kind IN ({", ".join(["%s"] * kinds)}) AND due_at <= %s
    """


def waiting(most: int, kinds: Sequence[str]) -> int:
    """How many due rows of these kinds nobody holds, counted up to `most`."""
    [(count,)] = fetch(_counting(database.vendor, len(kinds)), [*kinds, clock.now(), most])
    return int(count)


@cache
def _counting(vendor: str, kinds: int) -> str:
    return f"SELECT count(*) FROM (SELECT 1 FROM {_TABLE} {_free(vendor, kinds)} LIMIT %s) AS free"  # noqa: S608 - as above


def renew(work: Work) -> None:
    """Extends the lease; marks the work lost when it has been taken over. Work that was given back stays free."""
    held = DueWork.objects.filter(id=work.row_id, fence=work.fence, holder=holder_name())
    if not held.update(leased_until=Now() + LEASE):
        work.lost.set()


def finish(work: Work, next_due: datetime | None) -> None:
    """Gives the work back, due again at `next_due`, or earlier if somebody asked for that meanwhile. If somebody had it
    forgotten meanwhile, it is due when it was asked for since."""
    execute(_GIVE_BACK, [work.asked, next_due, next_due, work.row_id, work.fence])
