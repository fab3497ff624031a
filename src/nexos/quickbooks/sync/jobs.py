"""The run by the clock."""

import random
from datetime import datetime, timedelta
from uuid import UUID

from nexos.kit import clock
from nexos.kit.jobs.lease import Work
from nexos.kit.jobs.registry import job
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection.errors import NotConnected
from nexos.quickbooks.metering.projection import USUAL
from nexos.quickbooks.sync import cadence, queries
from nexos.quickbooks.sync import run as runs
from nexos.quickbooks.sync.errors import AlreadySyncing
from nexos.quickbooks.sync.models import RunState, Trigger
from nexos.quickbooks.sync.schedule import is_quiet
from nexos.quickbooks.sync.services import SYNC, Ended, run_once


@job(SYNC)
def sync(work: Work) -> datetime | None:
    """Syncs one connection; not due again by itself once it may not be used."""
    tenant_id, connection_id = work.tenant_id, work.record_id
    try:
        ended = run_once(tenant_id, connection_id, Trigger.CLOCK, leased=True, check=work.check)
    except NotConnected as refusal:
        with scope(tenant_id):
            runs.drop_waiting(tenant_id, connection_id, refusal.message)
        return None
    except AlreadySyncing:
        return cadence.next_after_success(connection_id, clock.now())
    return _next_due(tenant_id, connection_id, ended)


def _next_due(tenant_id: UUID, connection_id: UUID, ended: Ended) -> datetime | None:
    now = clock.now()
    if ended.verdict.state == RunState.DONE:
        minutes = ended.standing.quiet_minutes if ended.standing else USUAL
        if minutes > USUAL and is_quiet(tenant_id, connection_id):
            return cadence.next_after_success(connection_id, now, timedelta(minutes=minutes))
        return cadence.next_after_success(connection_id, now)
    with scope(tenant_id):
        if not queries.is_usable(tenant_id, connection_id):
            return None
        failures = queries.failures_in_a_row(tenant_id, connection_id, most=cadence.PATIENT_FOR)
    return cadence.next_after_failure(
        connection_id,
        now,
        failures=failures,
        retry_after=ended.verdict.retry_after,
        chance=random.random(),  # noqa: S311 - spreads load, guards nothing
    )
