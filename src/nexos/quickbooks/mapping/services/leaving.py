"""Customers, employees and vendors that stay without a partner because a person decided so."""

from typing import Any
from uuid import UUID

from nexos.quickbooks.mapping.models import Party
from nexos.quickbooks.mapping.pairs import Pairs
from nexos.quickbooks.mapping.services.customer_pairs import CustomerPairs
from nexos.quickbooks.mapping.services.employees import EmployeePairs
from nexos.quickbooks.mapping.services.vendors import VendorPairs

_PAIRS: dict[Party, type[Pairs[Any]]] = {
    Party.CUSTOMER: CustomerPairs,
    Party.EMPLOYEE: EmployeePairs,
    Party.VENDOR: VendorPairs,
}


def leave_unlinked(tenant_id: UUID, connection_id: UUID, party: Party, there_id: str, by: UUID) -> None:
    """No rule links them or makes a copy of them any more; a customer's invoices stay held. Twice changes nothing.

    Raises NotFound; GoneThere; Taken when they are linked; ConnectionArchived.
    """
    _PAIRS[party](tenant_id, connection_id).leave_unlinked(there_id, by)


def take_back(tenant_id: UUID, connection_id: UUID, party: Party, there_id: str) -> None:
    """They are to be decided again. Raises NotFound, NotLeftUnlinked or ConnectionArchived."""
    _PAIRS[party](tenant_id, connection_id).take_back(there_id)
