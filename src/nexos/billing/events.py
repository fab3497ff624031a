"""What others may want to know about invoices, and what they may object to."""

from dataclasses import dataclass
from uuid import UUID

from nexos.kit.events import Fact, Question


@dataclass(frozen=True, slots=True)
class InvoiceIssued(Fact):
    """An invoice has its number, and its lines are frozen."""

    invoice_id: UUID


@dataclass(frozen=True, slots=True)
class InvoiceChanged(Fact):
    """Memo or due date of an issued invoice are different now."""

    invoice_id: UUID


@dataclass(frozen=True, slots=True)
class InvoiceVoided(Fact):
    """An issued invoice is void; what it billed is free again."""

    invoice_id: UUID


@dataclass(frozen=True, slots=True)
class MayVoid(Question):
    """Somebody is about to void an issued invoice."""

    invoice_id: UUID
