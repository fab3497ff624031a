"""The rows of the page that maps customers to companies."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from nexos.crm import queries as crm
from nexos.kit.money import Money
from nexos.quickbooks.mapping import parties
from nexos.quickbooks.mapping.matching import Kind, Suggestion
from nexos.quickbooks.mapping.models import CustomerLink
from nexos.quickbooks.mirror import queries as mirror

Show = Literal["todo", "all", "suggested", "conflict", "only_there", "only_here", "inactive", "linked", "with_parent"]


class RowState(StrEnum):
    """What a row is about, in the order of the page."""

    CONFLICT = "conflict"
    SUGGESTED = "suggested"
    INACTIVE = "inactive"
    ONLY_THERE = "only_there"
    ONLY_HERE = "only_here"
    LINKED = "linked"
    WITH_PARENT = "with_parent"


NEEDS_YOU = frozenset({RowState.CONFLICT, RowState.SUGGESTED, RowState.INACTIVE, RowState.ONLY_THERE})
_STATE_OF = {
    Kind.EXACT: RowState.SUGGESTED,
    Kind.SIMILAR: RowState.SUGGESTED,
    Kind.AMBIGUOUS: RowState.CONFLICT,
    Kind.NONE: RowState.ONLY_THERE,
}


@dataclass(frozen=True, slots=True)
class CustomerSide:
    """A QuickBooks customer as the page shows it; `parent_id` is empty for a top-level one."""

    id: str
    name: str
    email: str
    place: str
    active: bool
    parent_id: str


@dataclass(frozen=True, slots=True)
class CompanySide:
    """A company as the page shows it."""

    id: UUID
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A pair, or half of one.

    Suggested and conflict rows carry `candidates` and the `reasons`; linked (and inactive) ones `how` they were linked,
    when and by whom. `held` counts the invoices that wait for this decision, those of sub-customers included, and
    `held_totals` is their sum per currency. `with_parent`: a sub-customer that goes with its parent and needs nothing.
    """

    state: RowState
    customer: CustomerSide | None
    company: CompanySide | None = None
    candidates: tuple[CompanySide, ...] = ()
    reasons: tuple[str, ...] = ()
    how: str = ""
    linked_by: str = ""
    linked_at: datetime | None = None
    held: int = 0
    held_totals: tuple[Money, ...] = ()

    @property
    def name(self) -> str:
        """The name the row is found under: the company's, else the customer's."""
        return self.company.name if self.company else self.customer.name if self.customer else ""


def customer_rows(tenant_id: UUID, connection_id: UUID, show: Show = "all", search: str = "") -> list[CustomerRow]:
    """Decisions first, those with the most waiting invoices on top, then by name; sub-customers follow their parent.

    "todo" is what needs a person: conflicts, suggestions, customers nobody here is, and linked ones that are inactive
    in QuickBooks. `search` looks in names and email addresses of both sides.
    """
    page = _Page(tenant_id, connection_id)
    rows = [
        *page.of_customers(),
        *page.of_deleted_customers(),
        *(page.only_here() if show in ("all", "only_here") else ()),
    ]
    wanted = NEEDS_YOU if show == "todo" else frozenset(RowState) if show == "all" else frozenset({RowState(show)})
    text = search.strip().casefold()
    rows = [row for row in rows if row.state in wanted and (not text or _mentions(row, text))]
    order = list(RowState)
    rows.sort(key=lambda row: (row.state not in NEEDS_YOU, -row.held, order.index(row.state), row.name.casefold()))
    return _children_after_parents(rows)


