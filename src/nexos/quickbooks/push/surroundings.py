"""QuickBooks' side of a document before it exists: customer, items, lists and settings, from mapping and mirror."""

from collections.abc import Callable, Iterable
from uuid import UUID

from nexos.quickbooks.mapping import queries as mapping
from nexos.quickbooks.mapping.assigned import Classes, Locations, TaxCodes, Terms
from nexos.quickbooks.mapping.keys import DEFAULT
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.models import Class, Department, TaxCode, Term
from nexos.quickbooks.push.document import Books, Customer, InvoiceSource, Item, Reference, Surroundings

type _Listed = Class | Department | TaxCode | Term


def of_invoice(tenant_id: UUID, connection_id: UUID, source: InvoiceSource) -> Surroundings:
    """What the translation of `source` needs; what is missing is None or left out."""
    place = tenant_id, connection_id
    products = {line.product_id for line in source.lines if line.product_id is not None}
    terms = _active(*place, Terms.kind, mirror.term)
    locations = _active(*place, Locations.kind, mirror.department)
    return Surroundings(
        customer=_customer(*place, source.company_id),
        items=_items(*place, products),
        books=_books(*place),
        tax_codes=_assigned(*place, TaxCodes.kind, mirror.tax_code),
        term=terms.get(str((source.due_on - source.issued_on).days)),
        classes=_active(*place, Classes.kind, mirror.class_),
        location=locations.get(DEFAULT),
    )


def _customer(tenant_id: UUID, connection_id: UUID, company_id: UUID) -> Customer | None:
    customer_id = mapping.customer_of(tenant_id, connection_id, company_id)
    if customer_id is None:
        return None
    row = mirror.customer(tenant_id, connection_id, customer_id)
    active = row.active and row.deleted_at is None
    return Customer(row.qbo_id, row.fully_qualified_name or row.display_name, active, row.currency, row.tax_code_id)


def _items(tenant_id: UUID, connection_id: UUID, products: Iterable[UUID]) -> dict[UUID, Item]:
    found = {}
    for product_id, item_id in mapping.items_of(tenant_id, connection_id, products).items():
        row = mirror.item(tenant_id, connection_id, item_id)
        active = row.active and row.deleted_at is None
        found[product_id] = Item(row.qbo_id, row.fully_qualified_name or row.name, active)
    return found


def _assigned(
    tenant_id: UUID, connection_id: UUID, kind: str, read: Callable[[UUID, UUID, str], _Listed]
) -> dict[str, Reference]:
    """What of ours goes as which entry of a list, by our key."""
    found = {}
    for key, qbo_id in mapping.assigned(tenant_id, connection_id, kind).items():
        row = read(tenant_id, connection_id, qbo_id)
        found[key] = Reference(row.qbo_id, row.name, row.active and row.deleted_at is None)
    return found


def _active(
    tenant_id: UUID, connection_id: UUID, kind: str, read: Callable[[UUID, UUID, str], _Listed]
) -> dict[str, Reference]:
    """Without those QuickBooks would refuse: the document goes without them."""
    return {key: one for key, one in _assigned(tenant_id, connection_id, kind, read).items() if one.active}


def _books(tenant_id: UUID, connection_id: UUID) -> Books | None:
    preferences = mirror.preferences(tenant_id, connection_id)
    company = mirror.company_info(tenant_id, connection_id)
    if preferences is None or company is None:
        return None
    return Books(
        country=company.country,
        home_currency=preferences.home_currency,
        multi_currency=preferences.multi_currency,
        custom_numbers=preferences.custom_txn_numbers,
        sales_tax=preferences.sales_tax_enabled,
        automated_sales_tax=bool(preferences.automated_sales_tax),
        close_date=preferences.book_close_date,
        class_per_line=preferences.class_per_line,
        class_per_document=preferences.class_per_document,
    )
