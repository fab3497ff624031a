"""The time. Everything asks here, so that a test can move and hurry it; nothing else calls `datetime.now`, and what
waits for something outside this process waits by `sleep`."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_offset = timedelta()
_speed = 1.0
_hurried_since = 0.0


def now() -> datetime:
    """This moment, in UTC."""
    if _speed != 1:
        return datetime.fromtimestamp(shown(time.time()), UTC)
    return datetime.now(UTC) + _offset


def shown(seconds: float) -> float:
    """What this clock shows when the machine's, or the database's, shows `seconds` since 1970."""
    return _hurried_since + (seconds - _hurried_since) * _speed + _offset.total_seconds()


def taken(seconds: float) -> float:
    """How many of the machine's seconds so many of this clock's take."""
    return seconds / _speed


def sleep(seconds: float) -> None:
    """Waits until so many seconds of this clock have passed."""
    time.sleep(taken(seconds))


def today(time_zone: str) -> date:
    """The business-local date in the named IANA zone."""
    return now().astimezone(ZoneInfo(time_zone)).date()


@contextmanager
def travel(by: timedelta) -> Iterator[None]:
    """Moves this process's clock by `by` while the block runs, all threads included. For tests."""
    global _offset
    before = _offset
    _offset = before + by
    try:
        yield
    finally:
        _offset = before


@contextmanager
def hurry(speed: float, since: float) -> Iterator[None]:
    """Has this process's clock run `speed` times as fast while the block runs, as if it had done so since the machine's
    showed `since` (seconds since 1970): processes that hurry alike show the same time. For tests."""
    global _speed, _hurried_since
    before = _speed, _hurried_since
    _speed, _hurried_since = speed, since
    try:
        yield
    finally:
        _speed, _hurried_since = before
