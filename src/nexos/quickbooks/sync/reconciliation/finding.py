"""What a check found, before it is a row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nexos.quickbooks.sync.reconciliation.document import Document
from nexos.quickbooks.sync.reconciliation.models import REPAIRABLE, Part, Why


@dataclass(frozen=True, slots=True)
class Finding:
    """See `models.Difference`."""

    part: Part
    why: Why
    sentence: str
    customer_id: str = ""
    customer_name: str = ""
    month: date | None = None
    entity: str = ""
    qbo_id: str = ""
    doc_number: str = ""
    record_id: UUID | None = None
    currency: str = ""
    here_minor: int | None = None
    there_minor: int | None = None

    @property
    def document(self) -> Document:
        """What it names; ("", "") for a sum."""
        return (self.entity, self.qbo_id) if self.qbo_id else ("", "")

    @property
    def repairable(self) -> bool:
        """Whether reading the document again settles it."""
        return self.why in REPAIRABLE and bool(self.qbo_id)

    @property
    def signature(self) -> tuple[object, ...]:
        """The same for the same difference in two checks."""
        about = (self.part, self.why, self.entity, self.qbo_id, self.customer_id, self.month)
        return (*about, self.here_minor, self.there_minor)


_ORDER = list(Why)
_PARTS = list(Part)


def sorted_once(findings: Iterable[Finding]) -> list[Finding]:
    """One finding per document, the one that can be settled first, in the order people should look at them."""
    ordered = sorted(findings, key=lambda one: (_ORDER.index(one.why), _PARTS.index(one.part)))
    named: dict[object, Finding] = {}
    for one in ordered:
        sum_of = (one.part, one.customer_id, one.month, one.entity, one.currency)
        # A document of another kind may be about several customers.
        key = sum_of if not one.qbo_id else (one.document, one.customer_id if one.why == Why.NOT_MIRRORED else "")
        named.setdefault(key, one)
    return sorted(
        named.values(),
        key=lambda one: (
            _ORDER.index(one.why),
            _PARTS.index(one.part),
            one.customer_name,
            one.entity,
            one.doc_number,
            one.qbo_id,
        ),
    )
