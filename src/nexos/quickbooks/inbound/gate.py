"""The gate: an invoice is shown once its customer, or the nearest of that customer's parents, is mapped to a company.

A sub-customer's invoices roll up to its parent's company unless it is mapped itself; so a link concerns everything
below the linked customer.
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from nexos.kit.events import listens
from nexos.quickbooks.mapping import parties
from nexos.quickbooks.mapping import queries as mapping
from nexos.quickbooks.mapping.events import CustomersLinked, CustomersUnlinked
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.gating import assign_companies

_MANY = 100


def companies_of(tenant_id: UUID, connection_id: UUID, customer_ids: Collection[str]) -> dict[str, UUID]:
    """The company each customer's documents belong to; customers whose documents are held are absent."""
    if len(customer_ids) > _MANY and not parties.linked_customers(tenant_id, connection_id):
        return {}  # as throughout a first pull
    found = mapping.company_of(tenant_id, connection_id, customer_ids)
    parents = mirror.ancestors(tenant_id, connection_id, set(customer_ids) - found.keys())
    above = {parent for line in parents.values() for parent in line}
    linked = mapping.company_of(tenant_id, connection_id, above) if above else {}
    for customer_id, line in parents.items():
        if nearest := next((linked[parent] for parent in line if parent in linked), None):
            found[customer_id] = nearest
    return found


def regate(tenant_id: UUID, connection_id: UUID, customer_ids: Iterable[str]) -> int:
    """Releases or holds the documents of these customers and of everyone below them, as the links now say; in the
    caller's transaction. Returns how many invoices moved."""
    family = mirror.descendants(tenant_id, connection_id, customer_ids)
    companies = companies_of(tenant_id, connection_id, family)
    return assign_companies(tenant_id, connection_id, {one: companies.get(one) for one in family})


@listens(CustomersLinked)
def release(fact: CustomersLinked) -> None:
    """What waited for these customers shows at once."""
    regate(fact.tenant_id, fact.connection_id, fact.customer_ids)


@listens(CustomersUnlinked)
def hold(fact: CustomersUnlinked) -> None:
    """What was shown for these customers is held again, or rolls up to a parent's company."""
    regate(fact.tenant_id, fact.connection_id, fact.customer_ids)
