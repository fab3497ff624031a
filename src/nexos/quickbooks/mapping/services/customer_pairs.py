"""What is special about the links of customers."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import QuerySet

from nexos.crm import queries as crm
from nexos.kit.events import publish
from nexos.quickbooks.mapping.events import CustomersLinked, CustomersUnlinked
from nexos.quickbooks.mapping.models import CustomerLink, Party
from nexos.quickbooks.mapping.pairs import Pairs
from nexos.quickbooks.mapping.services.standings import show_open
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.models import Customer


class CustomerPairs(Pairs[CustomerLink]):
    """Customers there and companies here. Inactive customers may be linked: their invoices are still read."""

    model = CustomerLink
    party = Party.CUSTOMER
    there = "customer_id"
    here = "company_id"

    def one_there(self, there_id: str) -> Customer:
        return mirror.customer(self.tenant_id, self.connection_id, there_id)

    def all_there(self) -> QuerySet[Customer]:
        return mirror.customers(self.tenant_id, self.connection_id, inactive=True)

    def name_here(self, here_id: UUID) -> str:
        return crm.company(self.tenant_id, here_id).name

    def existing_here(self, here_ids: Collection[UUID]) -> set[UUID]:
        return set(crm.company_names(self.tenant_id, here_ids))

    def tell(self, there_ids: Sequence[str], *, linked: bool, by: UUID | None) -> None:
        fact = CustomersLinked if linked else CustomersUnlinked
        publish(fact(self.tenant_id, "person" if by else "rule", self.connection_id, tuple(there_ids)))

    def stands_open(self, there_id: str) -> None:
        show_open(self.tenant_id, self.connection_id, [there_id])
