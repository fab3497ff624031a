"""How the syncs of the last day went."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from nexos.kit import clock
from nexos.quickbooks.sync import queries as sync
from nexos.quickbooks.sync.models import RunState, SyncRun
from nexos.web.dashboard.charts import Tick, ticks

_TONES = {RunState.DONE: "ok", RunState.SLOWED: "wait", RunState.FAILED: "bad"}


@dataclass(frozen=True)
class SyncHealth:
    """The runs of 24 hours as ticks, and in numbers; `last` is the newest run of all."""

    ticks: list[Tick]
    since: datetime
    well: int
    slowed: int
    failed: int
    calls: int
    last: SyncRun | None


def sync_health(tenant_id: UUID, connection_id: UUID) -> SyncHealth:
    """From the log of runs."""
    now = clock.now()
    since = now - timedelta(hours=24)
    recent = [run for run in sync.runs(tenant_id, connection_id).filter(asked_at__gte=since) if not run.under_way]
    tones = [_TONES[RunState(run.state)] for run in recent]
    return SyncHealth(
        ticks(list(zip((run.asked_at for run in recent), tones, strict=True)), now),
        since,
        tones.count("ok"),
        tones.count("wait"),
        tones.count("bad"),
        sum(run.calls for run in recent),
        sync.latest_run(tenant_id, connection_id),
    )
