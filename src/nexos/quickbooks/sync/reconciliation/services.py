"""Asking for a check, and for documents to be read again."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from nexos.accounts import queries as accounts
from nexos.kit import clock
from nexos.kit.jobs.due import due
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.connection.errors import NotConnected
from nexos.quickbooks.sync.reconciliation import months, nightly, queries
from nexos.quickbooks.sync.reconciliation import run as runs
from nexos.quickbooks.sync.reconciliation.models import REPAIRABLE, Difference, Reconciliation, Trigger

RECONCILE = "quickbooks.reconcile"
"""The kind of due work; its record is the connection."""

_FIRST_READ = timedelta(hours=6)
_NOT_CONNECTED = "QuickBooks is not connected, so nothing can be compared. Connect it first."


def check_now(
    tenant_id: UUID, connection_id: UUID, asked_by: str, of_months: tuple[date, date] | None = None
) -> Reconciliation:
    """Asks for a check as soon as a worker is free, of the last three months unless told otherwise; returns it, or the
    one under way. Call inside a scope. Raises NotFound, and NotConnected."""
    _require_connected(tenant_id, connection_id)
    chosen = of_months or months.last_months(_today(tenant_id), months.USUAL)
    run = runs.ask(tenant_id, connection_id, Trigger.PERSON, chosen, asked_by)
    due(RECONCILE, tenant_id, connection_id)
    return run


def read_again(tenant_id: UUID, check_id: UUID, difference_ids: Collection[UUID] | None, asked_by: str) -> int:
    """Asks for documents that differ to be read again (all of the check: None), and for a check afterwards. Returns
    how many. Call inside a scope. Raises NotConnected, and NotFound for a check that is not there."""
    check = queries.check(tenant_id, check_id)
    _require_connected(tenant_id, check.connection_id)
    rows = Difference.objects.of(tenant_id).filter(reconciliation_id=check_id, why__in=REPAIRABLE, settled_at=None)
    rows = rows.exclude(qbo_id="")
    if difference_ids is not None:
        rows = rows.filter(id__in=difference_ids)
    asked = rows.update(read_again=clock.now())
    if asked:
        span = (check.first_month, check.last_month)
        runs.ask(tenant_id, check.connection_id, Trigger.REPULL, span, asked_by)
        due(RECONCILE, tenant_id, check.connection_id)
    return asked


def due_at_night(tenant_id: UUID, connection_id: UUID) -> None:
    """Makes the nightly check of a company that has just been connected due: the first read may take hours. Call
    inside a scope."""
    zone = accounts.tenant(tenant_id).time_zone
    first = nightly.next_night(connection_id, clock.now() + _FIRST_READ, zone)
    due(RECONCILE, tenant_id, connection_id, first)


def _require_connected(tenant_id: UUID, connection_id: UUID) -> None:
    if not connections.connection(tenant_id, connection_id).connected:
        raise NotConnected(_NOT_CONNECTED)


def _today(tenant_id: UUID) -> date:
    return clock.today(accounts.tenant(tenant_id).time_zone)
