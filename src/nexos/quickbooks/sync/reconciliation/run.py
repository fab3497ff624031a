"""The row of a check: taking the lane, showing progress, ending."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from nexos.kit import clock
from nexos.kit.errors import Refused
from nexos.kit.tenancy import scope
from nexos.quickbooks.sync.meter import Meter
from nexos.quickbooks.sync.reconciliation.models import Reconciliation, State, Trigger

_SILENT_FOR = timedelta(minutes=3)  # longer than the longest call
_KEPT_FOR = timedelta(days=400)  # so that a year can be looked back on


class AlreadyChecking(Refused):
    """One check per connection at a time."""

    code = "quickbooks_reconciling"

    def __init__(self) -> None:
        super().__init__("A check of this connection is going on already. Wait until it has ended, then check again.")


def ask(
    tenant_id: UUID, connection_id: UUID, trigger: Trigger, months: tuple[date, date], asked_by: str = ""
) -> Reconciliation:
    """The check that waits or goes on, or else a new one that waits."""
    with transaction.atomic():
        there = _under_way(tenant_id, connection_id)
        if there is not None:
            return there
        fresh = Reconciliation(
            tenant_id=tenant_id,
            connection_id=connection_id,
            trigger=trigger,
            asked_by=asked_by,
            asked_at=clock.now(),
            first_month=months[0],
            last_month=months[1],
        )
        fresh.save(force_insert=True)
        return fresh


def start(
    tenant_id: UUID,
    connection_id: UUID,
    trigger: Trigger,
    months: tuple[date, date],
    *,
    leased: bool,
) -> Reconciliation:
    """Takes the lane: the waiting check starts, or a new one. Raises AlreadyChecking.

    1. The database lets one check of a connection wait or run.
    2. A leased caller holds the connection's due work: a leased check found running has lost it, and is over.
    3. A check without lease is over when it has shown no sign of life for longer than a call can take.
    """
    now = clock.now()
    with scope(tenant_id), transaction.atomic():
        run = ask(tenant_id, connection_id, trigger, months)
        if run.started_at is not None:
            silent = run.moved_at is None or now - run.moved_at > _SILENT_FOR
            if not (silent or (leased and run.leased)):
                raise AlreadyChecking
            give_up(run, "The check was cut off. Check again.")
            run = ask(tenant_id, connection_id, trigger, months)
        run.started_at = run.moved_at = now
        run.leased = leased
        run.save(update_fields=["started_at", "moved_at", "leased"])
    return run


def show(run: Reconciliation, step: str, meter: Meter) -> None:
    """Writes to the row what is being done; one more step begins."""
    run.step, run.steps_done, run.moved_at = step, run.steps_done + 1, clock.now()
    run.calls, run.bytes = meter.calls, meter.bytes
    with scope(run.tenant_id):
        run.save(update_fields=["step", "steps_done", "moved_at", "calls", "bytes"])


def alive(run: Reconciliation) -> None:
    """Shows a sign of life within a step."""
    run.moved_at = clock.now()
    with scope(run.tenant_id):
        run.save(update_fields=["moved_at"])


def wait(run: Reconciliation, step: str) -> None:
    """Puts a check back that could not begin yet."""
    run.started_at, run.step, run.steps_done = None, step, 0
    with scope(run.tenant_id):
        run.save(update_fields=["started_at", "step", "steps_done"])


def end(run: Reconciliation) -> None:
    """Writes a check that has come out; in the caller's transaction."""
    run.checked_at = clock.now()
    run.save()


def give_up(run: Reconciliation, reason: str) -> None:
    """Ends a check that cannot tell; in the caller's transaction."""
    run.state, run.reason = State.CANNOT_TELL, reason
    end(run)


def drop_waiting(tenant_id: UUID, connection_id: UUID, reason: str) -> None:
    """Ends a check that waits and will not start."""
    rows = Reconciliation.objects.of(tenant_id).filter(connection_id=connection_id, state=State.CHECKING)
    rows.filter(started_at=None).update(state=State.CANNOT_TELL, reason=reason, checked_at=clock.now())


def drop_old(tenant_id: UUID, connection_id: UUID) -> None:
    """Forgets checks older than a year, with what they found."""
    rows = Reconciliation.objects.of(tenant_id).filter(connection_id=connection_id)
    rows.filter(asked_at__lt=clock.now() - _KEPT_FOR).delete()


def _under_way(tenant_id: UUID, connection_id: UUID) -> Reconciliation | None:
    rows = Reconciliation.objects.of(tenant_id).filter(connection_id=connection_id, state=State.CHECKING)
    return rows.first()
