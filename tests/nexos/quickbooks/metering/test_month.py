"""Intuit's months and days."""

from datetime import UTC, date, datetime

import pytest

from nexos.quickbooks.metering.month import day_of, end_of_month, next_first, start_of


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 1, 7, 59, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 12, 1, 8, 0, tzinfo=UTC), date(2026, 12, 1)),
        (datetime(2026, 7, 1, 6, 59, tzinfo=UTC), date(2026, 6, 30)),  # summer time
        (datetime(2026, 7, 1, 7, 0, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
def test_a_day_is_a_pacific_one(moment: datetime, day: date) -> None:
    assert day_of(moment) == day


def test_a_month_ends_where_the_next_begins_whatever_summer_time_did() -> None:
    assert end_of_month(datetime(2026, 11, 1, 12, tzinfo=UTC)) == datetime(2026, 12, 1, 8, tzinfo=UTC)
    assert end_of_month(datetime(2026, 3, 31, 12, tzinfo=UTC)) == start_of(date(2026, 4, 1))
    assert end_of_month(datetime(2026, 12, 31, 23, tzinfo=UTC)) == datetime(2027, 1, 1, 8, tzinfo=UTC)
    assert next_first(date(2028, 2, 29)) == date(2028, 3, 1)
