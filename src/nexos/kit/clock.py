"""The time. Everything asks here, so that a test can move it; nothing else calls `datetime.now`."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_offset = timedelta()


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC) + _offset


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
