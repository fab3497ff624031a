"""When a connection is due next. Pure."""

from datetime import datetime, timedelta
from uuid import UUID

EVERY = timedelta(minutes=15)
SOON = timedelta(seconds=5)
"""How long a notification waits for others: those of one burst make one run."""

_APART = timedelta(minutes=1)  # between the starts of runs that notifications ask for
_SPREAD = 60  # seconds to either side
_FIRST_RETRY = 30.0
_LONGEST_RETRY = 300.0
_PATIENT_FOR = 10  # failures in a row


def next_after_success(connection_id: UUID, now: datetime) -> datetime:
    """Fifteen minutes on, one more or less, always the same for a connection: many connections do not stay in step."""
    return now + EVERY + timedelta(seconds=connection_id.int % (2 * _SPREAD + 1) - _SPREAD)


def next_after_notice(now: datetime, last_start: datetime | None) -> datetime:
    """Soon, but however many notifications come, a minute after the last run began at the earliest."""
    return max(now + SOON, last_start + _APART) if last_start else now + SOON


def next_after_failure(
    connection_id: UUID, now: datetime, *, failures: int, retry_after: float | None, chance: float
) -> datetime:
    """Soon at first, then at most every five minutes, and after ten failures in a row (this one included) at the usual
    pace. `chance` (0 to 1) spreads the retries; `retry_after` (seconds) is what QuickBooks asked for."""
    if failures > _PATIENT_FOR:
        return next_after_success(connection_id, now)
    longest = min(_LONGEST_RETRY, _FIRST_RETRY * 2.0 ** (failures - 1))
    wait = longest * (0.5 + chance / 2)
    return now + timedelta(seconds=max(wait, retry_after or 0))
