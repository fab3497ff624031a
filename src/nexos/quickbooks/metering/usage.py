"""An app's month, for people."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from nexos.kit import clock
from nexos.kit.errors import InvalidInput
from nexos.quickbooks.metering import projection, readings
from nexos.quickbooks.metering.appraise import LOOKED_BACK
from nexos.quickbooks.metering.models import IntuitApp
from nexos.quickbooks.metering.month import day_of, first_of, next_first

MOST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Usage:
    """`spent` this month by all connections of the app, `own` by this one; `projected` for the whole month. `ends_on`
    is the first day of the next. `own_allowance` is what was said for this app, None where the installation's counts.
    """

    month: date
    ends_on: date
    spent: int
    own: int
    projected: int
    allowance: int
    own_allowance: int | None
    alarm: int
    quiet_minutes: int
    stopped_until: datetime | None

    @property
    def percent(self) -> int:
        """Of the allowance, that the projection comes to; rounded down, so that no line is passed that was not."""
        return 100 * self.projected // self.allowance

    @property
    def stretched(self) -> bool:
        """Whether quiet connections look less often than usual."""
        return self.quiet_minutes > projection.USUAL


def usage(app_key: str, connection_id: UUID) -> Usage:
    """As counted until now."""
    now = clock.now()
    today = day_of(now)
    app = readings.row_of(app_key).get()
    days = readings.reads_by_day(app_key, min(first_of(today), today - LOOKED_BACK))
    spent = readings.spent(days, today)
    rate = projection.reads_a_day(days, now, app.paced_on)
    return Usage(
        month=first_of(today),
        ends_on=next_first(today),
        spent=spent,
        own=readings.reads_of(connection_id, app_key, today),
        projected=projection.projected(spent, app.rate if rate is None else rate, now),
        allowance=readings.allowance_of(app),
        own_allowance=app.allowance,
        alarm=app.alarm,
        quiet_minutes=app.quiet_minutes,
        stopped_until=app.stopped_until if app.stopped_until and app.stopped_until > now else None,
    )


def alarm_of(app_key: str) -> int:
    """The alarm that is on, in percent of the allowance; 0 for none. One small read."""
    return IntuitApp.objects.filter(key=app_key).values_list("alarm", flat=True).first() or 0


def set_allowance(app_key: str, reads: int | None) -> None:
    """What Intuit lets the app read a month; None for the installation's number. It counts for every connection of the
    app, from the next appraisal on, which comes with the next sync. Raises InvalidInput naming `allowance`."""
    if reads is not None and not 1 <= reads <= MOST:
        raise InvalidInput({"allowance": f"Give a number from 1 to {MOST:,}, or nothing for the usual one."})
    readings.row_of(app_key).update(allowance=reads, appraised_at=None)
