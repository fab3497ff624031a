"""The two mappings a person decides, in words and addresses; their pages are otherwise the same."""

from dataclasses import dataclass
from typing import Any

from nexos.kit.errors import NotFound
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.connection.models import Connection


@dataclass(frozen=True)
class Kind:
    """`here` and `there` name the two sides, and are the names of the posted fields; the rest are names of addresses.
    `for_there` is where a partner is chosen for one there, `for_here` the other way round. `holds_invoices`: invoices
    wait for these links."""

    here: str
    there: str
    pages: str
    link: str
    unlink: str
    for_there: str
    for_here: str
    create: str = ""
    holds_invoices: bool = False


CUSTOMERS = Kind(
    "company",
    "customer",
    pages="mapping-customers",
    link="link-customer",
    unlink="unlink-customer",
    for_there="mapping-customer",
    for_here="mapping-company",
    create="create-company-of-customer",
    holds_invoices=True,
)
EMPLOYEES = Kind(
    "user",
    "employee",
    pages="mapping-employees",
    link="link-employee",
    unlink="unlink-employee",
    for_there="mapping-employee",
    for_here="mapping-user",
)


def connection_of(request: Any) -> Connection:
    """The QuickBooks company that is mapped, connected or not. Raises NotFound before the first was."""
    connection = connections.current(request.tenant.id)
    if connection is None or not connection.realm_id:
        raise NotFound("No QuickBooks company was connected yet, so there is nothing to map. Connect one first.")
    return connection
