"""When a connection is due next. Pure."""

from datetime import datetime, timedelta
from uuid import UUID

from nexos.quickbooks.metering.projection import USUAL

EVERY = timedelta(minutes=USUAL)
SOON = timedelta(seconds=5)
"""How long a notification waits for others: those of one burst make one run."""

PATIENT_FOR = 10
"""Failures in a row after which the breaker is open: runs come at the usual pace, and try each call once."""

_APART = timedelta(minutes=1)  # between the starts of runs that notifications ask for
_SPREAD = 15  # the part of the pace that connections are spread over, to either side
_FIRST_RETRY = 30.0
_LONGEST_RETRY = 300.0


def next_after_success(connection_id: UUID, now: datetime, every: timedelta = EVERY) -> datetime:
    """A quarter of an hour on, a minute more or less, or so much at another pace; always the same for a connection, so
    that many connections do not stay in step."""
    most = int(every.total_seconds()) // _SPREAD
    return now + every + timedelta(seconds=connection_id.int % (2 * most + 1) - most)


def next_after_notice(now: datetime, last_start: datetime | None) -> datetime:
    """Soon, but however many notifications come, a minute after the last run began at the earliest."""
    return max(now + SOON, last_start + _APART) if last_start else now + SOON


def next_after_failure(
    connection_id: UUID, now: datetime, *, failures: int, retry_after: float | None, chance: float
) -> datetime:
    """Some time within half a minute at first, within five at last (full jitter: `chance`, 0 to 1, of what is allowed),
    and after PATIENT_FOR failures in a row, this one included, at the usual pace. Not before `retry_after`, the seconds
    that QuickBooks asked for."""
    asked = now + timedelta(seconds=retry_after or 0)
    if failures >= PATIENT_FOR:
        return max(next_after_success(connection_id, now), asked)
    longest = min(_LONGEST_RETRY, _FIRST_RETRY * 2.0 ** (failures - 1))
    return max(now + timedelta(seconds=longest * chance), asked)
