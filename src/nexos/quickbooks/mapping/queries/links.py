"""Which record is which object, asked from either side."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from nexos.catalog import queries as catalog
from nexos.quickbooks.mapping.assigned import KINDS, Assigned
from nexos.quickbooks.mapping.models import (
    CreationRule,
    CustomerLink,
    EmployeeLink,
    ItemLink,
    LeftUnlinked,
    Party,
    Standing,
    VendorLink,
)
from nexos.quickbooks.mapping.states import OPEN
from nexos.quickbooks.mirror import queries as mirror


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is linked, and how much could be and is not: top-level active customers, active employees, active
    vendors there; products here. Contractors count as linked employees."""

    customers_linked: int
    customers_open: int
    employees_linked: int
    employees_open: int
    vendors_linked: int
    vendors_open: int
    products_linked: int
    products_open: int

    @property
    def linked(self) -> int:
        """All together."""
        return self.customers_linked + self.employees_linked + self.vendors_linked + self.products_linked


@dataclass(frozen=True, slots=True)
class ToDecide:
    """Customers without a company, active employees without a user and active vendors without one of ours, those left
    alone on purpose not counted; and by kind what of ours goes as nothing yet although something waits for it."""

    customers: int
    employees: int
    vendors: int
    assignments: Mapping[str, int]

    @property
    def total(self) -> int:
        """All together."""
        return self.customers + self.employees + self.vendors + sum(self.assignments.values())


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
    return links.exclude(employee_id="").values_list("employee_id", flat=True).first()


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
        vendors_linked=VendorLink.objects.of(tenant_id).filter(connection_id=connection_id).count(),
        vendors_open=open_now.vendors,
        products_linked=sold.count(),
        products_open=products.exclude(id__in=sold.values("product_id")).count(),
    )


def contractor_of(tenant_id: UUID, connection_id: UUID, user_id: UUID) -> str | None:
    """The QuickBooks id of the vendor that a user, a contractor, is."""
    links = EmployeeLink.objects.of(tenant_id).filter(connection_id=connection_id, user_id=user_id)
    return links.exclude(vendor_id="").values_list("vendor_id", flat=True).first()


def vendors_of(tenant_id: UUID, connection_id: UUID, vendor_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The QuickBooks ids of these vendors of ours, as far as they are linked."""
    links = VendorLink.objects.of(tenant_id).filter(connection_id=connection_id, vendor_id__in=set(vendor_ids))
    return dict(links.values_list("vendor_id", "qbo_id"))


def to_decide(tenant_id: UUID, connection_id: UUID) -> ToDecide:
    """For the menu: counts, each from an index or a short list."""
    place = tenant_id, connection_id
    standings = Standing.objects.of(tenant_id).filter(connection_id=connection_id)
    employees = EmployeeLink.objects.of(tenant_id).filter(connection_id=connection_id)
    vendors = VendorLink.objects.of(tenant_id).filter(connection_id=connection_id)
    return ToDecide(
        customers=standings.filter(settled=False, state__in=OPEN).count(),
        employees=mirror.employees(*place)
        .exclude(qbo_id__in=employees.values("employee_id"))
        .exclude(qbo_id__in=_left(*place, Party.EMPLOYEE))
        .count(),
        vendors=mirror.vendors(*place)
        .exclude(qbo_id__in=vendors.values("qbo_id"))
        .exclude(qbo_id__in=_left(*place, Party.VENDOR))
        .count(),
        assignments={name: kind.open_count() for name, kind in _kinds(*place) if kind.needed()},
    )


def open_assignments(tenant_id: UUID, connection_id: UUID) -> dict[str, int]:
    """By kind how many of ours go as nothing yet, whether anything waits for them or not."""
    return {name: kind.open_count() for name, kind in _kinds(tenant_id, connection_id)}


def _kinds(tenant_id: UUID, connection_id: UUID) -> Iterator[tuple[str, Assigned]]:
    return ((name, kind(tenant_id, connection_id)) for name, kind in KINDS.items())


def _left(tenant_id: UUID, connection_id: UUID, party: Party) -> QuerySet[LeftUnlinked, str]:
    left = LeftUnlinked.objects.of(tenant_id).filter(connection_id=connection_id, party=party)
    return left.values_list("qbo_id", flat=True)


def creates_companies(tenant_id: UUID, connection_id: UUID) -> bool:
    """Whether a new customer without a match becomes a company by itself."""
    rules = CreationRule.objects.of(tenant_id).filter(connection_id=connection_id)
    return rules.filter(create_companies=True).exists()


def creates_vendors(tenant_id: UUID, connection_id: UUID) -> bool:
    """Whether a new vendor without a match becomes one here by itself."""
    rules = CreationRule.objects.of(tenant_id).filter(connection_id=connection_id)
    return rules.filter(create_vendors=True).exists()
