"""Keeping an idle connection alive: a refresh token dies after about 100 days without use."""

from datetime import datetime, timedelta

from nexos.kit import clock
from nexos.kit.jobs.lease import Work
from nexos.kit.jobs.registry import job
from nexos.quickbooks.connection.errors import NotConnected
from nexos.quickbooks.connection.refresh import AccessTokens
from qbo.errors import QboError

KEEP_ALIVE = "quickbooks.keep_alive"
IDLE_FOR = timedelta(days=30)
_TRY_AGAIN = timedelta(hours=6)


@job(KEEP_ALIVE)
def keep_alive(work: Work) -> datetime | None:
    """Renews the grant if nothing else did for IDLE_FOR."""
    try:
        AccessTokens(work.tenant_id, work.record_id).renewed_within(IDLE_FOR)
    except NotConnected:
        return None
    except QboError:
        return clock.now() + _TRY_AGAIN
    return clock.now() + IDLE_FOR
