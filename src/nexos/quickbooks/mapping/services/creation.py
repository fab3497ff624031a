"""Companies made from customers that match none: top-level active ones only, never sub-customers, jobs or projects."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import batched
from uuid import UUID

from django.db import transaction

from nexos.crm import services as crm
from nexos.crm.models import Company, Lifecycle, Origin
from nexos.kit.errors import InvalidInput
from nexos.quickbooks.mapping.models import CreationRule, How
from nexos.quickbooks.mapping.queries import company_of, creatable
from nexos.quickbooks.mapping.services.customer_pairs import CustomerPairs
from nexos.quickbooks.mapping.services.standings import refresh
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.models import Customer
from nexos.synclog.models import Outcome
from nexos.synclog.services import record

AT_ONCE = 100  # companies per transaction, so that none is long


class _SomebodyWasQuicker(Exception):
    """A customer was linked while its company was being made; what was made is undone with the transaction."""


@dataclass(frozen=True, slots=True)
class Created:
    """How many companies were created, and the QuickBooks names that could not become one (the sync log says why)."""

    companies: int
    refused: tuple[str, ...]


def create_missing_companies(
    tenant_id: UUID, connection_id: UUID, by: UUID, customer_ids: Collection[str] | None = None
) -> Created:
    """Makes and links a company for each customer that matches none, and from now on for new ones too.

    With `customer_ids`, for exactly these, whatever they resemble (a person has looked), and nothing changes for later
    ones; linked and ineligible ones among them are left out. Raises ConnectionArchived.
    """
    if customer_ids is not None:
        return _create(tenant_id, connection_id, customer_ids, by)
    set_creation(tenant_id, connection_id, True)
    refresh(tenant_id, connection_id)
    return create_companies_by_rule(tenant_id, connection_id, by)


def create_companies_by_rule(tenant_id: UUID, connection_id: UUID, by: UUID | None = None) -> Created:
    """For each customer that matched none when it was last compared."""
    unmatched = creatable(tenant_id, connection_id).values_list("customer_id", flat=True)
    return _create(tenant_id, connection_id, list(unmatched), by)


def set_creation(tenant_id: UUID, connection_id: UUID, create_companies: bool) -> None:
    """The tenant's rule for customers that match none."""
    CreationRule.objects.of(tenant_id).update_or_create(
        connection_id=connection_id,
        defaults={"create_companies": create_companies},
        create_defaults={"create_companies": create_companies, "tenant_id": tenant_id},
    )


def create_some(tenant_id: UUID, connection_id: UUID, customer_ids: Collection[str], by: UUID | None) -> dict[str, str]:
    """Makes and links companies for up to AT_ONCE customers in one transaction: by customer "" or why there is none
    (the sync log says it too). Linked and ineligible ones are left out.

    1. Who is still open is read, the companies are made and linked, all in one transaction.
    2. If one of them was linked by somebody else in between, everything is undone and done again without it.
    """
    while True:
        try:
            with transaction.atomic():
                return _make(tenant_id, connection_id, customer_ids, by)
        except _SomebodyWasQuicker:
            continue


def _make(tenant_id: UUID, connection_id: UUID, customer_ids: Collection[str], by: UUID | None) -> dict[str, str]:
    taken = company_of(tenant_id, connection_id, customer_ids)
    customers = [
        customer
        for customer in mirror.customers(tenant_id, connection_id).filter(qbo_id__in=customer_ids).defer("raw")
        if customer.qbo_id not in taken and not (customer.parent_id or customer.is_job or customer.is_project)
    ]
    entered = _companies_from(tenant_id, customers)
    made = {id_: one.id for id_, one in entered.items() if not isinstance(one, InvalidInput)}
    results = CustomerPairs(tenant_id, connection_id).link_many(made.items(), How.CREATED, by)
    if any(results.values()):
        raise _SomebodyWasQuicker
    refused = {customer: one for customer in customers if isinstance(one := entered[customer.qbo_id], InvalidInput)}
    for customer, problem in refused.items():
        _say_refused(tenant_id, customer, problem)
    return {id_: one.message if isinstance(one, InvalidInput) else "" for id_, one in entered.items()}


def _create(tenant_id: UUID, connection_id: UUID, customer_ids: Collection[str], by: UUID | None) -> Created:
    CustomerPairs(tenant_id, connection_id)  # refuses an archived connection before anything is done
    results: dict[str, str] = {}
    for some in batched(customer_ids, AT_ONCE):
        results |= create_some(tenant_id, connection_id, some, by)
    refused = [customer_id for customer_id, problem in results.items() if problem]
    names = mirror.customers(tenant_id, connection_id).filter(qbo_id__in=refused)
    return Created(len(results) - len(refused), tuple(names.values_list("display_name", flat=True)))


def _companies_from(tenant_id: UUID, customers: Iterable[Customer]) -> dict[str, Company | InvalidInput]:
    """QuickBooks is laxer than we are (an email may be any text): what we would refuse beside the name is left out."""
    fields = {customer.qbo_id: _details(customer) for customer in customers}
    entered: dict[str, Company | InvalidInput] = {}
    for _ in range(2):
        todo = {id_: one for id_, one in fields.items() if not isinstance(entered.get(id_), Company)}
        entered |= zip(todo, crm.enter_companies(tenant_id, todo.values(), origin=Origin.LEDGER), strict=True)
        for id_ in todo:
            if isinstance(refusal := entered[id_], InvalidInput):
                for field in refusal.fields.keys() - {"name"}:
                    fields[id_].pop(field, None)  # type: ignore[misc]
    return entered


def _details(customer: Customer) -> crm.Changes:
    return {
        "name": customer.display_name,
        "lifecycle": Lifecycle.CUSTOMER,
        "email": customer.email,
        "phone": customer.phone,
        "address_line1": customer.address_line1,
        "address_line2": customer.address_line2,
        "city": customer.city,
        "region": customer.region,
        "postal_code": customer.postal_code,
        "country": customer.country,
        "currency": customer.currency,
    }


def _say_refused(tenant_id: UUID, customer: Customer, problem: InvalidInput) -> None:
    record(
        tenant_id,
        "mapping",
        Outcome.FAILED,
        f"No company could be created from “{customer.display_name}”: {problem.message} Change it in QuickBooks, or "
        "create the company by hand and link it.",
        code="company_refused",
        record_kind="customer",
        record_id=customer.qbo_id,
        about=customer.display_name,
    )
