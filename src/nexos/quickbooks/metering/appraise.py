"""Adding an app's reads up, and drawing the conclusions."""

from datetime import datetime, timedelta

from django.db.models import Q

from nexos.kit import clock
from nexos.quickbooks.metering import projection, readings
from nexos.quickbooks.metering.models import DayOfReads, IntuitApp
from nexos.quickbooks.metering.month import day_of, first_of, start_of

LOOKED_BACK = timedelta(days=8)
_EVERY = timedelta(hours=1)
_KEPT_FOR = timedelta(days=400)


def good_since(now: datetime) -> datetime:
    """An appraisal from before this moment is out of date: it is an hour old, or of last month."""
    return max(now - _EVERY, start_of(first_of(day_of(now))))


def appraise(app_key: str) -> None:
    """Brings the app's alarm and pace up to date, unless they are: of many connections that ask at once one adds up. A
    pace that was changed stands until a whole day was measured under it.
    """
    now = clock.now()
    old = Q(appraised_at=None) | Q(appraised_at__lt=good_since(now))
    if not readings.row_of(app_key).filter(old).update(appraised_at=now):
        return
    app, today = IntuitApp.objects.get(key=app_key), day_of(now)
    days = readings.reads_by_day(app_key, min(first_of(today), today - LOOKED_BACK))
    spent, allowance = readings.spent(days, today), readings.allowance_of(app)
    rate = projection.reads_a_day(days, now, app.paced_on)
    app.alarm = projection.alarm(spent, app.rate if rate is None else rate, allowance, now)
    if rate is not None:
        minutes = projection.quiet_minutes(app.quiet_minutes, spent, rate, allowance, now)
        app.rate = rate * app.quiet_minutes / minutes  # until it can be measured, where the pace changes
        if minutes != app.quiet_minutes:
            app.quiet_minutes, app.paced_on = minutes, today
    app.save(update_fields=["rate", "alarm", "quiet_minutes", "paced_on"])
    DayOfReads.objects.filter(app_key=app_key, day__lt=today - _KEPT_FOR).delete()
