"""Where documents went before the tenant started afresh: to the company of an archived connection."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexos.kit.money import Money
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.state.models import THERE, DocumentState, Status
from nexos.quickbooks.state.open_url import open_url
from nexos.quickbooks.state.words import Badge

IN_DOUBT = (Status.IN_FLIGHT, Status.UNKNOWN, Status.NEEDS_PERSON, Status.NEEDS_RECONNECT)
"""What a document still says whose connection was archived before anybody knew whether it had arrived."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A document of ours in the company of an archived connection; `sent` is False where it only may be there.
    `number` is the one it has there, `total` QuickBooks' figure, `open_url` empty unless it is there still."""

    connection_id: UUID
    company_name: str
    sent: bool
    qbo_id: str
    number: str
    total: Money | None
    sent_at: datetime | None
    sent_by: str
    open_url: str

    @property
    def badge(self) -> Badge:
        """What lists show in place of "Not sent"."""
        if self.sent:
            return Badge("off", "box", f"Sent to {self.company_name}", plain=True)
        return Badge("wait", "search", f"May be in {self.company_name}")

    @property
    def sentence(self) -> str:
        """What happened, and that nothing follows from it by itself."""
        if self.sent:
            as_number = f" as {self.number}" if self.number else ""
            return f"It was sent to “{self.company_name}”{as_number}, a connection that is archived now."
        return f"It may be in “{self.company_name}”: that connection was archived before we knew."


def elsewhere(tenant_id: UUID, kind: str, record_ids: Collection[UUID]) -> dict[UUID, Elsewhere]:
    """Those of the records that an archived connection sent, or may have sent; to the last one where it was several."""
    archived = connections.archived_ids(tenant_id)
    if not (archived and record_ids):
        return {}
    states = DocumentState.objects.of(tenant_id).filter(
        connection__in=archived, kind=kind, record_id__in=record_ids, status__in=(*THERE, *IN_DOUBT)
    )
    return {state.record_id: _of(state) for state in states.select_related("connection").order_by("changed_at", "id")}


def _of(state: DocumentState) -> Elsewhere:
    total = None if state.remote_total_minor is None else Money.from_minor(state.remote_total_minor, state.currency)
    still_there = state.status in THERE and state.status != Status.DELETED_THERE
    return Elsewhere(
        connection_id=state.connection_id,
        company_name=state.connection.company_name,
        sent=state.status in THERE,
        qbo_id=state.qbo_id,
        number=state.qbo_number,
        total=total,
        sent_at=state.sent_at,
        sent_by=state.sent_by,
        open_url=open_url(state.connection.environment, state.kind, state.qbo_id) if still_there else "",
    )
