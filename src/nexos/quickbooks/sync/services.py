"""Running a sync, and asking for one."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from nexos.kit import clock
from nexos.kit.errors import NexosError
from nexos.kit.jobs.due import due
from nexos.kit.jobs.lease import LeaseLost
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.connection.client_factory import client_for
from nexos.quickbooks.connection.errors import NotConnected
from nexos.quickbooks.inbound.covered import COVERED
from nexos.quickbooks.inbound.progress import Progress
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.inbound.steps import pull_everything
from nexos.quickbooks.metering.count import Standing
from nexos.quickbooks.sync import cadence
from nexos.quickbooks.sync import run as runs
from nexos.quickbooks.sync.allowance import mind_the_allowance
from nexos.quickbooks.sync.meter import Meter
from nexos.quickbooks.sync.models import RunState, SyncRun, Trigger
from nexos.quickbooks.sync.queries import failures_in_a_row, latest_run
from nexos.quickbooks.sync.settle import settle
from nexos.quickbooks.sync.words import Verdict, verdict
from qbo import retry
from qbo.errors import QboError

SYNC = "quickbooks.sync"
"""The kind of due work; its record is the connection."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ended:
    """A run that is over. `standing` is how the app's reads stood, None where Intuit meters none of them."""

    run: SyncRun
    verdict: Verdict
    standing: Standing | None


def sync_now(
    tenant_id: UUID, connection_id: UUID, trigger: Trigger = Trigger.PERSON, *, asked_by: UUID | None = None
) -> SyncRun:
    """Asks for a sync as soon as a worker is free, and returns its run (the one under way, if there is one: then
    another follows). `asked_by` is the user who pressed the button. Call inside a scope. Raises NotFound, and
    NotConnected when the connection may not be used.
    """
    if not connections.connection(tenant_id, connection_id).connected:
        raise NotConnected("QuickBooks is not connected, so there is nothing to sync. Connect it first.")
    run = runs.ask(tenant_id, connection_id, trigger, asked_by)
    due(SYNC, tenant_id, connection_id)
    return run


def sync_soon(tenant_id: UUID, connection_id: UUID) -> None:
    """Asks for a sync because QuickBooks told of a change; many requests make one run. Call inside a scope.

    After a failure the next try is arranged already, and reads this change too: it is not brought forward, so that
    notifications do not defeat the patience that QuickBooks needs.
    """
    latest = latest_run(tenant_id, connection_id)
    if latest is not None and latest.state in (RunState.FAILED, RunState.SLOWED):
        return
    at = cadence.next_after_notice(clock.now(), latest.started_at if latest else None)
    runs.ask(tenant_id, connection_id, Trigger.WEBHOOK)
    due(SYNC, tenant_id, connection_id, at)


def run(
    tenant_id: UUID,
    connection_id: UUID,
    trigger: Trigger = Trigger.PERSON,
    *,
    full: bool = False,
    entities: Sequence[str] = COVERED,
    observe: Callable[[Progress], None] = lambda _: None,
) -> SyncRun:
    """Syncs here and now, and returns the finished run. `full` reads everything again, `entities` are the kinds to
    read; `observe` hears of progress.

    Call outside any transaction. Raises NotConnected and AlreadySyncing; what goes wrong later is in the run.
    """
    return run_once(tenant_id, connection_id, trigger, full=full, entities=entities, observe=observe).run


def run_once(
    tenant_id: UUID,
    connection_id: UUID,
    trigger: Trigger,
    *,
    full: bool = False,
    entities: Sequence[str] = COVERED,
    leased: bool = False,
    check: Callable[[], None] = lambda: None,
    observe: Callable[[Progress], None] = lambda _: None,
) -> Ended:
    """As `run`, for a worker: `check` raises LeaseLost when another one has taken over."""
    meter = Meter()
    client = client_for(tenant_id, connection_id, meter)
    this, follows = runs.start(tenant_id, connection_id, trigger, leased=leased)
    if not follows and _breaker_is_open(tenant_id, connection_id):
        client = client.with_retries(retry.ONCE)
    show = runs.shown(this, meter)

    def moved(progress: Progress) -> None:
        show(progress)
        observe(progress)

    pull = Pull(tenant_id, connection_id, client, check, Progress(moved), entities)
    _pull(pull, full=full, everything=not follows)
    ended = verdict(pull.failures)
    runs.finish(this, pull.progress, meter, ended, follows=follows)
    if "CompanyInfo" in pull.progress.counts:  # read once a day
        runs.drop_old(tenant_id, connection_id)
    if meter.standing is not None:
        mind_the_allowance(tenant_id, connection_id, meter.standing)
    return Ended(this, ended, meter.standing)


def _breaker_is_open(tenant_id: UUID, connection_id: UUID) -> bool:
    """Whether so many runs failed in a row that this one only tries whether QuickBooks is there again."""
    with scope(tenant_id):
        return failures_in_a_row(tenant_id, connection_id, cadence.PATIENT_FOR) == cadence.PATIENT_FOR


def _pull(pull: Pull, *, full: bool, everything: bool) -> None:
    """Never raises but LeaseLost: what went wrong is told by the run."""
    try:
        pull_everything(pull, full=full)
    except LeaseLost:
        raise
    except (QboError, NexosError) as error:
        pull.failures[""] = error
    except Exception as error:
        logger.exception("the pull of connection %s ended", pull.connection_id)
        pull.failures[""] = error
    try:
        settle(pull, everything=everything)
    except Exception as error:
        logger.exception("settling after the pull of connection %s ended", pull.connection_id)
        pull.failures.setdefault("", error)
