"""Reads of reconciliations."""

from datetime import date
from math import ceil
from uuid import UUID

from django.db.models import F, QuerySet

from nexos.kit.errors import NotFound
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.sync.reconciliation import months
from nexos.quickbooks.sync.reconciliation.models import CustomerBalance, Difference, Reconciliation, State
from qbo.query import MOST_ROWS


def latest(tenant_id: UUID, connection_id: UUID) -> Reconciliation | None:
    """The newest check, which may be going on; None before the first."""
    return checks(tenant_id, connection_id).first()


def latest_finished(tenant_id: UUID, connection_id: UUID) -> Reconciliation | None:
    """The newest check that is over."""
    return checks(tenant_id, connection_id).exclude(state=State.CHECKING).first()


def checks(tenant_id: UUID, connection_id: UUID) -> QuerySet[Reconciliation]:
    """All checks, the newest first."""
    return Reconciliation.objects.of(tenant_id).filter(connection_id=connection_id).order_by("-asked_at", "-id")


def check(tenant_id: UUID, check_id: UUID) -> Reconciliation:
    """Raises NotFound."""
    found = Reconciliation.objects.of(tenant_id).filter(id=check_id).first()
    if found is None:
        raise NotFound("There is no such check any more. A newer one has replaced it.")
    return found


def differences(tenant_id: UUID, check_id: UUID) -> QuerySet[Difference]:
    """What differed in a check, in the order people should look at it."""
    return Difference.objects.of(tenant_id).filter(reconciliation_id=check_id).order_by("place")


def to_read_again(tenant_id: UUID, check_id: UUID) -> QuerySet[Difference]:
    """The documents of a check that somebody asked to have read again, which has not been done yet."""
    return differences(tenant_id, check_id).filter(read_again__isnull=False, settled_at=None)


def balances(tenant_id: UUID, check_id: UUID, *, differing_only: bool) -> QuerySet[CustomerBalance]:
    """What each customer owes by both sides, by name."""
    rows = CustomerBalance.objects.of(tenant_id).filter(reconciliation_id=check_id).order_by("name", "customer_id")
    return rows.exclude(here_minor=F("there_minor")) if differing_only else rows


def calls_needed(tenant_id: UUID, connection_id: UUID, span: tuple[date, date]) -> int:
    """About how many calls to QuickBooks a check of these months takes while nothing differs: the changes, the counts,
    customers by the thousand, the accounts, and a report for each six months."""
    customers = mirror.customers(tenant_id, connection_id).count()
    changes = 2 if mirror.has_time_activities(tenant_id, connection_id) else 1
    return changes + 2 + max(1, ceil(customers / MOST_ROWS)) + len(months.spans(*span))
