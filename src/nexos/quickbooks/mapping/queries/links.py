"""Which record is which object, asked from either side."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from nexos.catalog import queries as catalog
from nexos.quickbooks.mapping.models import CreationRule, CustomerLink, EmployeeLink, ItemLink, Standing
from nexos.quickbooks.mapping.states import OPEN
from nexos.quickbooks.mirror import queries as mirror


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is linked, and how much could be and is not: top-level active customers, active employees, products."""

    customers_linked: int
    customers_open: int
    employees_linked: int
    employees_open: int
    products_linked: int
    products_open: int


@dataclass(frozen=True, slots=True)
class ToDecide:
    """Customers without a company and active employees without a user, those left alone on purpose not counted."""

    customers: int
    employees: int


@dataclass(frozen=True, slots=True)
class Dependents:
    """What is shown because a customer is linked, and would be held again without the link."""

    invoices: int
    payments: int


def company_of(tenant_id: UUID, connection_id: UUID, customer_ids: Iterable[str]) -> dict[str, UUID]:
    """The companies of those customers that are linked themselves; a parent's link is not looked for."""
    links = CustomerLink.objects.of(tenant_id).filter(connection_id=connection_id, customer_id__in=set(customer_ids))
    return dict(links.values_list("customer_id", "company_id"))


def customer_of(tenant_id: UUID, connection_id: UUID, company_id: UUID) -> str | None:
    """The QuickBooks id of the company's customer."""
    return customers_of(tenant_id, connection_id, [company_id]).get(company_id)


def customers_of(tenant_id: UUID, connection_id: UUID, company_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The QuickBooks ids of these companies' customers, as far as they are linked."""
    links = CustomerLink.objects.of(tenant_id).filter(connection_id=connection_id, company_id__in=set(company_ids))
    return dict(links.values_list("company_id", "customer_id"))


def employee_of(tenant_id: UUID, connection_id: UUID, user_id: UUID) -> str | None:
    """The QuickBooks id of the employee a user is."""
    links = EmployeeLink.objects.of(tenant_id).filter(connection_id=connection_id, user_id=user_id)
    return links.values_list("employee_id", flat=True).first()


def item_of(tenant_id: UUID, connection_id: UUID, product_id: UUID) -> str | None:
    """The QuickBooks id of the item a product is sold as."""
    return items_of(tenant_id, connection_id, [product_id]).get(product_id)


def items_of(tenant_id: UUID, connection_id: UUID, product_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The QuickBooks ids of the items these products are sold as, as far as they are linked."""
    links = ItemLink.objects.of(tenant_id).filter(connection_id=connection_id, product_id__in=set(product_ids))
    return dict(links.values_list("product_id", "item_id"))


def counts(tenant_id: UUID, connection_id: UUID) -> Counts:
    """For tabs and the dashboard."""
    links = CustomerLink.objects.of(tenant_id).filter(connection_id=connection_id)
    open_now = to_decide(tenant_id, connection_id)
    sold = ItemLink.objects.of(tenant_id).filter(connection_id=connection_id)
    products = catalog.products(tenant_id).filter(active=True)
    return Counts(
        customers_linked=links.count(),
        customers_open=open_now.customers,
        employees_linked=EmployeeLink.objects.of(tenant_id).filter(connection_id=connection_id).count(),
        employees_open=open_now.employees,
        products_linked=sold.count(),
        products_open=products.exclude(id__in=sold.values("product_id")).count(),
    )


def to_decide(tenant_id: UUID, connection_id: UUID) -> ToDecide:
    """For the menu: two counts, each from an index."""
    standings = Standing.objects.of(tenant_id).filter(connection_id=connection_id)
    linked = EmployeeLink.objects.of(tenant_id).filter(connection_id=connection_id).values("employee_id")
    return ToDecide(
        customers=standings.filter(settled=False, state__in=OPEN).count(),
        employees=mirror.employees(tenant_id, connection_id).exclude(qbo_id__in=linked).count(),
    )


def dependents(tenant_id: UUID, connection_id: UUID, customer_id: str) -> Dependents:
    """What undoing the customer's link would hold back; nothing when it is not linked."""
    company_id = company_of(tenant_id, connection_id, [customer_id]).get(customer_id)
    if company_id is None:
        return Dependents(0, 0)
    return Dependents(
        invoices=mirror.invoices(tenant_id, connection_id, company_id=company_id).count(),
        payments=mirror.payments(tenant_id, connection_id, company_id=company_id).count(),
    )


def creates_companies(tenant_id: UUID, connection_id: UUID) -> bool:
    """Whether a new customer without a match becomes a company by itself."""
    rules = CreationRule.objects.of(tenant_id).filter(connection_id=connection_id)
    return rules.filter(create_companies=True).exists()
