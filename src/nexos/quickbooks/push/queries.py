"""Reads of the outbox, and what a push would do."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexos.kit import clock
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.connection.errors import NotConnected
from nexos.quickbooks.push import archiving, identity
from nexos.quickbooks.push import preview as previews
from nexos.quickbooks.push.kinds import KINDS
from nexos.quickbooks.push.models import RUNNABLE, Attempt, Generation, Push
from nexos.quickbooks.push.preview import Preview
from nexos.quickbooks.state import queries as state
from nexos.quickbooks.state.elsewhere import elsewhere

__all__ = ["GenerationHistory", "Outstanding", "Preview", "history", "outstanding", "preview", "queue_length"]


@dataclass(frozen=True, slots=True)
class GenerationHistory:
    """One payload that was sent or is to be sent, with its attempts, the oldest first; for support."""

    n: int
    request_id: str
    marker: str
    payload: str
    created_at: datetime
    outcome: str
    attempts: tuple[Attempt, ...]


def preview(tenant_id: UUID, kind: str, record_id: UUID, operation: str = "create") -> Preview:
    """Exactly what QuickBooks will hold if the document is sent now, or again. Writes nothing and calls nobody.

    Raises NotFound; NotConnected when no QuickBooks company was ever connected.
    """
    connection = connections.current(tenant_id)
    if connection is None or not connection.realm_id:
        raise NotConnected("No QuickBooks company is connected. Connect one under Settings → QuickBooks first.")
    source = KINDS[kind].read(tenant_id, record_id)
    there = KINDS[kind].surroundings(tenant_id, connection.id, source)
    blocked = KINDS[kind].check(source, there)
    push = Push.objects.of(tenant_id).filter(connection=connection, kind=kind, record_id=record_id).first()
    live = push.generations.filter(ended_at=None).first() if push else None
    n = live.n if live else (push.generations.count() if push else 0) + 1
    marker = identity.marker(connection.id, record_id, operation, n)
    request = "" if blocked else previews.pretty(KINDS[kind].translate[operation](source, there, marker))
    return Preview(
        number=source.number,
        quickbooks_company=connection.company_name,
        environment=connection.environment,
        can_send=source.issued and not blocked,
        blocked=tuple(blocked),
        notes=(*_elsewhere(tenant_id, kind, record_id, connection.company_name), *previews.notes(source, there)),
        fields=previews.fields(source, there, marker),
        lines=previews.lines(source, there, blocked),
        currency=source.currency,
        subtotal=source.subtotal,
        discount=source.discount,
        tax=source.tax,
        tax_sentence=previews.tax_sentence(source, there.books),
        total=source.total,
        marker=marker,
        request_id=identity.request_id(connection.id, record_id, operation, n),
        method=f"POST {KINDS[kind].entity.lower()}",
        request=request,
    )


def _elsewhere(tenant_id: UUID, kind: str, record_id: UUID, company_name: str) -> tuple[str, ...]:
    """Whether the document is in a company of an archived connection, or may be: this would be another one."""
    found = elsewhere(tenant_id, kind, [record_id]).get(record_id)
    return (f"{found.sentence} Sending it makes another one in “{company_name}”.",) if found else ()


def history(tenant_id: UUID, kind: str, record_id: UUID) -> list[GenerationHistory]:
    """Every generation of the document, newest first, whatever company it went to."""
    generations = Generation.objects.of(tenant_id).filter(push__kind=kind, push__record_id=record_id)
    return [
        GenerationHistory(
            n=generation.n,
            request_id=generation.request_id,
            marker=generation.marker,
            payload=bytes(generation.payload).decode(),
            created_at=generation.created_at,
            outcome=generation.outcome,
            attempts=tuple(generation.attempts.order_by("started_at", "id")),
        )
        for generation in generations.order_by("-created_at", "-n")
    ]


@dataclass(frozen=True, slots=True)
class Outstanding:
    """The numbers of documents that are not settled with a company: `undecided` may be there, `unsent` are not."""

    undecided: list[str]
    unsent: list[str]


def outstanding(tenant_id: UUID, connection_id: UUID) -> Outstanding:
    """What to know before the connection is archived."""
    place = tenant_id, connection_id
    undecided = archiving.undecided(*place).values("record_id")
    unsent = archiving.unsent(*place).values("record_id")
    return Outstanding(state.numbers(*place, undecided), state.numbers(*place, unsent))


def queue_length(tenant_id: UUID, connection_id: UUID) -> int:
    """How many pushes are due or under way now; blocked ones do not count."""
    open_ones = Push.objects.of(tenant_id).filter(connection_id=connection_id, status__in=RUNNABLE)
    return open_ones.exclude(status="blocked").filter(next_attempt_at__lte=clock.now()).count()
