"""Customers and companies."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from nexos.crm import queries as crm
from nexos.kit.errors import NexosError
from nexos.quickbooks.mapping import parties
from nexos.quickbooks.mapping.models import How
from nexos.quickbooks.mapping.queries import creates_companies
from nexos.quickbooks.mapping.services.creation import create_companies_by_rule
from nexos.quickbooks.mapping.services.customer_pairs import CustomerPairs
from nexos.quickbooks.mapping.services.standings import LITTLE, compare_again, refresh
from nexos.quickbooks.mirror import queries as mirror


def link_customer(tenant_id: UUID, connection_id: UUID, customer_id: str, company_id: UUID, by: UUID | None) -> None:
    """Links by hand, `by` a user; the invoices that waited for it are released with it.

    Raises NotFound; GoneThere; Taken when one of the two is linked to another, naming both; ConnectionArchived.
    """
    CustomerPairs(tenant_id, connection_id).link(customer_id, company_id, How.BY_HAND, by)


def unlink_customer(tenant_id: UUID, connection_id: UUID, customer_id: str, by: UUID | None) -> None:
    """Undoes the link; what was shown because of it is held again. Raises NotLinked or ConnectionArchived."""
    CustomerPairs(tenant_id, connection_id).unlink(customer_id, by)


def accept(
    tenant_id: UUID, connection_id: UUID, pairs: Iterable[tuple[str, UUID]], by: UUID | None
) -> dict[str, NexosError | None]:
    """Links several suggestions (customer, company), some hundreds at most; each stands or falls alone: by customer,
    None or why it was refused."""
    return CustomerPairs(tenant_id, connection_id).link_many(pairs, How.BY_HAND, by)


def link_exact(tenant_id: UUID, connection_id: UUID) -> int:
    """Links every customer that is exactly one company both ways (see `matching`); returns how many."""
    if not crm.companies(tenant_id).exists():
        return 0  # as throughout a first pull
    exact = parties.exact(*parties.customer_matcher(tenant_id, connection_id))
    return CustomerPairs(tenant_id, connection_id).link_all(exact) if exact else 0


@dataclass(frozen=True, slots=True)
class CustomersSettled:
    """What was linked to a company that was there, and to one that was created for it."""

    linked: int
    created: int


def settle_customers(tenant_id: UUID, connection_id: UUID) -> CustomersSettled:
    """After a pull: links what is exact and, once a person has allowed it, creates companies for the customers that
    match none. Where they are many and nothing is to be created, comparing them is left to a job."""
    linked = link_exact(tenant_id, connection_id)
    creates = creates_companies(tenant_id, connection_id)
    if creates or mirror.customers(tenant_id, connection_id).count() <= LITTLE:
        refresh(tenant_id, connection_id)
    else:
        compare_again(tenant_id, connection_id)
    if not creates:
        return CustomersSettled(linked, 0)
    return CustomersSettled(linked, create_companies_by_rule(tenant_id, connection_id).made)
