"""Vendors, accounts, terms, tax, classes and departments: what documents refer to."""

from uuid import UUID

from django.db.models import Q, QuerySet

from nexos.quickbooks.mirror.models import Account, Class, Department, TaxCode, TaxRate, Term, Vendor
from nexos.quickbooks.mirror.queries.rows import live, one


def vendors(tenant_id: UUID, connection_id: UUID, search: str = "", *, inactive: bool = False) -> QuerySet[Vendor]:
    """By name; `search` looks in names and email."""
    found = live(Vendor, tenant_id, connection_id)
    if not inactive:
        found = found.filter(active=True)
    if search:
        found = found.filter(
            Q(display_name__icontains=search) | Q(company_name__icontains=search) | Q(email__icontains=search)
        )
    return found.order_by("display_name", "qbo_id")


def vendor(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> Vendor:
    """An inactive or deleted one too. Raises NotFound."""
    return one(Vendor, tenant_id, connection_id, qbo_id, "vendor")


def accounts(
    tenant_id: UUID, connection_id: UUID, search: str = "", *, types: tuple[str, ...] = (), inactive: bool = False
) -> QuerySet[Account]:
    """By full name, only of these types ("Income", …) if any are given; `search` looks in name and number."""
    found = live(Account, tenant_id, connection_id)
    if types:
        found = found.filter(type__in=types)
    if not inactive:
        found = found.filter(active=True)
    if search:
        found = found.filter(Q(fully_qualified_name__icontains=search) | Q(number__icontains=search))
    return found.order_by("fully_qualified_name", "qbo_id")


def account(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> Account:
    """An inactive or deleted one too. Raises NotFound."""
    return one(Account, tenant_id, connection_id, qbo_id, "account")


def terms(tenant_id: UUID, connection_id: UUID, *, inactive: bool = False) -> QuerySet[Term]:
    """By name."""
    return _listed(Term, tenant_id, connection_id, inactive).order_by("name", "qbo_id")


def term(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> Term:
    """An inactive or deleted one too. Raises NotFound."""
    return one(Term, tenant_id, connection_id, qbo_id, "term")


def tax_codes(tenant_id: UUID, connection_id: UUID, *, inactive: bool = False) -> QuerySet[TaxCode]:
    """By name, the pseudo codes TAX and NON of US companies among them."""
    return _listed(TaxCode, tenant_id, connection_id, inactive).order_by("name", "qbo_id")


def tax_code(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> TaxCode:
    """An inactive or removed one too. Raises NotFound."""
    return one(TaxCode, tenant_id, connection_id, qbo_id, "tax code")


def tax_rates(tenant_id: UUID, connection_id: UUID) -> dict[str, TaxRate]:
    """Every tax rate that is not removed, inactive ones too, by its Id: a document may still use it."""
    return {rate.qbo_id: rate for rate in live(TaxRate, tenant_id, connection_id)}


def classes(tenant_id: UUID, connection_id: UUID, *, inactive: bool = False) -> QuerySet[Class]:
    """By full name."""
    return _listed(Class, tenant_id, connection_id, inactive).order_by("fully_qualified_name", "qbo_id")


def departments(tenant_id: UUID, connection_id: UUID, *, inactive: bool = False) -> QuerySet[Department]:
    """The "locations", by full name."""
    return _listed(Department, tenant_id, connection_id, inactive).order_by("fully_qualified_name", "qbo_id")


def class_(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> Class:
    """An inactive or deleted one too. Raises NotFound."""
    return one(Class, tenant_id, connection_id, qbo_id, "class")


def department(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> Department:
    """An inactive or deleted one too. Raises NotFound."""
    return one(Department, tenant_id, connection_id, qbo_id, "location")


def _listed[R: (Term, TaxCode, Class, Department)](
    model: type[R], tenant_id: UUID, connection_id: UUID, inactive: bool
) -> QuerySet[R]:
    found = live(model, tenant_id, connection_id)
    return found if inactive else found.filter(active=True)
