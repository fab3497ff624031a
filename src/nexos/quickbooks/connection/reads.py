"""Counting what Intuit meters, and stopping when it says that the month's allowance is used up."""

from datetime import datetime, timedelta

from nexos.kit import clock
from nexos.quickbooks.connection.models import Connection, Environment
from nexos.quickbooks.connection.throttle import SharedThrottle
from nexos.quickbooks.metering import readings, refusals
from nexos.quickbooks.metering.count import Standing, count
from qbo import Call

_AT_THE_GATE = (401, 403)  # turned away before anything was read
_THROTTLED = 429
_MONTH = timedelta(days=31)


def note_reads(connection: Connection, call: Call) -> Standing | None:
    """Counts a call of the connection that was answered; how its app stands, or None where nothing was counted or
    Intuit does not meter it: in sandboxes."""
    metered = connection.environment == Environment.PRODUCTION
    if not call.reads or call.status is None or call.status in _AT_THE_GATE:
        return None
    if call.status == _THROTTLED:
        if metered and (until := refusals.note_refusal(connection.app_key)):
            _stop_reads(connection.app_key, until)
        return None
    standing = count(connection.app_key, connection.id, call.reads)
    if standing.stopped and refusals.note_answer(connection.app_key):
        _stop_reads(connection.app_key, clock.now())
    return standing if metered else None


def _stop_reads(app_key: str, until: datetime) -> None:
    """Of all connections of the app; one that read nothing for a month finds out by itself."""
    for connection_id in readings.connections_of(app_key, clock.now().date() - _MONTH):
        SharedThrottle(connection_id).stop_reads(until)
