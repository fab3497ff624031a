"""The gate: an invoice is shown once its customer, or the nearest of that customer's parents, is mapped to a company.

A sub-customer's invoices roll up to its parent's company unless it is mapped itself; so a link concerns everything
below the linked customer.
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from nexos.kit.events import listens
from nexos.quickbooks.mapping import queries as mapping
from nexos.quickbooks.mapping.events import CustomersLinked, CustomersUnlinked
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.gating import assign_companies


def companies_of(tenant_id: UUID, connection_id: UUID, customer_ids: Collection[str]) -> dict[str, UUID]:
    """The company each customer's documents belong to; customers whose documents are held are absent."""
    parents = mirror.ancestors(tenant_id, connection_id, customer_ids)
    family = {*customer_ids, *(parent for line in parents.values() for parent in line)}
    linked = mapping.company_of(tenant_id, connection_id, family)
    found = {}
    for customer_id in customer_ids:
        line = [customer_id, *parents.get(customer_id, ())]
        company = next((linked[one] for one in line if one in linked), None)
        if company is not None:
            found[customer_id] = company
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
