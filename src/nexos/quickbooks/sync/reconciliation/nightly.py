"""When the nightly check of a connection is due. Pure."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

_FROM = time(1)  # local; before that, the day's last documents may still be written
_SPREAD = 4 * 60  # minutes, so that many companies of one zone do not call at once


def next_night(connection_id: UUID, now: datetime, time_zone: str) -> datetime:
    """The next time between one and five in the night of the tenant's zone; always the same minute for a connection."""
    local = now.astimezone(ZoneInfo(time_zone))
    later = timedelta(minutes=connection_id.int % _SPREAD)
    tonight = datetime.combine(local.date(), _FROM, local.tzinfo) + later
    if tonight <= local:
        tonight = datetime.combine(local.date() + timedelta(days=1), _FROM, local.tzinfo) + later
    return tonight.astimezone(UTC)
