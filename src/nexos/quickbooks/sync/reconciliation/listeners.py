"""What a connection's fate means for its nightly check."""

from nexos.kit.events import listens
from nexos.kit.jobs.due import forget
from nexos.quickbooks.connection.events import Connected, Disconnected, NeedsAttention
from nexos.quickbooks.sync.reconciliation import run
from nexos.quickbooks.sync.reconciliation.services import RECONCILE, due_at_night


@listens(Connected)
def begin(fact: Connected) -> None:
    """The first night after connecting."""
    due_at_night(fact.tenant_id, fact.connection_id)


@listens(Disconnected)
def end(fact: Disconnected) -> None:
    """No check until somebody connects."""
    forget(RECONCILE, fact.connection_id)
    run.drop_waiting(fact.tenant_id, fact.connection_id, "QuickBooks was disconnected.")


@listens(NeedsAttention)
def pause(fact: NeedsAttention) -> None:
    """No check until a person has acted."""
    forget(RECONCILE, fact.connection_id)
    run.drop_waiting(fact.tenant_id, fact.connection_id, fact.reason)
