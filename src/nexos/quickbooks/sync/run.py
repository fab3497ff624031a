"""The row of a run: taking the lane, showing progress, ending."""

import time
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.progress import Progress
from nexos.quickbooks.sync.errors import AlreadySyncing
from nexos.quickbooks.sync.meter import Meter
from nexos.quickbooks.sync.models import UNDER_WAY, RunState, SyncRun, Trigger
from nexos.quickbooks.sync.words import Verdict
from nexos.synclog.services import record

_SILENT_FOR = timedelta(minutes=3)  # longer than the longest call
_SHOWN_EVERY = 0.5  # seconds
_KEPT_FOR = timedelta(days=30)


def ask(tenant_id: UUID, connection_id: UUID, trigger: Trigger) -> SyncRun:
    """The run that waits or goes on, or else a new one that waits."""
    with transaction.atomic():
        there = SyncRun.objects.of(tenant_id).filter(connection_id=connection_id, state__in=UNDER_WAY).first()
        if there is not None:
            return there
        fresh = SyncRun(tenant_id=tenant_id, connection_id=connection_id, trigger=trigger, asked_at=clock.now())
        fresh.save(force_insert=True)
        return fresh


def start(tenant_id: UUID, connection_id: UUID, trigger: Trigger, *, leased: bool) -> SyncRun:
    """Takes the lane: the waiting run starts, or a new one. Raises AlreadySyncing.

    1. A leased caller holds the connection's due work: a leased run found running has lost it, and is over.
    2. A run without lease is over when it has shown no sign of life for longer than a call can take.
    """
    now = clock.now()
    with scope(tenant_id), transaction.atomic():
        run = ask(tenant_id, connection_id, trigger)
        if run.state == RunState.RUNNING:
            silent = run.moved_at is None or now - run.moved_at > _SILENT_FOR
            if not (silent or (leased and run.leased)):
                raise AlreadySyncing
            _end(run, RunState.FAILED, "It was cut off; the next sync goes on where it stopped.")
            run = ask(tenant_id, connection_id, trigger)
        run.state, run.started_at, run.moved_at, run.leased = RunState.RUNNING, now, now, leased
        run.save()
    return run


def finish(run: SyncRun, progress: Progress, meter: Meter, verdict: Verdict) -> None:
    """Ends the run and tells the sync log, together."""
    with scope(run.tenant_id), transaction.atomic():
        run.entities, run.calls, run.bytes = progress.as_json(), meter.calls, meter.bytes
        _end(run, verdict.state, verdict.message)
        record(
            run.tenant_id,
            "sync",
            verdict.outcome,
            verdict.message,
            code=verdict.code,
            record_kind="connection",
            record_id=run.connection_id,
            about="QuickBooks sync",
            details=dict(verdict.details),
        )


def drop_waiting(tenant_id: UUID, connection_id: UUID, message: str) -> None:
    """Ends a run that waits and will not start."""
    rows = SyncRun.objects.of(tenant_id).filter(connection_id=connection_id, state=RunState.WAITING)
    rows.update(state=RunState.FAILED, message=message, finished_at=clock.now())


def drop_old(tenant_id: UUID, connection_id: UUID) -> None:
    """Forgets runs older than a month; the sync log remembers how often each outcome was."""
    with scope(tenant_id):
        rows = SyncRun.objects.of(tenant_id).filter(connection_id=connection_id)
        rows.filter(asked_at__lt=clock.now() - _KEPT_FOR).delete()


def shown(run: SyncRun, meter: Meter) -> Callable[[Progress], None]:
    """What writes progress to the run's row, at most every half second."""
    last = time.monotonic()

    def show(progress: Progress) -> None:
        nonlocal last
        if time.monotonic() - last < _SHOWN_EVERY:
            return
        last = time.monotonic()
        with scope(run.tenant_id):
            SyncRun.objects.of(run.tenant_id).filter(id=run.id).update(
                entities=progress.as_json(), calls=meter.calls, bytes=meter.bytes, moved_at=clock.now()
            )

    return show


def _end(run: SyncRun, state: RunState, message: str) -> None:
    run.state, run.message, run.finished_at = state, message, clock.now()
    run.save()
