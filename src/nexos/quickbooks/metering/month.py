"""Intuit's months and days. Pure.

Intuit does not say where a month of its metering begins. Its services keep Pacific time (every recorded MetaData does),
so this counts by it; were it another zone, the first and last hours of a month would count for its neighbour.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PACIFIC = ZoneInfo("America/Los_Angeles")


def day_of(moment: datetime) -> date:
    """Intuit's day at this moment (aware)."""
    return moment.astimezone(PACIFIC).date()


def start_of(day: date) -> datetime:
    """When that day begins, in UTC."""
    return datetime.combine(day, time(), PACIFIC).astimezone(UTC)


def first_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def next_first(day: date) -> date:
    """The first day of the month after."""
    return first_of(first_of(day) + timedelta(days=31))


def end_of_month(moment: datetime) -> datetime:
    """When the month of this moment ends, in UTC."""
    return start_of(next_first(day_of(moment)))
