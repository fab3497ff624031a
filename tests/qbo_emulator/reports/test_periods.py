"""The named stretches of time."""

from datetime import date

import pytest

from qbo_emulator.reports.periods import named

WEDNESDAY = date(2026, 5, 13)


@pytest.mark.parametrize(
    ("macro", "start", "end"),
    [
        ("Today", "2026-05-13", "2026-05-13"),
        ("yesterday", "2026-05-12", "2026-05-12"),
        ("This Week", "2026-05-10", "2026-05-16"),
        ("This Week-to-date", "2026-05-10", "2026-05-13"),
        ("Last Week", "2026-05-03", "2026-05-09"),
        ("Last Week-to-date", "2026-05-03", "2026-05-06"),
        ("Next 4 Weeks", "2026-05-17", "2026-06-13"),
        ("This Month", "2026-05-01", "2026-05-31"),
        ("Last Month", "2026-04-01", "2026-04-30"),
        ("Next Month", "2026-06-01", "2026-06-30"),
        ("This Fiscal Quarter", "2026-04-01", "2026-06-30"),
        ("Last Calendar Quarter", "2026-01-01", "2026-03-31"),
        ("This Calendar Year-to-date", "2026-01-01", "2026-05-13"),
        ("Last Fiscal Year", "2025-01-01", "2025-12-31"),
        ("Next Fiscal Year", "2027-01-01", "2027-12-31"),
    ],
)
def test_a_macro_is_a_period(macro: str, start: str, end: str) -> None:
    period = named(macro, WEDNESDAY)
    assert period is not None
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


def test_a_fiscal_year_begins_when_the_company_says() -> None:
    year, quarter = named("this fiscal year", WEDNESDAY, 7), named("this fiscal quarter", WEDNESDAY, 6)
    assert year is not None
    assert quarter is not None
    assert (year.start, year.end) == (date(2025, 7, 1), date(2026, 6, 30))
    assert (quarter.start, quarter.end) == (date(2026, 3, 1), date(2026, 5, 31))


def test_another_name_is_none() -> None:
    assert named("sometime", WEDNESDAY) is None
    assert named("this eternity", WEDNESDAY) is None
