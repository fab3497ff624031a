"""Customers that stay without a company because a person decided so."""

from uuid import UUID

from django.db import transaction

from nexos.kit import clock
from nexos.quickbooks.mapping.errors import NotLeftUnlinked, Taken
from nexos.quickbooks.mapping.models import LeftUnlinked
from nexos.quickbooks.mapping.queries import company_of
from nexos.quickbooks.mapping.services.customer_pairs import CustomerPairs
from nexos.quickbooks.mapping.services.standings import show_open


def leave_unlinked(tenant_id: UUID, connection_id: UUID, customer_id: str, by: UUID) -> None:
    """No rule links this customer or makes a company of it any more; its invoices stay held. Twice changes nothing.

    Raises NotFound; GoneThere; Taken when it is linked; ConnectionArchived.
    """
    pairs = CustomerPairs(tenant_id, connection_id)
    pairs.check_there(customer_id)
    with transaction.atomic():
        if company_id := company_of(tenant_id, connection_id, [customer_id]).get(customer_id):
            raise Taken(pairs.name_there(customer_id), pairs.name_here(company_id))
        LeftUnlinked.objects.of(tenant_id).get_or_create(
            connection_id=connection_id,
            customer_id=customer_id,
            defaults={"tenant_id": tenant_id, "decided_by_id": by, "decided_at": clock.now()},
        )
        show_open(tenant_id, connection_id, [customer_id])


def take_back(tenant_id: UUID, connection_id: UUID, customer_id: str) -> None:
    """The customer is to be decided again. Raises NotFound, NotLeftUnlinked or ConnectionArchived."""
    pairs = CustomerPairs(tenant_id, connection_id)
    with transaction.atomic():
        decisions = LeftUnlinked.objects.of(tenant_id).filter(connection_id=connection_id, customer_id=customer_id)
        if not decisions.delete()[0]:
            raise NotLeftUnlinked(pairs.name_there(customer_id))
        show_open(tenant_id, connection_id, [customer_id])
