"""The rows of the page that maps customers to companies."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db.models import Count, QuerySet

from nexos.crm import queries as crm
from nexos.kit.money import Money
from nexos.quickbooks.mapping.models import CustomerLink, LeftUnlinked, Party, Standing
from nexos.quickbooks.mapping.states import NEEDS_YOU, RowState
from nexos.quickbooks.mirror import queries as mirror

Show = Literal[
    "todo",
    "all",
    "suggested",
    "conflict",
    "only_there",
    "only_here",
    "inactive",
    "linked",
    "left_unlinked",
    "with_parent",
]


@dataclass(frozen=True, slots=True)
class CustomerSide:
    """A QuickBooks customer as the page shows it; `parent_id` is empty for a top-level one, and `below` counts the
    customers under it."""

    id: str
    name: str
    email: str
    place: str
    active: bool
    parent_id: str
    below: int = 0


@dataclass(frozen=True, slots=True)
class CompanySide:
    """A company as the page shows it; `taken_by` names the customer it is linked to, where it is only suggested."""

    id: UUID
    name: str
    email: str
    taken_by: str = ""


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A pair, or half of one.

    Suggested and conflict rows carry `candidates` and the `reasons`; linked (and inactive) ones `how` they were linked;
    these and the ones left unlinked when that was decided and by whom. `held` counts the invoices that wait for this
    decision, those of sub-customers included, and `held_totals` is their sum per currency. `with_parent`: a
    sub-customer that goes with its parent and needs nothing.
    """

    state: RowState
    customer: CustomerSide | None
    company: CompanySide | None = None
    candidates: tuple[CompanySide, ...] = ()
    reasons: tuple[str, ...] = ()
    how: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    held: int = 0
    held_totals: tuple[Money, ...] = ()

    @property
    def name(self) -> str:
        """The name the row is found under: the company's, else the customer's."""
        return self.company.name if self.company else self.customer.name if self.customer else ""


def standings(tenant_id: UUID, connection_id: UUID, show: Show = "all", search: str = "") -> QuerySet[Standing]:
    """Decisions first, those with the most waiting invoices on top, then by name; sub-customers follow their parent.

    "todo" is what needs a person: conflicts, suggestions, customers nobody here is, and linked ones that are inactive
    in QuickBooks. `search` looks in names and email addresses of both sides.
    """
    found = Standing.objects.of(tenant_id).filter(connection_id=connection_id)
    if show == "todo":
        found = found.filter(settled=False, state__in=NEEDS_YOU)
    elif show != "all":
        found = found.filter(state=show)
    if text := search.strip().casefold():
        found = found.filter(text__contains=text)
    return found.order_by("settled", "-waiting", "rank", "name", "lead_id", "path")


def sure(tenant_id: UUID, connection_id: UUID) -> QuerySet[Standing]:
    """Those with one candidate, which nobody else claims, and the same name apart from an ending; in a fixed order."""
    return Standing.objects.of(tenant_id).filter(connection_id=connection_id, sure=True).order_by("id")


def creatable(tenant_id: UUID, connection_id: UUID) -> QuerySet[Standing]:
    """Those that resemble no company; in a fixed order."""
    return Standing.objects.of(tenant_id).filter(connection_id=connection_id, creatable=True).order_by("id")


def state_counts(tenant_id: UUID, connection_id: UUID, search: str = "") -> Counter[RowState]:
    """How many rows there are of each kind, or as far as they mention `search`."""
    found = standings(tenant_id, connection_id, search=search).order_by().values_list("state")
    return Counter({RowState(state): count for state, count in found.annotate(Count("id"))})


def customer_rows(tenant_id: UUID, connection_id: UUID, of: Iterable[Standing]) -> list[CustomerRow]:
    """The rows of a page of standings, in their order."""
    page = list(of)
    return _Page(tenant_id, connection_id, page).rows(page)


class _Page:
    """Both sides of the rows of one page, each kind read once."""

    def __init__(self, tenant_id: UUID, connection_id: UUID, page: Collection[Standing]) -> None:
        self._tenant_id, self._connection_id = tenant_id, connection_id
        ids = {row.customer_id for row in page if row.customer_id}
        self._customers = self._read_customers(ids)
        links = CustomerLink.objects.of(tenant_id).filter(connection_id=connection_id)
        left = LeftUnlinked.objects.of(tenant_id).filter(
            connection_id=connection_id, party=Party.CUSTOMER, qbo_id__in=ids
        )
        self._links = {link.customer_id: link for link in links.filter(customer_id__in=ids).select_related("linked_by")}
        self._left = {one.qbo_id: one for one in left.select_related("decided_by")}
        candidates = {UUID(id_) for row in page for id_ in row.candidates}
        taken = dict(links.filter(company_id__in=candidates).values_list("company_id", "customer_id"))
        self._taken_by = self._names(taken)
        self._companies = self._read_companies(candidates | {row.company_id for row in page if row.company_id})

    def rows(self, page: Iterable[Standing]) -> list[CustomerRow]:
        return [self._row(standing) for standing in page]

    def _row(self, standing: Standing) -> CustomerRow:
        link, left = self._links.get(standing.customer_id), self._left.get(standing.customer_id)
        decided_by = link.linked_by if link else left.decided_by if left else None
        company = self._companies.get(standing.company_id) if standing.company_id else None
        return CustomerRow(
            RowState(standing.state),
            self._customer(standing, company),
            company,
            tuple(self._companies[id_] for id_ in map(UUID, standing.candidates) if id_ in self._companies),
            tuple(standing.reasons),
            how=link.how if link else "",
            decided_by=decided_by.name if decided_by else "",
            decided_at=link.linked_at if link else left.decided_at if left else None,
            held=0 if standing.state == RowState.WITH_PARENT else standing.waiting,
            held_totals=tuple(Money.from_minor(minor, code) for code, minor in standing.waiting_totals.items()),
        )

    def _customer(self, standing: Standing, company: CompanySide | None) -> CustomerSide | None:
        if not standing.customer_id:
            return None
        deleted = CustomerSide(standing.customer_id, company.name if company else "", "", "", False, "")
        return self._customers.get(standing.customer_id, deleted)

    def _read_customers(self, ids: Collection[str]) -> dict[str, CustomerSide]:
        everybody = mirror.customers(self._tenant_id, self._connection_id, inactive=True)
        below = dict(everybody.filter(parent_id__in=ids).order_by().values_list("parent_id").annotate(Count("qbo_id")))
        rows = everybody.filter(qbo_id__in=ids).values_list(
            "qbo_id", "display_name", "email", "city", "region", "active", "parent_id"
        )
        return {
            id_: CustomerSide(
                id_, name, email, ", ".join(filter(None, (city, region))), active, parent_id, below.get(id_, 0)
            )
            for id_, name, email, city, region, active, parent_id in rows
        }

    def _read_companies(self, ids: Collection[UUID]) -> dict[UUID, CompanySide]:
        rows = crm.companies(self._tenant_id).filter(id__in=ids).values_list("id", "name", "email")
        return {id_: CompanySide(id_, name, email, self._taken_by.get(id_, "")) for id_, name, email in rows}

    def _names(self, customers: dict[UUID, str]) -> dict[UUID, str]:
        """The customers' names by the company each is linked to."""
        everybody = mirror.customers(self._tenant_id, self._connection_id, inactive=True)
        names = dict(everybody.filter(qbo_id__in=customers.values()).values_list("qbo_id", "display_name"))
        return {company_id: names.get(id_, "a deleted customer") for company_id, id_ in customers.items()}
