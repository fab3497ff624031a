"""When QuickBooks answers no read any more, because the month's allowance is used up.

It says so only by refusing (429), as it does for a minute when a company is asked too fast. So:

1. The first refusal of a read begins an hour. A read that any connection of the app got answered since ends it.
2. A refusal after that hour means that the allowance is gone: no read is tried for PROBE_EVERY, nor beyond the end of
   the month. Writes go on, they are free.
3. Then the next read is a probe. Refused, it begins PROBE_EVERY anew; answered, reads go on at once.
"""

from datetime import datetime, timedelta

from django.db.models import Max

from nexos.kit import clock
from nexos.quickbooks.metering import readings
from nexos.quickbooks.metering.models import DayOfReads, IntuitApp
from nexos.quickbooks.metering.month import day_of, end_of_month

PROBE_EVERY = timedelta(hours=6)
_LONG_ENOUGH = timedelta(hours=1)
_DAY = timedelta(days=1)


def note_refusal(app_key: str) -> datetime | None:
    """A read was refused; until when no other should be tried, None while it may be about one company's pace."""
    now = clock.now()
    row = readings.row_of(app_key)
    since = row.get().refused_since
    recent = DayOfReads.objects.filter(app_key=app_key, day__gte=day_of(now) - _DAY)
    answered_at = recent.aggregate(at=Max("last_at"))["at"]
    if since is None or (answered_at is not None and answered_at > since):
        row.update(refused_since=now)
        return None
    if now - since < _LONG_ENOUGH:
        return None
    until = min(now + PROBE_EVERY, end_of_month(now))
    row.update(stopped_until=until)
    return until


def note_answer(app_key: str) -> bool:
    """A read was answered although they count as stopped; whether this ended that."""
    stopped = IntuitApp.objects.filter(key=app_key).exclude(stopped_until=None)
    return bool(stopped.update(stopped_until=None, refused_since=None))
