"""What there is to decide about customers, counted."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from nexos.quickbooks.mapping import queries
from nexos.quickbooks.mapping.models import Bulk
from nexos.quickbooks.mapping.states import NEEDS_YOU, RowState


@dataclass(frozen=True)
class Decisions:
    """`sure` have one candidate each, that no other customer claims, and the same name apart from an ending.
    `creatable` resemble no company: one click makes their companies, unless that happens by itself already
    (`creates_by_itself`). `under_way` is what is being decided together now."""

    counts: Counter[RowState]
    sure: int
    creatable: int
    creates_by_itself: bool
    under_way: Bulk | None

    @property
    def todo(self) -> int:
        """How many need a person."""
        return sum(self.counts[state] for state in NEEDS_YOU)


def customers(tenant_id: UUID, connection_id: UUID, search: str = "") -> Decisions:
    """As it stands; `counts` as far as the names and addresses mention `search`."""
    return Decisions(
        queries.state_counts(tenant_id, connection_id, search),
        sure=queries.sure(tenant_id, connection_id).count(),
        creatable=queries.creatable(tenant_id, connection_id).count(),
        creates_by_itself=queries.creates_companies(tenant_id, connection_id),
        under_way=queries.bulk_under_way(tenant_id, connection_id),
    )
