"""Instants as QuickBooks writes and reads them: ISO 8601 with the Pacific offset valid at that instant."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PACIFIC = ZoneInfo("America/Los_Angeles")


def pacific(moment: datetime) -> str:
    """`2026-05-05T02:08:55-07:00`: whole seconds, as in every recorded MetaData."""
    return moment.astimezone(PACIFIC).isoformat(timespec="seconds")


def pacific_precise(moment: datetime) -> str:
    """`2026-05-05T02:08:55.106-07:00`: with milliseconds, as the `time` of an answer."""
    return moment.astimezone(PACIFIC).isoformat(timespec="milliseconds")


def pacific_day(moment: datetime) -> date:
    """The date QuickBooks takes when a document names none (qbo-money E6: the server's Pacific date)."""
    return moment.astimezone(PACIFIC).date()


def parse_instant(text: str) -> datetime:
    """Read a date or an ISO timestamp; without an offset it is Pacific wall time. Returns aware UTC.

    Raises ValueError when `text` is neither.
    """
    moment = datetime.fromisoformat(text.strip())
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=PACIFIC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"{text} lies outside of what a calendar holds") from None
