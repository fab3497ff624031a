"""A company as QuickBooks knows it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexos.kit.errors import NotFound
from nexos.kit.money import Money
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.mapping import queries as mapping
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.state.open_url import open_url


@dataclass(frozen=True)
class CustomerThere:
    """The customer a company is linked to. `gone`: deleted, or merged into another. `balance` counts its sub-customers,
    of which there are `below`."""

    name: str
    active: bool
    gone: bool
    balance: Money
    below: int
    read_at: datetime
    open_url: str


def customer_there(tenant_id: UUID, company_id: UUID) -> CustomerThere | None:
    """None while the company is not linked, or nothing was ever connected."""
    connection = connections.current(tenant_id)
    linked = mapping.customer_of(tenant_id, connection.id, company_id) if connection else None
    if connection is None or linked is None:
        return None
    try:
        customer = mirror.customer(tenant_id, connection.id, linked)
    except NotFound:
        return None
    return CustomerThere(
        customer.fully_qualified_name or customer.display_name,
        customer.active,
        customer.deleted_at is not None,
        customer.balance_with_jobs,
        len(mirror.descendants(tenant_id, connection.id, [linked])) - 1,
        customer.read_at,
        open_url(connection.environment, "customer", linked),
    )
