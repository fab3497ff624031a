"""The rows of the outbox: finding them, and making them due, in the caller's transaction."""

from uuid import UUID

from nexos.kit import clock
from nexos.kit.errors import NotFound
from nexos.kit.jobs.due import due
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.push.models import RUNNABLE, Push, PushStatus
from nexos.quickbooks.state import services as state
from nexos.quickbooks.state.models import Status
from nexos.quickbooks.state.progress import Progress

PUSH = "quickbooks.push"
"""The kind of work: one row per connection, due when its next push is."""


def locked(tenant_id: UUID, kind: str, record_id: UUID) -> Push | None:
    """The push of a document to the present company; nobody can claim it until the caller's transaction ends."""
    connection = connections.current(tenant_id)
    if connection is None:
        return None
    rows = Push.objects.of(tenant_id).select_for_update()
    return rows.filter(connection=connection, kind=kind, record_id=record_id).first()


def existing(tenant_id: UUID, kind: str, record_id: UUID) -> Push:
    """As `locked`. Raises NotFound."""
    push = locked(tenant_id, kind, record_id)
    if push is None:
        raise NotFound("Nobody has asked to send this document to QuickBooks.")
    return push


def queue(push: Push, number: str, by: str) -> None:
    """Has the push tried now, because `by` asked for it; what may be there is looked for first."""
    push.status = PushStatus.WAITING
    push.asked_by, push.asked_at, push.next_attempt_at, push.failures = by, clock.now(), clock.now(), 0
    push.save(update_fields=["status", "asked_by", "asked_at", "next_attempt_at", "failures"])
    progress = Progress(Status.WAITING, "It goes to QuickBooks in a moment.", event=f"Asked for by {by}", tone="info")
    state.tell(push.tenant_id, push.connection_id, push.kind, push.record_id, number, progress)
    due(PUSH, push.tenant_id, push.connection_id)


def take_back(push: Push, number: str, sentence: str) -> None:
    """Ends a push of which nothing can be in QuickBooks."""
    push.generations.filter(ended_at=None).update(ended_at=clock.now(), outcome="cancelled")
    push.status, push.next_attempt_at = PushStatus.CANCELLED, None
    push.save(update_fields=["status", "next_attempt_at"])
    progress = Progress(Status.CANCELLED, sentence, event=sentence, tone="off")
    state.tell(push.tenant_id, push.connection_id, push.kind, push.record_id, number, progress)


def may_be_there(push: Push) -> bool:
    """Whether an attempt is under way, or ended without an answer."""
    return push.generations.filter(ended_at=None, may_be_there=True).exists()


def recheck(tenant_id: UUID, connection_id: UUID) -> None:
    """Has everything that is blocked looked at again: something it may have waited for has changed."""
    _due(tenant_id, connection_id, PushStatus.BLOCKED)


def release(tenant_id: UUID, connection_id: UUID) -> None:
    """Has everything go on that waited for access, and what is blocked or in doubt looked at again."""
    waiting = Push.objects.of(tenant_id).filter(connection_id=connection_id, status=PushStatus.NEEDS_RECONNECT)
    waiting.update(status=PushStatus.WAITING, next_attempt_at=clock.now(), failures=0)
    _due(tenant_id, connection_id, *RUNNABLE)


def _due(tenant_id: UUID, connection_id: UUID, *statuses: PushStatus) -> None:
    found = Push.objects.of(tenant_id).filter(connection_id=connection_id, status__in=statuses)
    if found.update(next_attempt_at=clock.now()):
        due(PUSH, tenant_id, connection_id)
