"""What a month's reads come to, and how often quiet connections may look so that they suffice. Pure.

An app's reads have two parts: those of connections where nothing changes, which grow with how often these look, and all
others. Nobody counts the parts apart. Instead the pace follows what is measured under it: were all reads of quiet
connections, one correction by the ratio of what is read to what may be read would be right; as others are among them,
each correction goes part of the way, and the next begins from what is measured then.
"""

import math
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from nexos.quickbooks.metering.month import day_of, end_of_month, start_of

USUAL = 15
LONGEST = 60
"""Minutes between two looks at a connection where nothing changes: as a rule, and at most."""

ALARMS = (90, 80)
"""Percent of the allowance; the last is where stretching begins, so a fifth is kept for busy days."""

_DAY = timedelta(days=1)
_WEEK = 7 * _DAY


def reads_a_day(days: Mapping[date, int], now: datetime, paced_on: date | None) -> float | None:
    """How much is read in a day now, from the reads of each day: the more of the last week's average and the last
    day's, so that growth shows at once and a weekend does not hide the week. A first day counts as a whole one, so that
    a first pull is not taken for a habit.

    `paced_on` is the day the pace was changed: only whole days after it count, and before there is one the answer is
    None.
    """
    today = day_of(now)
    first = max([min(days, default=today), *([paced_on + _DAY] if paced_on else [])])
    if paced_on and first >= today:
        return None

    def average(since: date) -> float:
        elapsed = (now - start_of(since)) / _DAY
        return sum(reads for day, reads in days.items() if day >= since) / max(elapsed, 1.0)

    return max(average(max(first, today - _WEEK)), average(max(first, today - _DAY)))


def projected(spent: int, rate: float, now: datetime) -> int:
    """The month's reads if `rate` a day goes on."""
    return round(spent + rate * _days_left(now))


def quiet_minutes(current: int, spent: int, rate: float, allowance: int, now: datetime) -> int:
    """How often quiet connections should look, given that they look every `current` minutes and that makes `rate` reads
    a day: USUAL while the projection stays below the alarm, else as much longer as brings it back there."""
    room = allowance * ALARMS[-1] / 100 - spent
    if room <= 0:
        return LONGEST
    wanted = current * rate * _days_left(now) / room
    return max(USUAL, min(LONGEST, math.ceil(wanted)))


def alarm(spent: int, rate: float, allowance: int, now: datetime) -> int:
    """The highest of ALARMS that the projection has passed, else 0."""
    share = 100 * projected(spent, rate, now) / allowance
    return next((line for line in ALARMS if share > line), 0)


def _days_left(now: datetime) -> float:
    return (end_of_month(now) - now) / _DAY
