"""How QuickBooks is, in the words of the top bar."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.connection.models import Connection, Environment, State
from nexos.quickbooks.sync import queries as sync
from nexos.quickbooks.sync.models import RunState, SyncRun
from nexos.quickbooks.sync.words import KINDS


@dataclass(frozen=True)
class QuickBooksState:
    """`words` follow the name QuickBooks; `running` holds "invoices, 400 of 900" while a sync goes on.

    `synced_at` is how old the mirror is (None before the first read). `failed` is why the last sync did not end well.
    """

    tone: str
    icon: str
    words: str
    connected: bool = False
    environment: str = ""
    production: bool = False
    synced_at: datetime | None = None
    running: str = ""
    failed: str = ""


def quickbooks_state(tenant_id: UUID) -> QuickBooksState:
    """Three small reads."""
    connection = connections.current(tenant_id)
    if connection is None or not connection.realm_id:
        return QuickBooksState("off", "ring", "not connected")
    run = sync.latest_run(tenant_id, connection.id)
    tone, icon, words = _look(connection, run)
    return QuickBooksState(
        tone,
        icon,
        words,
        connected=connection.connected,
        environment=connection.get_environment_display(),
        production=connection.environment == Environment.PRODUCTION,
        synced_at=sync.synced_at(tenant_id, connection.id),
        running=_step(run) if run and run.under_way else "",
        failed=run.message if run and run.state == RunState.FAILED else "",
    )


def _look(connection: Connection, run: SyncRun | None) -> tuple[str, str, str]:
    if connection.state == State.NEEDS_ATTENTION:
        return "bad", "alert", "needs attention"
    if not connection.connected:
        return "off", "ring", "not connected"
    if run and run.state == RunState.FAILED:
        return "wait", "alert", "connected, the last sync failed"
    if run and run.state == RunState.SLOWED:
        return "wait", "clock", "connected, slowed by QuickBooks"
    return "ok", "ok", "connected"


def _step(run: SyncRun) -> str:
    """The kind of record being read, and how far; only a read of the whole knows how much there is."""
    if run.state == RunState.WAITING:
        return "waiting its turn"
    for entity, count in run.entities.items():
        if count["total"] is not None and count["done"] < count["total"]:
            return f"{KINDS.get(entity, entity)}, {count['done']:,} of {count['total']:,}"
    return "reading changes"
