"""How the syncs of the last day went."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from nexos.kit import clock
from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.sync import queries as sync
from nexos.quickbooks.sync.models import RunState, SyncRun
from nexos.web.dashboard.charts import Tick, ticks
from nexos.web.settings_quickbooks.budget import Budget, budget

_TONES = {RunState.DONE: "ok", RunState.SLOWED: "wait", RunState.FAILED: "bad"}


@dataclass(frozen=True)
class SyncHealth:
    """The runs of 24 hours as ticks, and in numbers; `last` is the newest run of all."""

    ticks: list[Tick]
    since: datetime
    well: int
    slowed: int
    failed: int
    last: SyncRun | None
    budget: Budget


def sync_health(tenant_id: UUID, connection: Connection) -> SyncHealth:
    """From the log of runs, and the count of reads."""
    now = clock.now()
    since = now - timedelta(hours=24)
    recent = [run for run in sync.runs(tenant_id, connection.id).filter(asked_at__gte=since) if not run.under_way]
    tones = [_TONES[RunState(run.state)] for run in recent]
    return SyncHealth(
        ticks(list(zip((run.asked_at for run in recent), tones, strict=True)), now),
        since,
        tones.count("ok"),
        tones.count("wait"),
        tones.count("bad"),
        sync.latest_run(tenant_id, connection.id),
        budget(tenant_id, connection),
    )
