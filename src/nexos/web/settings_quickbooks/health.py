"""Whether the exchange with QuickBooks is well, in a handful of numbers that lead to what they count."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.state import queries as state
from nexos.quickbooks.state.models import NEEDS_HAND, Status
from nexos.quickbooks.sync import queries as sync
from nexos.quickbooks.sync.models import SyncRun
from nexos.quickbooks.sync.reconciliation import queries as reconciliation
from nexos.quickbooks.sync.reconciliation.models import Reconciliation
from nexos.synclog import queries as synclog
from nexos.web.settings_quickbooks.budget import Budget, budget
from nexos.web.settings_quickbooks.directions import ON_THE_WAY

_DIFFERENT = (Status.DIFFERS, Status.OUT_OF_DATE, Status.VOIDED_THERE, Status.DELETED_THERE)


@dataclass(frozen=True)
class Health:
    """`synced_at` is how old the mirror is; `calls` those of the last run."""

    synced_at: datetime | None
    calls: int | None
    budget: Budget
    on_the_way: int
    stuck: int
    different: int
    held: int
    failures: int
    not_understood: int
    check: Reconciliation | None


def health(tenant_id: UUID, connection: Connection, last: SyncRun | None) -> Health:
    """`last` is the newest run."""
    statuses = state.statuses(tenant_id, connection.id, "invoice")
    return Health(
        sync.synced_at(tenant_id, connection.id),
        last.calls if last and last.finished_at else None,
        budget(tenant_id, connection),
        on_the_way=sum(statuses.get(status, 0) for status in ON_THE_WAY),
        stuck=sum(statuses.get(status, 0) for status in NEEDS_HAND if status not in _DIFFERENT),
        different=sum(statuses.get(status, 0) for status in _DIFFERENT),
        held=mirror.held_invoices(tenant_id, connection.id).count,
        failures=synclog.failures(tenant_id),
        not_understood=mirror.quarantined(tenant_id, connection.id).count(),
        check=reconciliation.latest(tenant_id, connection.id),
    )
