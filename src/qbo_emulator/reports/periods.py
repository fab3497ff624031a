"""The stretches of time a report can be asked for by name."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from qbo_emulator.rules import faults

NEVER = date(1, 1, 1)
MOST_PARTS = 400
"""Of a period in one report."""


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both included; `name` is the macro it was asked by, "" for dates."""

    start: date
    end: date
    name: str = ""


def named(macro: str, today: date, fiscal_start: int = 1) -> Period | None:
    """The period of a `date_macro` in whatever case, None for one that does not exist (Intuit, reports).

    `today` is the company's date, `fiscal_start` the month its fiscal year begins with. Weeks begin on Sunday.
    A macro that ends in "-to-date" ends today; of a past period it covers as much as has passed of the present one.
    """
    words = macro.strip().lower().replace("_", " ")
    if words == "all":
        return Period(NEVER, date.max, words)
    if words == "next 4 weeks":
        first = _week(today)[1] + timedelta(days=1)
        return Period(first, first + timedelta(days=27), words)
    whole, to_date = words.removesuffix("-to-date"), words.endswith("-to-date")
    if whole in ("today", "yesterday"):
        day = today - timedelta(days=whole == "yesterday")
        return None if to_date else Period(day, day, words)
    which, _, unit = whole.partition(" ")
    if which not in ("this", "last", "next") or not (bounds := _bounds(unit, fiscal_start)):
        return None
    start, end = bounds(today)
    passed = today - start
    if which == "last":
        start, end = bounds(start - timedelta(days=1))
    elif which == "next":
        start, end = bounds(end + timedelta(days=1))
    return Period(start, min(end, start + passed) if to_date else end, words)


def split(period: Period, unit: str) -> list[Period]:
    """A period in its days, weeks, months, quarters or years, the first and last cut where it begins and ends.

    Raises Fault 10100 when there are more than 400.
    """
    bounds = _day if unit == "days" else _bounds(unit, 1)
    assert bounds is not None, unit
    found, start = [], period.start
    while True:
        end = min(bounds(start)[1], period.end)
        found.append(Period(start, end))
        if end == period.end:
            return found
        if len(found) == MOST_PARTS:
            raise faults.result_too_large()
        start = end + timedelta(days=1)


def _bounds(unit: str, fiscal_start: int) -> Callable[[date], tuple[date, date]] | None:
    return {
        "week": _week,
        "month": _month,
        "calendar quarter": lambda day: _quarter(day, 1),
        "fiscal quarter": lambda day: _quarter(day, fiscal_start),
        "quarter": lambda day: _quarter(day, 1),
        "calendar year": lambda day: _year(day, 1),
        "fiscal year": lambda day: _year(day, fiscal_start),
        "year": lambda day: _year(day, 1),
    }.get(unit)


def _day(day: date) -> tuple[date, date]:
    return day, day


def _week(day: date) -> tuple[date, date]:
    past = (day.weekday() + 1) % 7
    start = day - timedelta(days=min(past, (day - date.min).days))
    return start, day + timedelta(days=min(6 - past, (date.max - day).days))


def _month(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _quarter(day: date, first_month: int) -> tuple[date, date]:
    return _span(day, (day.month - first_month) % 3, 3)


def _year(day: date, first_month: int) -> tuple[date, date]:
    return _span(day, (day.month - first_month) % 12, 12)


def _span(day: date, months_back: int, length: int) -> tuple[date, date]:
    """`length` whole months, beginning `months_back` before the month of `day`."""
    first = day.year * 12 + day.month - 1 - months_back
    last = first + length - 1
    end_day = calendar.monthrange(last // 12, last % 12 + 1)[1]
    return date(first // 12, first % 12 + 1, 1), date(last // 12, last % 12 + 1, end_day)
