"""What a connection's fate means for its sync."""

from nexos.kit.events import listens
from nexos.kit.jobs.due import due, forget
from nexos.quickbooks.connection.events import Archived, Connected, Disconnected, NeedsAttention
from nexos.quickbooks.sync import run as runs
from nexos.quickbooks.sync.models import Trigger
from nexos.quickbooks.sync.services import SYNC


@listens(Connected)
def begin(fact: Connected) -> None:
    """The first pull, or what changed while it was away."""
    runs.ask(fact.tenant_id, fact.connection_id, Trigger.FIRST if fact.first else Trigger.PERSON)
    due(SYNC, fact.tenant_id, fact.connection_id)


@listens(Disconnected)
def end(fact: Disconnected) -> None:
    """Nothing more is due until somebody connects."""
    forget(SYNC, fact.connection_id)
    runs.drop_waiting(fact.tenant_id, fact.connection_id, "QuickBooks was disconnected.")


@listens(Archived)
def stay(fact: Archived) -> None:
    """The mirror is a record from now on."""
    runs.drop_waiting(fact.tenant_id, fact.connection_id, "The connection was archived.")


@listens(NeedsAttention)
def pause(fact: NeedsAttention) -> None:
    """Nothing more is due until a person has acted."""
    forget(SYNC, fact.connection_id)
    runs.drop_waiting(fact.tenant_id, fact.connection_id, fact.reason)
