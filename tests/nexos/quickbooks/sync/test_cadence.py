"""When a connection is due next."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from nexos.quickbooks.sync.cadence import next_after_failure, next_after_success

NOW = datetime(2026, 3, 8, 9, 0, tzinfo=UTC)
ONE = UUID("01a2049c-1dba-73ee-955b-bc36dd16da05")


def test_connections_are_spread_over_two_minutes_and_keep_their_place() -> None:
    waits = [next_after_success(uuid4(), NOW) - NOW for _ in range(500)]
    assert timedelta(minutes=14) <= min(waits) < timedelta(minutes=14, seconds=20)
    assert timedelta(minutes=15, seconds=40) < max(waits) <= timedelta(minutes=16)
    later = NOW + timedelta(days=3)
    assert next_after_success(ONE, NOW) - NOW == next_after_success(ONE, later) - later


@pytest.mark.parametrize(
    ("failures", "chance", "seconds"),
    [(1, 0.0, 0), (1, 1.0, 30), (2, 0.5, 30), (4, 1.0, 240), (5, 1.0, 300), (9, 1.0, 300), (9, 0.1, 30)],
)
def test_retries_come_soon_at_first_and_never_later_than_five_minutes(
    failures: int, chance: float, seconds: int
) -> None:
    due = next_after_failure(ONE, NOW, failures=failures, retry_after=None, chance=chance)
    assert due - NOW == timedelta(seconds=seconds)


def test_what_quickbooks_asks_for_is_granted() -> None:
    assert next_after_failure(ONE, NOW, failures=1, retry_after=60, chance=0.0) - NOW == timedelta(seconds=60)


def test_after_ten_failures_the_usual_pace_is_enough() -> None:
    due = next_after_failure(ONE, NOW, failures=10, retry_after=None, chance=0.5)
    assert due == next_after_success(ONE, NOW)


def test_what_quickbooks_asks_for_is_granted_then_too() -> None:
    due = next_after_failure(ONE, NOW, failures=10, retry_after=3600, chance=0.5)
    assert due == NOW + timedelta(hours=1)


def test_a_longer_pace_is_spread_as_much_longer() -> None:
    waits = [next_after_success(uuid4(), NOW, timedelta(minutes=60)) - NOW for _ in range(500)]
    assert timedelta(minutes=56) <= min(waits) < timedelta(minutes=57, seconds=20)
    assert timedelta(minutes=62, seconds=40) < max(waits) <= timedelta(minutes=64)
