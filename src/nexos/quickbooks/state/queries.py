"""Reads of where documents stand with QuickBooks."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.state import cards
from nexos.quickbooks.state.cards import Card
from nexos.quickbooks.state.elsewhere import Elsewhere, elsewhere
from nexos.quickbooks.state.invoice_list import VIEWS, InvoiceList, View, invoice_counts, invoice_list
from nexos.quickbooks.state.invoice_rows import InvoiceRow
from nexos.quickbooks.state.models import NEEDS_HAND, THERE, DocumentState, Status

__all__ = [
    "VIEWS",
    "Card",
    "Elsewhere",
    "InvoiceList",
    "InvoiceRow",
    "Link",
    "View",
    "card",
    "deleted_there",
    "delivered",
    "delivered_count",
    "documents",
    "invoice_counts",
    "invoice_list",
    "link",
    "needing_hand",
    "numbers",
    "record_of",
    "statuses",
]


@dataclass(frozen=True, slots=True)
class Link:
    """A document of ours and the one in QuickBooks; `gone`: voided or deleted there."""

    connection_id: UUID
    record_id: UUID
    qbo_id: str
    qbo_number: str
    gone: bool


def card(tenant_id: UUID, kind: str, record_id: UUID) -> Card:
    """What the document's page says about QuickBooks: the present company's state, "Not sent" where there is none, and
    to which archived company it went."""
    connection = connections.current(tenant_id)
    here = cards.for_record(tenant_id, connection.id, connection.environment, kind, record_id) if connection else None
    return cards.with_elsewhere(here or cards.not_sent(), elsewhere(tenant_id, kind, [record_id]).get(record_id))


def link(tenant_id: UUID, kind: str, record_id: UUID) -> Link | None:
    """The document in the present company that is this record; None while it is not there."""
    connection = connections.current(tenant_id)
    if connection is None:
        return None
    states = DocumentState.objects.of(tenant_id).filter(connection=connection, kind=kind, status__in=THERE)
    state = states.filter(record_id=record_id).first()
    if state is None:
        return None
    gone = state.status in (Status.VOIDED_THERE, Status.DELETED_THERE)
    return Link(connection.id, record_id, state.qbo_id, state.qbo_number, gone)


def record_of(tenant_id: UUID, connection_id: UUID, kind: str, qbo_id: str) -> UUID | None:
    """Our record that this document in QuickBooks is linked to."""
    states = DocumentState.objects.of(tenant_id).filter(connection_id=connection_id, kind=kind, qbo_id=qbo_id)
    return states.values_list("record_id", flat=True).first()


def numbers(tenant_id: UUID, connection_id: UUID, record_ids: QuerySet[Any, Any]) -> list[str]:
    """Our numbers of these records, in order."""
    states = DocumentState.objects.of(tenant_id).filter(connection_id=connection_id, record_id__in=record_ids)
    return list(states.order_by("number").values_list("number", flat=True))


def documents(tenant_id: UUID, connection_id: UUID) -> QuerySet[DocumentState]:
    """Every document of ours that was ever asked for in this company, an archived one's too; the newest first."""
    return DocumentState.objects.of(tenant_id).filter(connection_id=connection_id).order_by("-changed_at", "-id")


def delivered_count(tenant_id: UUID, connection_id: UUID) -> int:
    """How many documents of ours are in this company, or were."""
    return documents(tenant_id, connection_id).filter(status__in=THERE).count()


def delivered(tenant_id: UUID, connection_id: UUID, kind: str) -> QuerySet[DocumentState]:
    """Every document of a kind that the company has, or had."""
    states = DocumentState.objects.of(tenant_id).filter(connection_id=connection_id, kind=kind, status__in=THERE)
    return states.exclude(qbo_id="").order_by("id")


def deleted_there(tenant_id: UUID, connection_id: UUID, kind: str, record_id: UUID) -> bool:
    """Whether the document was in QuickBooks and somebody deleted it there."""
    states = DocumentState.objects.of(tenant_id).filter(connection_id=connection_id, kind=kind, record_id=record_id)
    return states.filter(status=Status.DELETED_THERE).exists()


def statuses(tenant_id: UUID, connection_id: UUID, kind: str) -> dict[str, int]:
    """How many documents of a kind stand where, for the dashboard; a status nobody is in is absent."""
    states = DocumentState.objects.of(tenant_id).filter(connection_id=connection_id, kind=kind)
    return dict(states.values_list("status").annotate(Count("id")).order_by("status"))


def needing_hand(tenant_id: UUID, connection_id: UUID, kind: str) -> QuerySet[DocumentState]:
    """The documents of a kind whose state does not end by itself."""
    states = DocumentState.objects.of(tenant_id).filter(connection_id=connection_id, kind=kind)
    return states.filter(status__in=NEEDS_HAND)
