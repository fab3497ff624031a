"""Where everybody stands: the rows of the customers' page, made from both sides, the links and the decisions."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from nexos.crm import queries as crm
from nexos.quickbooks.mapping import parties
from nexos.quickbooks.mapping.matching import Here, Matcher, There
from nexos.quickbooks.mapping.models import ORDERED_BY, Party, Standing
from nexos.quickbooks.mapping.states import NEEDS_YOU, RowState
from nexos.quickbooks.mapping.verdicts import Verdict, verdicts
from nexos.quickbooks.mirror import models as mirror_models
from nexos.quickbooks.mirror import queries as mirror


@dataclass(frozen=True, slots=True)
class Waiting:
    """Invoices that a customer's link would release; `totals` are minor units by currency."""

    count: int = 0
    totals: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer as its row needs it. `path` is its full name, which sorts a sub-customer behind its parent."""

    party: There
    path: str
    parent_id: str
    active: bool


def all_standings(tenant_id: UUID, connection_id: UUID) -> list[Standing]:
    """Every row as it should be now, not stored."""
    return list(_Everybody(tenant_id, connection_id).rows())


def linked_rows(tenant_id: UUID, connection_id: UUID, companies: Mapping[str, UUID]) -> list[Standing]:
    """The rows of these customers, each linked to its company."""
    place = tenant_id, connection_id
    here = _companies(tenant_id, companies.values())
    customers = _customers(_some(tenant_id, connection_id, companies))
    return [
        _row(
            place,
            RowState.LINKED if customer_id in customers and customers[customer_id].active else RowState.INACTIVE,
            customer_id,
            customers.get(customer_id),
            here[company_id],
        )
        for customer_id, company_id in companies.items()
    ]


def open_rows(
    tenant_id: UUID, connection_id: UUID, customer_ids: Collection[str], company_ids: Collection[UUID]
) -> list[Standing]:
    """The rows of these customers that could be linked, and of these companies, while nothing is compared."""
    place = tenant_id, connection_id
    left = parties.left_unlinked(tenant_id, connection_id, Party.CUSTOMER, customer_ids)
    state = {True: RowState.LEFT_UNLINKED, False: RowState.ONLY_THERE}
    customers = _customers(_some(tenant_id, connection_id, customer_ids))
    return [
        *(_row(place, state[id_ in left], id_, one) for id_, one in customers.items() if one.party.eligible),
        *(
            _row(place, RowState.ONLY_HERE, "", company=company)
            for company in _companies(tenant_id, company_ids).values()
        ),
    ]


class _Everybody:
    """Both sides whole, each kind of row read once."""

    def __init__(self, tenant_id: UUID, connection_id: UUID) -> None:
        self._place = tenant_id, connection_id
        self._customers = _customers(mirror.customers(tenant_id, connection_id, inactive=True))
        self._companies = {company.id: company for company in parties.companies(tenant_id)}
        self._links = parties.linked_customers(tenant_id, connection_id)
        self._left = parties.left_unlinked(tenant_id, connection_id, Party.CUSTOMER)
        self._waiting = self._families_waiting(mirror.held_invoices(tenant_id, connection_id).by_customer)
        self._verdicts = {verdict.there_id: verdict for verdict in self._judged()}

    def rows(self) -> Iterator[Standing]:
        leads: dict[str, Standing] = {}
        members = []
        for id_, customer in self._customers.items():
            if row := self._of_customer(customer):
                leads[id_] = row
                yield row
            elif customer.parent_id:
                members.append(customer)
        for customer in members:
            lead_id = self._lead(customer.party.id)
            yield self._member(customer, lead_id, leads.get(lead_id))
        for customer_id, company_id in self._links.items():
            if customer_id not in self._customers:  # QuickBooks deleted it: the company waits for another one
                yield self._row(RowState.INACTIVE, customer_id, company=self._companies[company_id])
        for company_id in self._companies.keys() - set(self._links.values()):
            yield self._row(RowState.ONLY_HERE, "", company=self._companies[company_id])

    def _judged(self) -> Iterator[Verdict]:
        everybody = {id_: customer.party for id_, customer in self._customers.items()}
        matcher = Matcher(everybody.values(), self._companies.values(), self._links)
        suggestions = [
            matcher.suggestion(party)
            for party in everybody.values()
            if party.eligible and party.id not in self._links and party.id not in self._left
        ]
        return verdicts(suggestions, everybody, self._companies)

    def _of_customer(self, customer: Customer) -> Standing | None:
        """The row of one that is linked or could be; None for one that goes with its parent or needs nothing."""
        id_ = customer.party.id
        if company_id := self._links.get(id_):
            state = RowState.LINKED if customer.active else RowState.INACTIVE
            return self._row(state, id_, customer, self._companies[company_id])
        if id_ in self._left:
            return self._row(RowState.LEFT_UNLINKED, id_, customer)
        if verdict := self._verdicts.get(id_):
            return self._open(customer, verdict)
        if not customer.parent_id and id_ in self._waiting:  # inactive, but its invoices wait
            return self._row(RowState.ONLY_THERE, id_, customer)
        return None

    def _open(self, customer: Customer, verdict: Verdict) -> Standing:
        row = self._row(verdict.state, customer.party.id, customer)
        row.reasons = [_sentence(reason) for reason in verdict.reasons]
        row.candidates = [str(company_id) for company_id in verdict.here_ids]
        row.text = _text(customer.party, *(self._companies[company_id] for company_id in verdict.here_ids))
        row.sure, row.creatable = verdict.sure, verdict.creatable
        return row

    def _member(self, customer: Customer, lead_id: str, lead: Standing | None) -> Standing:
        row = self._row(RowState.WITH_PARENT, customer.party.id, customer)
        row.lead_id, row.path = lead_id, customer.path.casefold()[:ORDERED_BY]
        if lead:
            row.settled, row.waiting, row.rank, row.name = lead.settled, lead.waiting, lead.rank, lead.name
        return row

    def _row(
        self, state: RowState, customer_id: str, customer: Customer | None = None, company: Here | None = None
    ) -> Standing:
        return _row(self._place, state, customer_id, customer, company, self._waiting.get(customer_id, Waiting()))

    def _families_waiting(self, held: Iterable[mirror.HeldCustomer]) -> dict[str, Waiting]:
        """Held invoices by the top-level customer whose link would release them."""
        counts: Counter[str] = Counter()
        totals: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for one in held:
            lead = self._lead(one.customer_id)
            counts[lead] += one.count
            totals[lead][one.total.currency] += one.total.minor
        return {lead: Waiting(count, dict(sorted(totals[lead].items()))) for lead, count in counts.items()}

    def _lead(self, customer_id: str) -> str:
        seen: set[str] = set()
        while customer_id not in seen and (customer := self._customers.get(customer_id)) and customer.parent_id:
            seen.add(customer_id)
            customer_id = customer.parent_id
        return customer_id


def _row(
    place: tuple[UUID, UUID],
    state: RowState,
    customer_id: str,
    customer: Customer | None = None,
    company: Here | None = None,
    waiting: Waiting = Waiting(),
) -> Standing:
    return Standing(
        tenant_id=place[0],
        connection_id=place[1],
        customer_id=customer_id,
        company_id=company.id if company else None,
        lead_id=customer_id,
        state=state.value,
        settled=state not in NEEDS_YOU,
        waiting=waiting.count,
        waiting_totals=waiting.totals,
        rank=state.rank,
        name=(company.name if company else customer.party.name if customer else "").casefold()[:ORDERED_BY],
        text=_text(*(side for side in (customer and customer.party, company) if side)),
    )


def _some(tenant_id: UUID, connection_id: UUID, customer_ids: Iterable[str]) -> QuerySet[mirror_models.Customer]:
    return mirror.customers(tenant_id, connection_id, inactive=True).filter(qbo_id__in=customer_ids)


def _customers(found: QuerySet[mirror_models.Customer]) -> dict[str, Customer]:
    rows = found.values_list(
        "qbo_id",
        "fully_qualified_name",
        "display_name",
        "email",
        "company_name",
        "active",
        "parent_id",
        "is_job",
        "is_project",
    )
    return {
        id_: Customer(
            There(id_, name, email, other, eligible=active and not (parent_id or is_job or is_project)),
            path or name,
            parent_id,
            active,
        )
        for id_, path, name, email, other, active, parent_id, is_job, is_project in rows
    }


def _companies(tenant_id: UUID, company_ids: Iterable[UUID]) -> dict[UUID, Here]:
    rows = crm.companies(tenant_id).filter(id__in=set(company_ids)).values_list("id", "name", "email")
    return {row[0]: Here(*row) for row in rows}


def _text(*sides: There | Here) -> str:
    return "\n".join(part.casefold() for side in sides for part in (side.name, side.email) if part)


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:]
