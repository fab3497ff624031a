"""What is special about the links of customers."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction

from nexos.crm import queries as crm
from nexos.kit.errors import NexosError
from nexos.kit.events import publish
from nexos.quickbooks.mapping.errors import GoneThere
from nexos.quickbooks.mapping.events import CustomersLinked, CustomersUnlinked
from nexos.quickbooks.mapping.models import CustomerLink, How
from nexos.quickbooks.mapping.pairs import Pairs
from nexos.quickbooks.mirror import queries as mirror


class CustomerPairs(Pairs[CustomerLink]):
    """Customers there and companies here. Inactive customers may be linked: their invoices are still read."""

    model = CustomerLink
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

    def tell(self, there_ids: Sequence[str], *, linked: bool, by: UUID | None) -> None:
        fact = CustomersLinked if linked else CustomersUnlinked
        publish(fact(self.tenant_id, "person" if by else "rule", self.connection_id, tuple(there_ids)))

    def link_many(self, pairs: Iterable[tuple[str, UUID]], how: How, by: UUID | None) -> dict[str, NexosError | None]:
        """Links these customers and companies, some hundreds at most: by customer None, or why it was refused.

        1. What nothing speaks against is inserted together, in one transaction with its fact.
        2. The rest, and what somebody else was quicker with, is tried one by one, each with its own refusal.
        """
        wanted = dict(pairs)
        together = self._unopposed(wanted)
        with transaction.atomic():
            rows = [self._row(customer_id, company_id, how, by) for customer_id, company_id in together.items()]
            self.model.objects.bulk_create(rows, ignore_conflicts=True)
            kept = self._links().filter(id__in=[row.id for row in rows])
            linked = set(kept.values_list("customer_id", flat=True))
            if linked:
                self.tell(sorted(linked), linked=True, by=by)
        return {
            customer_id: None if customer_id in linked else self._refusal(customer_id, company_id, how, by)
            for customer_id, company_id in wanted.items()
        }

    def _unopposed(self, wanted: dict[str, UUID]) -> dict[str, UUID]:
        """Those whose sides are there and free, each company once."""
        there = mirror.customers(self.tenant_id, self.connection_id, inactive=True).filter(qbo_id__in=wanted)
        customers = set(there.values_list("qbo_id", flat=True))
        companies = set(crm.company_names(self.tenant_id, wanted.values()))
        links = self._links()
        customers -= set(links.filter(customer_id__in=wanted).values_list("customer_id", flat=True))
        companies -= set(links.filter(company_id__in=wanted.values()).values_list("company_id", flat=True))
        free: dict[str, UUID] = {}
        for customer_id, company_id in wanted.items():
            if customer_id in customers and company_id in companies:
                companies.discard(company_id)
                free[customer_id] = company_id
        return free

    def _refusal(self, customer_id: str, company_id: UUID, how: How, by: UUID | None) -> NexosError | None:
        try:
            self.link(customer_id, company_id, how, by)
        except NexosError as refusal:
            return refusal
        return None
