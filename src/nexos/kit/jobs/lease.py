"""Claiming due work, keeping it, and giving it back.

1. A claim is one conditional UPDATE: it succeeds only where no unexpired lease stands, and raises the fence.
2. The holder renews every RENEW_EVERY seconds; one that dies stops renewing, and after LEASE seconds another may claim.
3. A holder that was merely slow finds its fence replaced: `check` raises, and its `finish` changes nothing.
4. Times are the database's own, so that no machine's clock decides who holds a lease.
"""

import os
import socket
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Now

from nexos.kit import clock
from nexos.kit.jobs.models import DueWork

LEASE = timedelta(seconds=15)
RENEW_EVERY = 4.0


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


def claim(limit: int, kinds: list[str]) -> list[Work]:
    """Takes up to `limit` due rows of these kinds, the longest due first."""
    free = Q(leased_until=None) | Q(leased_until__lt=Now())
    candidates = DueWork.objects.filter(free, kind__in=kinds, due_at__lte=clock.now()).order_by("due_at")
    claimed: list[Work] = []
    for row in candidates[: limit * 2]:
        if len(claimed) == limit:
            break
        won = DueWork.objects.filter(free, id=row.id, fence=row.fence).update(
            holder=holder_name(), fence=F("fence") + 1, leased_until=Now() + LEASE
        )
        if won:
            # Read after the claim: a request made in between must count as seen.
            asked = DueWork.objects.values_list("asked", flat=True).get(id=row.id)
            claimed.append(Work(row.id, row.kind, row.tenant_id, row.record_id, asked, row.fence + 1))
    return claimed


def renew(work: Work) -> None:
    """Extends the lease; marks the work lost when it has been taken over."""
    if not DueWork.objects.filter(id=work.row_id, fence=work.fence).update(leased_until=Now() + LEASE):
        work.lost.set()


def finish(work: Work, next_due: datetime | None) -> None:
    """Gives the work back, due again at `next_due`, unless somebody asked meanwhile: then it is due as they asked."""
    DueWork.objects.filter(id=work.row_id, fence=work.fence).update(
        due_at=Case(When(asked=work.asked, then=Value(next_due)), default=F("due_at")),
        holder="",
        leased_until=None,
    )
