"""What is special about the links of customers."""

from collections.abc import Collection, Sequence
from uuid import UUID

from nexos.crm import queries as crm
from nexos.kit.events import publish
from nexos.quickbooks.mapping.errors import GoneThere
from nexos.quickbooks.mapping.events import CustomersLinked, CustomersUnlinked
from nexos.quickbooks.mapping.models import CustomerLink, Party
from nexos.quickbooks.mapping.pairs import Pairs
from nexos.quickbooks.mapping.services.standings import show_open
from nexos.quickbooks.mirror import queries as mirror


class CustomerPairs(Pairs[CustomerLink]):
    """Customers there and companies here. Inactive customers may be linked: their invoices are still read."""

    model = CustomerLink
    party = Party.CUSTOMER
    there = "customer_id"
    here = "company_id"

    def check_there(self, there_id: str) -> None:
        customer = mirror.customer(self.tenant_id, self.connection_id, there_id)
        if customer.deleted_at is not None:
            raise GoneThere(customer.display_name)

    def name_there(self, there_id: str) -> str:
        return mirror.customer(self.tenant_id, self.connection_id, there_id).display_name

    def name_here(self, here_id: UUID) -> str:
        return crm.company(self.tenant_id, here_id).name

    def existing_there(self, there_ids: Collection[str]) -> set[str]:
        found = mirror.customers(self.tenant_id, self.connection_id, inactive=True).filter(qbo_id__in=there_ids)
        return set(found.values_list("qbo_id", flat=True))

    def existing_here(self, here_ids: Collection[UUID]) -> set[UUID]:
        return set(crm.company_names(self.tenant_id, here_ids))

    def tell(self, there_ids: Sequence[str], *, linked: bool, by: UUID | None) -> None:
        fact = CustomersLinked if linked else CustomersUnlinked
        publish(fact(self.tenant_id, "person" if by else "rule", self.connection_id, tuple(there_ids)))

    def stands_open(self, there_id: str) -> None:
        show_open(self.tenant_id, self.connection_id, [there_id])
