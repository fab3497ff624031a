"""What a month's reads come to, and how often quiet connections may look."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from nexos.quickbooks.metering import projection
from nexos.quickbooks.metering.month import day_of, first_of, start_of
from nexos.quickbooks.metering.projection import LONGEST, USUAL

NOON = datetime(2026, 11, 16, 20, tzinfo=UTC)  # in California; half of the month is over
HALF_DAY = timedelta(hours=12)


def week(reads: int) -> dict[date, int]:
    """So many a day, seven whole days and half of today."""
    today = day_of(NOON)
    return {today - timedelta(days=ago): reads for ago in range(1, 8)} | {today: reads // 2}


def test_a_steady_week_goes_on_as_it_is() -> None:
    rate = projection.reads_a_day(week(1000), NOON, None)
    assert rate == pytest.approx(1000)
    assert projection.projected(15_500, rate, NOON) == 15_500 + 14_500


def test_growth_shows_within_a_day() -> None:
    rate = projection.reads_a_day(week(1000) | {day_of(NOON): 6000}, NOON, None)
    assert rate == pytest.approx(7000 / 1.5)


def test_a_quiet_weekend_does_not_hide_the_week() -> None:
    yesterday = day_of(NOON) - timedelta(days=1)
    rate = projection.reads_a_day(week(1000) | {yesterday: 0, day_of(NOON): 0}, NOON, None)
    assert rate == pytest.approx(6000 / 7.5)


def test_a_first_pull_is_not_taken_for_a_habit() -> None:
    assert projection.reads_a_day({day_of(NOON): 1600}, NOON, None) == 1600
    assert projection.reads_a_day({}, NOON, None) == 0


def test_a_changed_pace_is_measured_over_whole_days() -> None:
    today = day_of(NOON)
    days = week(4000) | {today: 500}
    assert projection.reads_a_day(days, NOON, paced_on=today) is None
    assert projection.reads_a_day(days, NOON, paced_on=today - timedelta(days=1)) is None
    after = projection.reads_a_day(days | {today - timedelta(days=1): 1000}, NOON, paced_on=today - timedelta(days=2))
    assert after == pytest.approx(1500 / 1.5)


@pytest.mark.parametrize(
    ("current", "spent", "rate", "minutes"),
    [
        (15, 200_000, 13_793, USUAL),  # 80 % to the read
        (15, 200_000, 13_900, 16),
        (15, 200_000, 27_586, 30),  # twice of what fits
        (15, 200_000, 100_000, LONGEST),
        (30, 200_000, 13_000, 29),  # it has become less
        (30, 100_000, 1_000, USUAL),
        (15, 400_000, 10, LONGEST),
        (15, 600_000, 10, LONGEST),
    ],
)
def test_quiet_connections_look_as_often_as_fits(current: int, spent: int, rate: float, minutes: int) -> None:
    assert projection.quiet_minutes(current, spent, rate, 500_000, NOON) == minutes


@pytest.mark.parametrize(("spent", "alarm"), [(385_500, 0), (385_501, 80), (435_500, 80), (435_501, 90), (900_000, 90)])
def test_an_alarm_is_on_from_its_line_up(spent: int, alarm: int) -> None:
    assert projection.alarm(spent, 1000, 500_000, NOON) == alarm


@pytest.mark.parametrize(
    ("quiet", "others"),
    [(100, 0), (180, 0), (400, 0), (250, 4_000), (500, 2_000)],
)
def test_a_month_ends_within_its_allowance(quiet: int, others: int) -> None:
    """`quiet` connections look as often as they may, and `others` reads a day are spared by nothing: hour by hour."""
    allowance, minutes, rate = 500_000, USUAL, 0.0
    paced_on: date | None = None
    days: Counter[date] = Counter()
    now, paces = start_of(date(2026, 11, 1)), []
    while day_of(now) < date(2026, 12, 1):
        days[day_of(now)] += round(quiet * 60 / minutes + others / 24)
        now += timedelta(hours=1)
        spent = sum(reads for day, reads in days.items() if day >= first_of(day_of(now)))
        measured = projection.reads_a_day(days, now, paced_on)
        if measured is not None:
            before, rate = minutes, measured
            minutes = projection.quiet_minutes(minutes, spent, rate, allowance, now)
            paced_on = day_of(now) if minutes != before else paced_on
        paces.append(minutes)
    total = sum(reads for day, reads in days.items() if day < date(2026, 12, 1))
    unspared = 30 * (quiet * 96 + others)
    assert total <= allowance
    assert (max(paces) == USUAL) == (unspared <= 0.8 * allowance)
    assert total >= min(unspared, 0.7 * allowance)  # nobody waits longer than need be
