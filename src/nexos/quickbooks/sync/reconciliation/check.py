"""A check from its beginning to its end.

1. The mirror is brought up to date, as every 15 minutes, and compared.
2. What differs is compared once more, after another sync: QuickBooks is written to while it is read, and a difference
   that is gone then never was one. What the check before named already is not doubted again.
3. What differs both times counts. Where the second comparison finds other differences than the first, QuickBooks is
   being written to so much that the check cannot tell.
"""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from nexos.kit import clock
from nexos.kit.errors import NexosError
from nexos.kit.jobs.lease import LeaseLost
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection.client_factory import client_for
from nexos.quickbooks.inbound.progress import Progress
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.queries import receivables
from nexos.quickbooks.sync import services as sync
from nexos.quickbooks.sync.errors import AlreadySyncing
from nexos.quickbooks.sync.meter import Meter
from nexos.quickbooks.sync.models import RunState
from nexos.quickbooks.sync.models import Trigger as By
from nexos.quickbooks.sync.reconciliation import ending, queries
from nexos.quickbooks.sync.reconciliation import run as runs
from nexos.quickbooks.sync.reconciliation.audit import audit
from nexos.quickbooks.sync.reconciliation.comparison import Comparison
from nexos.quickbooks.sync.reconciliation.finding import Finding
from nexos.quickbooks.sync.reconciliation.models import Reconciliation, Trigger
from nexos.quickbooks.sync.reconciliation.repair import repair
from qbo.errors import QboError

logger = logging.getLogger(__name__)

_PATIENCE = 120.0  # seconds that a sync under way is waited for
_PAUSE = 2.0

_MOVED = (
    "QuickBooks was being written to while it was read: two looks in a row found different things. Nothing is known to "
    "be wrong. Check again when it is quieter."
)
_NOT_READ = "The first sync has not read everything yet. It is checked once that is done."


class _CannotTell(Exception):
    """Why nothing can be said, in a sentence."""


