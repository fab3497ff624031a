"""The months of a check. Pure."""

from datetime import date, timedelta

from nexos.kit.errors import InvalidInput

MOST = 24
USUAL = 3
PER_REPORT = 6
"""Intuit advises to ask for at most six months in one report ("Run reports")."""


def last_months(today: date, count: int) -> tuple[date, date]:
    """The first days of the oldest and of the present month of the last `count`. Raises InvalidInput."""
    if not 1 <= count <= MOST:
        raise InvalidInput({"months": f"Choose 1 to {MOST} months."})
    last = today.replace(day=1)
    return earlier(last, count - 1), last


def since(today: date, month: str) -> tuple[date, date]:
    """From a month ("2026-08") to the present one. Raises InvalidInput."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise InvalidInput({"from": f"“{month}” is no month; write it like {today:%Y-%m}."}) from None
    last = today.replace(day=1)
    if not earlier(last, MOST - 1) <= first <= last:
        raise InvalidInput({"from": f"Choose a month from {earlier(last, MOST - 1):%Y-%m} to {last:%Y-%m}."})
    return first, last


def earlier(month: date, by: int) -> date:
    """The first day of the month `by` months before."""
    place = month.year * 12 + month.month - 1 - by
    return date(place // 12, place % 12 + 1, 1)


def end_of(month: date) -> date:
    """Its last day."""
    return earlier(month, -1) - timedelta(days=1)


def listed(first: date, last: date) -> list[date]:
    """First days of all months from `first` to `last`."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [earlier(last, by) for by in range(count, -1, -1)]


def spans(first: date, last: date) -> list[tuple[date, date]]:
    """First and last day of each report that is needed for these months."""
    months = listed(first, last)
    parts = [months[start : start + PER_REPORT] for start in range(0, len(months), PER_REPORT)]
    return [(part[0], end_of(part[-1])) for part in parts]
