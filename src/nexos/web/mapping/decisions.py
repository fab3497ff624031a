"""What there is to decide about customers: every row of the page, and what can be decided together."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from nexos.quickbooks.mapping.likeness import SAME_BUT_ENDING
from nexos.quickbooks.mapping.models import How
from nexos.quickbooks.mapping.queries import CustomerRow, creates_companies, customer_rows
from nexos.quickbooks.mapping.queries.customers import NEEDS_YOU, RowState

_SURE = frozenset({How.SAME_NAME.value, How.SAME_EMAIL.value, SAME_BUT_ENDING})


@dataclass(frozen=True)
class Decisions:
    """`sure` have one candidate each, that no other customer claims, and the same name apart from an ending.
    `creatable` resemble no company: one click makes their companies, unless that happens by itself already
    (`creates_by_itself`). `claims` counts the customers that a company is suggested for."""

    rows: list[CustomerRow]
    counts: Counter[RowState]
    sure: list[CustomerRow]
    creatable: list[CustomerRow]
    creates_by_itself: bool
    claims: Counter[UUID]
    children: Counter[str]

    @property
    def todo(self) -> int:
        """How many need a person."""
        return sum(self.counts[state] for state in NEEDS_YOU)


def customers(tenant_id: UUID, connection_id: UUID, search: str = "") -> Decisions:
    """As it stands, or as far as the names and addresses mention `search`."""
    rows = customer_rows(tenant_id, connection_id, "all", search)
    claims = Counter(candidate.id for row in rows for candidate in row.candidates)
    return Decisions(
        rows,
        Counter(row.state for row in rows),
        sure=[row for row in rows if _is_sure(row, claims)],
        creatable=[row for row in rows if _is_creatable(row)],
        creates_by_itself=creates_companies(tenant_id, connection_id),
        claims=claims,
        children=Counter(row.customer.parent_id for row in rows if row.customer and row.customer.parent_id),
    )


def _is_sure(row: CustomerRow, claims: Counter[UUID]) -> bool:
    return (
        row.state is RowState.SUGGESTED
        and len(row.candidates) == 1
        and claims[row.candidates[0].id] == 1
        and _SURE.issuperset(row.reasons)
    )


def _is_creatable(row: CustomerRow) -> bool:
    customer = row.customer
    return row.state is RowState.ONLY_THERE and customer is not None and customer.active and not customer.parent_id