class _Page:
    """Everything the rows are made of, each kind read once."""

    def __init__(self, tenant_id: UUID, connection_id: UUID) -> None:
        rows = mirror.customers(tenant_id, connection_id, inactive=True).values_list(
            "qbo_id", "display_name", "email", "city", "region", "active", "parent_id"
        )
        self._customers = {
            id_: CustomerSide(id_, name, email, ", ".join(filter(None, (city, region))), active, parent_id)
            for id_, name, email, city, region, active, parent_id in rows
        }
        links = CustomerLink.objects.of(tenant_id).filter(connection_id=connection_id).select_related("linked_by")
        self._links = {link.customer_id: link for link in links}
        self._companies = {id_: CompanySide(id_, name, email) for id_, name, email in crm.names_and_emails(tenant_id)}
        open_ones, matcher = parties.customer_matcher(tenant_id, connection_id)
        self._suggestions = {party.id: matcher.suggestion(party) for party in open_ones}
        self._held = self._waiting(mirror.held_invoices(tenant_id, connection_id).by_customer)

    def of_customers(self) -> Iterable[CustomerRow]:
        for customer in self._customers.values():
            if link := self._links.get(customer.id):
                yield self._linked(customer, link)
            elif suggestion := self._suggestions.get(customer.id):
                yield self._open(customer, suggestion)
            elif customer.parent_id:
                yield CustomerRow(RowState.WITH_PARENT, customer)
            elif customer.id in self._held:  # inactive, but its invoices wait
                yield self._open(customer, Suggestion(Kind.NONE, customer.id))

    def of_deleted_customers(self) -> Iterable[CustomerRow]:
        """Links whose customer QuickBooks deleted: the company waits for another one."""
        for link in self._links.values():
            if link.customer_id not in self._customers:
                name = self._companies[link.company_id].name
                yield self._linked(CustomerSide(link.customer_id, name, "", "", False, ""), link)

    def only_here(self) -> Iterable[CustomerRow]:
        taken = {link.company_id for link in self._links.values()}
        return (
            CustomerRow(RowState.ONLY_HERE, None, side) for id_, side in self._companies.items() if id_ not in taken
        )

    def _linked(self, customer: CustomerSide, link: CustomerLink) -> CustomerRow:
        return CustomerRow(
            RowState.LINKED if customer.active else RowState.INACTIVE,
            customer,
            self._companies[link.company_id],
            how=link.how,
            linked_by=link.linked_by.name if link.linked_by else "",
            linked_at=link.linked_at,
        )

    def _open(self, customer: CustomerSide, suggestion: Suggestion) -> CustomerRow:
        held, totals = self._held.get(customer.id, (0, ()))
        return CustomerRow(
            _STATE_OF[suggestion.kind],
            customer,
            candidates=tuple(self._companies[id_] for id_ in suggestion.here_ids),
            reasons=suggestion.reasons,
            held=held,
            held_totals=totals,
        )

    def _waiting(self, held: Iterable[mirror.HeldCustomer]) -> dict[str, tuple[int, tuple[Money, ...]]]:
        """Held invoices by the top-level customer whose link would release them."""
        waiting: defaultdict[str, list[mirror.HeldCustomer]] = defaultdict(list)
        for one in held:
            waiting[self._top(one.customer_id)].append(one)
        return {top: (sum(one.count for one in ones), _sums(ones)) for top, ones in waiting.items()}

    def _top(self, customer_id: str) -> str:
        seen: set[str] = set()
        while customer_id not in seen and (customer := self._customers.get(customer_id)) and customer.parent_id:
            seen.add(customer_id)
            customer_id = customer.parent_id
        return customer_id


def _sums(held: Iterable[mirror.HeldCustomer]) -> tuple[Money, ...]:
    sums: dict[str, Money] = {}
    for one in held:
        currency = one.total.currency
        sums[currency] = sums.get(currency, Money.zero(currency)) + one.total
    return tuple(sums[currency] for currency in sorted(sums))


def _mentions(row: CustomerRow, text: str) -> bool:
    sides = (row.customer, row.company, *row.candidates)
    return any(text in side.name.casefold() or text in side.email.casefold() for side in sides if side)


def _children_after_parents(rows: list[CustomerRow]) -> list[CustomerRow]:
    """Each sub-customer right after its parent, where the parent is among the rows."""
    shown = {row.customer.id for row in rows if row.customer}
    children: defaultdict[str, list[CustomerRow]] = defaultdict(list)
    tops: list[CustomerRow] = []
    for row in rows:
        parent_id = row.customer.parent_id if row.customer else ""
        (children[parent_id] if parent_id in shown else tops).append(row)
    ordered: list[CustomerRow] = []
    stack = tops[::-1]
    while stack:
        row = stack.pop()
        ordered.append(row)
        if row.customer:
            stack.extend(reversed(children.pop(row.customer.id, [])))
    return ordered
