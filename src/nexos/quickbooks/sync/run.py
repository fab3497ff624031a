"""The row of a run: taking the lane, showing progress, ending.

Every connection has such a row every few minutes, so what a run needs that finds the lane free is plain SQL.
"""

import json
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from nexos.kit import clock
from nexos.kit.ids import new_id
from nexos.kit.tenancy import scope
from nexos.kit.tenancy.rows import Rows, change, insert
from nexos.quickbooks.inbound.progress import Progress
from nexos.quickbooks.sync.errors import AlreadySyncing
from nexos.quickbooks.sync.meter import Meter
from nexos.quickbooks.sync.models import UNDER_WAY, RunState, SyncRun, Trigger
from nexos.quickbooks.sync.telling import tell
from nexos.quickbooks.sync.words import Verdict

_SILENT_FOR = timedelta(minutes=3)  # longer than the longest call
_SHOWN_EVERY = 0.5  # seconds
_KEPT_FOR = timedelta(days=30)
_newest = Rows(SyncRun, "AND connection_id = %s ORDER BY asked_at DESC, id DESC LIMIT 1")
_END = (
    f"UPDATE {SyncRun._meta.db_table} "  # noqa: S608 - our own table's name
    "SET state = %s, message = %s, finished_at = %s, entities = %s, calls = %s, bytes = %s WHERE id = %s"
)


def ask(tenant_id: UUID, connection_id: UUID, trigger: Trigger, asked_by: UUID | None = None) -> SyncRun:
    """The run that waits or goes on, or else a new one that waits. Whoever asks while one goes on is noted for the run
    that follows; a person outranks a notification."""
    with transaction.atomic():
        run = _under_way(tenant_id, connection_id, trigger, asked_by)
        if run.state == RunState.RUNNING and run.next_trigger != Trigger.PERSON:
            run.next_trigger, run.next_asked_by_id = trigger, asked_by
            run.save(update_fields=["next_trigger", "next_asked_by"])
        elif run.trigger in (Trigger.CLOCK, Trigger.WEBHOOK) and trigger == Trigger.PERSON:
            run.trigger, run.asked_by_id = trigger, asked_by
            run.save(update_fields=["trigger", "asked_by"])
        return run


def _under_way(tenant_id: UUID, connection_id: UUID, trigger: str, asked_by: UUID | None) -> SyncRun:
    """The run that waits or goes on, or else a new one that waits."""
    while True:
        there = SyncRun.objects.of(tenant_id).filter(connection_id=connection_id, state__in=UNDER_WAY).first()
        if there is not None:
            return there
        fresh = SyncRun(
            tenant_id=tenant_id,
            connection_id=connection_id,
            trigger=trigger,
            asked_by_id=asked_by,
            asked_at=clock.now(),
        )
        if insert(fresh):  # not where a run has begun in this moment: then that is the one
            return fresh


def start(tenant_id: UUID, connection_id: UUID, trigger: Trigger, *, leased: bool) -> tuple[SyncRun, bool]:
    """Takes the lane: the waiting run starts, or a new one; also says whether the run before it was done, so that
    nothing it should have seen to is left. Raises AlreadySyncing.

    1. Where the newest run has ended, one that runs already is inserted. Of several at once the database lets one in:
       at most one run of a connection is under way.
    2. Otherwise, or when it was not let in, the run under way is looked at inside a transaction.
    3. A leased caller holds the connection's due work: a leased run found running has lost it, and is over.
    4. A run without lease is over when it has shown no sign of life for longer than a call can take.
    5. A run that the clock starts was perhaps asked for while the one before went on: then it is whoever's asked.
    """
    with scope(tenant_id):
        newest = next(iter(_newest(tenant_id, connection_id)), None)
        if newest is None or not newest.under_way:
            now = clock.now()
            followed = newest if newest and newest.next_trigger and trigger == Trigger.CLOCK else None
            run = SyncRun(
                id=new_id(),
                tenant_id=tenant_id,
                connection_id=connection_id,
                trigger=followed.next_trigger if followed else trigger,
                asked_by_id=followed.next_asked_by_id if followed else None,
                state=RunState.RUNNING,
                asked_at=now,
                started_at=now,
                moved_at=now,
                leased=leased,
            )
            if insert(run):
                return run, newest is not None and newest.state == RunState.DONE
        return _take_over(tenant_id, connection_id, trigger, leased=leased), False


def _take_over(tenant_id: UUID, connection_id: UUID, trigger: Trigger, *, leased: bool) -> SyncRun:
    """Sentences 2 to 4."""
    now = clock.now()
    with transaction.atomic():
        run = _under_way(tenant_id, connection_id, trigger, None)
        if run.state == RunState.RUNNING:
            silent = run.moved_at is None or now - run.moved_at > _SILENT_FOR
            if not (silent or (leased and run.leased)):
                raise AlreadySyncing
            _end(run, RunState.FAILED, "It was cut off; the next sync goes on where it stopped.")
            run = _under_way(tenant_id, connection_id, run.next_trigger or trigger, run.next_asked_by_id)
        run.state, run.started_at, run.moved_at, run.leased = RunState.RUNNING, now, now, leased
        run.save(update_fields=["state", "started_at", "moved_at", "leased"])
    return run


def finish(run: SyncRun, progress: Progress, meter: Meter, verdict: Verdict, *, follows: bool) -> None:
    """Ends the run and tells the sync log, together. `follows`: the run before was done."""
    with scope(run.tenant_id), transaction.atomic():
        run.entities, run.calls, run.bytes = progress.as_json(), meter.calls, meter.bytes
        _end(run, verdict.state, verdict.message)
        tell(run, progress, verdict, repeats=follows and verdict.state == RunState.DONE)


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
    entities = json.dumps(run.entities)
    change(run.tenant_id, _END, state.value, message, run.finished_at, entities, run.calls, run.bytes, run.id)
