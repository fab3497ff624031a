"""Keeping the rows of the customers' page true.

1. A link or its undoing changes the rows of the two at once, in the same transaction (`show_linked`, `show_open`).
2. What follows for others (whom else that company was suggested for, who resembles a new one) waits for `refresh`:
   every such change makes the connection due for it, and a pull ends with it.
3. A refresh writes what it read a moment ago, so it may undo a row of step 1 that came in between. That change made the
   connection due again after it, and the refresh that follows sees it.
"""

from collections.abc import Collection, Iterable
from datetime import timedelta
from itertools import batched
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from nexos.kit import clock
from nexos.kit.jobs.due import due
from nexos.quickbooks.mapping.models import CustomerLink, Standing
from nexos.quickbooks.mapping.standings import all_standings, linked_rows, open_rows
from nexos.quickbooks.mapping.states import RowState

COMPARE = "mapping.compare"
LITTLE = 2000
"""Customers, or rows, that are compared while somebody waits; more are compared in a job."""
_AT_ONCE = 500  # rows per transaction, so that none is long
_A_MOMENT = timedelta(seconds=2)
_DERIVED = (
    "lead_id", "state", "settled", "waiting", "rank", "name", "path", "text", "waiting_totals", "candidates", "reasons",
    "sure", "creatable",
)  # fmt: skip


def refresh(tenant_id: UUID, connection_id: UUID) -> int:
    """Compares everybody with everybody and stores what is different now; returns how many rows that was."""
    stored = {
        (customer_id, company_id): (id_, derived)
        for id_, customer_id, company_id, *derived in _standings(tenant_id, connection_id).values_list(
            "id", "customer_id", "company_id", *_DERIVED
        )
    }
    changes: list[tuple[UUID | None, Standing | None]] = []
    for row in all_standings(tenant_id, connection_id):
        id_, derived = stored.pop((row.customer_id, row.company_id), (None, None))
        if derived != [getattr(row, name) for name in _DERIVED]:
            changes.append((id_, row))
    # What is left has no row any more. It goes first: its customer or company may stand elsewhere now.
    changes[:0] = [(id_, None) for id_, _ in stored.values()]
    for some in batched(changes, _AT_ONCE):
        _replace(tenant_id, connection_id, [id_ for id_, _ in some if id_], [row for _, row in some if row])
    return len(changes)


def compare_again(tenant_id: UUID, connection_id: UUID) -> None:
    """Makes the connection due for a refresh a moment later, so that many changes share one; in the caller's
    transaction."""
    due(COMPARE, tenant_id, connection_id, clock.now() + _A_MOMENT)


def show_linked(tenant_id: UUID, connection_id: UUID, customer_ids: Collection[str]) -> None:
    """These customers have a company now."""
    links = CustomerLink.objects.of(tenant_id).filter(connection_id=connection_id, customer_id__in=customer_ids)
    companies = dict(links.values_list("customer_id", "company_id"))
    rows = linked_rows(tenant_id, connection_id, companies)
    standings = _standings(tenant_id, connection_id)
    old = [
        *standings.filter(customer_id__in=customer_ids).values_list("id", flat=True),
        *standings.filter(customer_id="", company_id__in=companies.values()).values_list("id", flat=True),
    ]
    _replace(tenant_id, connection_id, old, rows)
    _family_follows(tenant_id, connection_id, rows)
    compare_again(tenant_id, connection_id)


def show_open(tenant_id: UUID, connection_id: UUID, customer_ids: Collection[str]) -> None:
    """These customers have no company (any more), and what they resemble is found out with the next refresh."""
    standings = _standings(tenant_id, connection_id).filter(customer_id__in=customer_ids)
    old = dict(standings.values_list("id", "company_id"))
    rows = open_rows(tenant_id, connection_id, customer_ids, {company for company in old.values() if company})
    _replace(tenant_id, connection_id, list(old), rows)
    _family_follows(tenant_id, connection_id, rows)
    compare_again(tenant_id, connection_id)


def _standings(tenant_id: UUID, connection_id: UUID) -> QuerySet[Standing]:
    return Standing.objects.of(tenant_id).filter(connection_id=connection_id)


def _replace(tenant_id: UUID, connection_id: UUID, old: Collection[UUID], rows: Iterable[Standing]) -> None:
    """Another refresh may write the same row in the same instant; either will do."""
    with transaction.atomic():
        _standings(tenant_id, connection_id).filter(id__in=old).delete()
        Standing.objects.of(tenant_id).bulk_create(rows, ignore_conflicts=True)


def _family_follows(tenant_id: UUID, connection_id: UUID, leads: Iterable[Standing]) -> None:
    """Sub-customers that go with these stand where they stand."""
    members = _standings(tenant_id, connection_id).filter(state=RowState.WITH_PARENT)
    stand_now = {lead.customer_id: lead for lead in leads if lead.customer_id}
    with_members = members.filter(lead_id__in=stand_now).values_list("lead_id", flat=True).distinct()
    for lead in [stand_now[lead_id] for lead_id in with_members.order_by()]:
        members.filter(lead_id=lead.customer_id).update(
            settled=lead.settled, waiting=lead.waiting, rank=lead.rank, name=lead.name
        )
