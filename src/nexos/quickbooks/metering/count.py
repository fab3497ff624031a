"""Counting reads, one statement for each."""

from typing import NamedTuple
from uuid import UUID

from nexos.kit import clock
from nexos.kit.statements import fetch
from nexos.quickbooks.metering.appraise import good_since
from nexos.quickbooks.metering.models import DayOfReads, IntuitApp
from nexos.quickbooks.metering.month import day_of
from nexos.quickbooks.metering.projection import USUAL

_APP = f"(SELECT {{}} FROM {IntuitApp._meta.db_table} WHERE key = %s)"  # noqa: S608 - our own table's name
# The answer comes with the statement that counts, so that a quiet sync need not ask.
_COUNT = f"""
    INSERT INTO {DayOfReads._meta.db_table} AS noted (app_key, day, connection_id, reads, last_at)
    VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (app_key, day, connection_id)
    DO UPDATE SET reads = noted.reads + excluded.reads, last_at = excluded.last_at
    RETURNING {_APP.format("appraised_at >= %s")}, {_APP.format("quiet_minutes")}, {_APP.format("alarm")},
        {_APP.format("stopped_until IS NOT NULL")}
"""  # noqa: S608 - our own tables' names


class Standing(NamedTuple):
    """What a connection need know of its app: whether that is `appraised` up to date, how often quiet connections
    look (minutes), which alarm is on (percent; 0: none), and whether reads count as stopped."""

    app_key: str
    appraised: bool
    quiet_minutes: int
    alarm: int
    stopped: bool


def count(app_key: str, connection_id: UUID, reads: int) -> Standing:
    """Adds to the connection's reads of today; how the app stands."""
    now = clock.now()
    noted = (app_key, day_of(now).isoformat(), connection_id, reads, now)
    asked = (good_since(now), app_key, app_key, app_key, app_key)
    [(appraised, minutes, alarm, stopped)] = fetch(_COUNT, (*noted, *asked))
    return Standing(app_key, bool(appraised), minutes or USUAL, alarm or 0, bool(stopped))
