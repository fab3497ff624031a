"""QuickBooks' side of a document before it exists: customer, items and settings, from mapping and mirror."""

from collections.abc import Iterable
from uuid import UUID

from nexos.quickbooks.mapping import queries as mapping
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.push.document import Books, Customer, InvoiceSource, Item, Surroundings


def of_invoice(tenant_id: UUID, connection_id: UUID, source: InvoiceSource) -> Surroundings:
    """What the translation of `source` needs; what is missing is None or left out."""
    products = {line.product_id for line in source.lines if line.product_id is not None}
    return Surroundings(
        customer=_customer(tenant_id, connection_id, source.company_id),
        items=_items(tenant_id, connection_id, products),
        books=_books(tenant_id, connection_id),
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
    )
