"""What becomes of a connection's outbox when it is archived: nothing of it goes to another company by itself.

1. What may be in the company without our knowing is named before (`undecided`): once archived, it cannot be asked.
2. What certainly is not there is taken back, and says so. A person may send it to the next company.
3. Everything concerned is locked from the question on, so that no worker claims it in between.
"""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from nexos.kit import clock
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.push.models import Generation, Push, PushStatus
from nexos.quickbooks.state import queries as states
from nexos.quickbooks.state import services as state

_UNSENT = (PushStatus.WAITING, PushStatus.BLOCKED, PushStatus.NEEDS_RECONNECT)
_NAMED = 5


def undecided(tenant_id: UUID, connection_id: UUID) -> QuerySet[Push]:
    """The pushes that may have arrived."""
    return _open(tenant_id, connection_id).filter(_may_be_there())


def unsent(tenant_id: UUID, connection_id: UUID) -> QuerySet[Push]:
    """The pushes that have not left and still would."""
    return _open(tenant_id, connection_id).filter(~_may_be_there(), status__in=_UNSENT)


def objection(tenant_id: UUID, connection_id: UUID) -> str | None:
    """Why the connection may not be archived yet; None when it may."""
    list(_open(tenant_id, connection_id).select_for_update().values_list("id"))
    found = undecided(tenant_id, connection_id)
    numbers = states.numbers(tenant_id, connection_id, found.values("record_id"))
    if not numbers:
        return None
    company = connections.connection(tenant_id, connection_id).company_name
    named = ", ".join(numbers[:_NAMED]) + (f" and {len(numbers) - _NAMED} more" if len(numbers) > _NAMED else "")
    return (
        f"{named} may be in “{company}” already, and we are finding out. Wait a minute, or decide on "
        f"{'the invoice’s page' if len(numbers) == 1 else 'their pages'} where we ask you; then start afresh."
    )


def archive(tenant_id: UUID, connection_id: UUID) -> None:
    """Takes back what has not left; of the rest it is said that nobody can ask any more."""
    company = connections.connection(tenant_id, connection_id).company_name
    state.set_aside(
        tenant_id,
        connection_id,
        undecided(tenant_id, connection_id).values("record_id"),
        f"It may be in “{company}”: that connection was archived before we knew. Look for it there.",
    )
    going = unsent(tenant_id, connection_id)
    state.taken_back(
        tenant_id,
        connection_id,
        going.values("record_id"),
        f"“{company}” was archived before this went, so it was taken back. A person may send it to another company.",
    )
    live = Generation.objects.of(tenant_id).filter(push__in=going, ended_at=None)
    live.update(ended_at=clock.now(), outcome="cancelled")
    going.update(status=PushStatus.CANCELLED, next_attempt_at=None)


def _open(tenant_id: UUID, connection_id: UUID) -> QuerySet[Push]:
    ended = (PushStatus.DELIVERED, PushStatus.CANCELLED)
    return Push.objects.of(tenant_id).filter(connection_id=connection_id).exclude(status__in=ended)


def _may_be_there() -> Exists:
    return Exists(Generation.objects.filter(push=OuterRef("id"), ended_at=None, may_be_there=True))