@dataclass
class Check:
    """One check under way. `check_lease` raises LeaseLost when another worker has taken over."""

    run: Reconciliation
    check_lease: Callable[[], None] = lambda: None
    observe: Callable[[Reconciliation], None] = lambda _: None

    def __post_init__(self) -> None:
        self.meter = Meter()
        self._owner = (self.run.tenant_id, self.run.connection_id)

    def begin(self) -> None:
        """Has a client made. Raises NotConnected."""
        client = client_for(*self._owner, self.meter)
        self.pull = Pull(*self._owner, client, self._alive, Progress())

    def go(self) -> Reconciliation:
        """Checks and stores what came out. Raises AlreadySyncing, before anything was done, and LeaseLost."""
        try:
            self._settle_what_was_asked()
            if self.run.trigger == Trigger.NIGHT:
                self._audit()
            comparison = self._compared()
            if comparison.findings and self.run.trigger == Trigger.NIGHT and self._settle(comparison.findings):
                comparison = self._compared()
            ending.finished(self.run, comparison, self.meter)
        except (AlreadySyncing, LeaseLost):
            raise
        except _CannotTell as why:
            ending.cannot_tell(self.run, str(why), self.meter)
        except (QboError, NexosError) as error:
            ending.failed(self.run, error, self.meter)
        except Exception as error:
            logger.exception("the reconciliation of connection %s ended", self.run.connection_id)
            ending.failed(self.run, error, self.meter)
        return self.run

    def _audit(self) -> None:
        self._tell("Comparing a part of the mirror with QuickBooks row by row")
        ending.note_repairs(self.run, audit(self.pull))

    def _compared(self) -> Comparison:
        """Sentences 1 to 3."""
        first = self._once()
        if not first.findings or self._known() >= _signatures(first.findings):
            return first
        second = self._once()
        if not second.findings:
            return second
        if _signatures(second.findings) - _signatures(first.findings):
            raise _CannotTell(_MOVED)
        return second

    def _once(self) -> Comparison:
        self.run.steps_done = 0
        self._tell("Reading the latest changes")
        self._sync()
        comparison = Comparison(self.pull, self._span(), self._read_until(), self._tell)
        comparison.make()
        return comparison

    def _sync(self) -> None:
        ended = sync.run(*self._owner, By.CHECK)
        self.meter.calls += ended.calls
        self.meter.bytes += ended.bytes
        if ended.state != RunState.DONE:
            raise _CannotTell(f"The mirror could not be brought up to date. {ended.message}")

    def _read_until(self) -> datetime:
        with scope(self.run.tenant_id):
            coverage = mirror.coverage(*self._owner)
        read = [coverage[kind].read_until for kind in ("Customer", *receivables.KINDS) if kind in coverage]
        known = [moment for moment in read if moment is not None]
        if "Customer" not in coverage or "Invoice" not in coverage or not known:
            raise _CannotTell(_NOT_READ)
        return min(known)

    def _known(self) -> set[tuple[object, ...]]:
        """What the check before named."""
        with scope(self.run.tenant_id):
            before = queries.latest_finished(*self._owner)
            rows = queries.differences(self.run.tenant_id, before.id).filter(settled_at=None) if before else ()
            return _signatures(ending.as_finding(row) for row in rows)

    def _settle(self, findings: Iterable[Finding]) -> bool:
        """In the night nobody has to ask: documents that differ are read again, and the log says so."""
        documents = {one.document for one in findings if one.repairable}
        if not documents:
            return False
        self._tell("Reading again what differs")
        settled = repair(self.pull, documents)
        ending.note_repairs(self.run, [one for one in findings if one.document in settled])
        return bool(settled)

    def _settle_what_was_asked(self) -> None:
        with scope(self.run.tenant_id):
            before = queries.latest_finished(*self._owner)
            asked = list(queries.to_read_again(self.run.tenant_id, before.id)) if before else []
        if not asked:
            return
        self._tell("Reading again what differs")
        settled = repair(self.pull, {(row.entity, row.qbo_id) for row in asked})
        with scope(self.run.tenant_id), transaction.atomic():
            ids = [row.id for row in asked if (row.entity, row.qbo_id) in settled]
            queries.differences(self.run.tenant_id, asked[0].reconciliation_id).filter(id__in=ids).update(
                settled_at=clock.now()
            )
        ending.note_repairs(self.run, [ending.as_finding(row) for row in asked if row.id in ids])

    def _span(self) -> tuple[date, date]:
        return self.run.first_month, self.run.last_month

    def _tell(self, step: str) -> None:
        self.check_lease()
        runs.show(self.run, step, self.meter)
        self.observe(self.run)

    def _alive(self) -> None:
        self.check_lease()
        runs.alive(self.run)


def check_here(
    tenant_id: UUID,
    connection_id: UUID,
    months: tuple[date, date],
    observe: Callable[[Reconciliation], None] = lambda _: None,
) -> Reconciliation:
    """Checks here and now, and returns the finished check; a sync under way is waited for. Call outside any
    transaction. Raises NotConnected, AlreadyChecking, and AlreadySyncing when the sync takes too long; what goes wrong
    later is in the check."""
    run = runs.start(tenant_id, connection_id, Trigger.COMMAND, months, leased=False)
    check = Check(run, observe=observe)
    give_up_at = time.monotonic() + _PATIENCE
    try:
        check.begin()
        while True:
            try:
                return check.go()
            except AlreadySyncing:
                if time.monotonic() > give_up_at:
                    raise
                runs.alive(run)
                time.sleep(_PAUSE)
    except NexosError as error:
        with scope(tenant_id), transaction.atomic():
            runs.give_up(run, error.message)
        raise


def _signatures(findings: Iterable[Finding]) -> set[tuple[object, ...]]:
    return {one.signature for one in findings}
