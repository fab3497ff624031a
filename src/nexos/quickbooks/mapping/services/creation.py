"""Companies made from customers that match none: top-level active ones only, never sub-customers, jobs or projects."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from nexos.crm import services as crm
from nexos.crm.models import Company, Lifecycle, Origin
from nexos.kit.errors import InvalidInput
from nexos.quickbooks.mapping.archived import refuse_archived
from nexos.quickbooks.mapping.models import CreationRule
from nexos.quickbooks.mapping.queries import creatable
from nexos.quickbooks.mapping.services.copying import Copies, Created
from nexos.quickbooks.mapping.services.customer_pairs import CustomerPairs
from nexos.quickbooks.mapping.services.standings import refresh
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.models import Customer


class CompanyCopies(Copies[Customer, Company]):
    """Companies of customers."""

    noun = "company"
    pairs = CustomerPairs

    def open_ones(self, there_ids: Collection[str]) -> Sequence[Customer]:
        found = mirror.customers(self.tenant_id, self.connection_id).filter(qbo_id__in=there_ids).defer("raw")
        return [one for one in found if not (one.parent_id or one.is_job or one.is_project)]

    def details(self, one: Customer) -> dict[str, Any]:
        return {
            "name": one.display_name,
            "lifecycle": Lifecycle.CUSTOMER,
            "email": one.email,
            "phone": one.phone,
            "address_line1": one.address_line1,
            "address_line2": one.address_line2,
            "city": one.city,
            "region": one.region,
            "postal_code": one.postal_code,
            "country": one.country,
            "currency": one.currency,
        }

    def enter(self, fields: Iterable[Mapping[str, Any]]) -> Sequence[Company | InvalidInput]:
        return crm.enter_companies(self.tenant_id, cast(Iterable[crm.Changes], fields), origin=Origin.LEDGER)


def create_missing_companies(
    tenant_id: UUID, connection_id: UUID, by: UUID, customer_ids: Collection[str] | None = None
) -> Created:
    """Makes and links a company for each customer that matches none, and from now on for new ones too.

    With `customer_ids`, for exactly these, whatever they resemble (a person has looked), and nothing changes for later
    ones; linked and ineligible ones among them are left out. Raises ConnectionArchived.
    """
    if customer_ids is not None:
        return CompanyCopies(tenant_id, connection_id).create(customer_ids, by)
    set_creation(tenant_id, connection_id, create_companies=True)
    refresh(tenant_id, connection_id)
    return create_companies_by_rule(tenant_id, connection_id, by)


def create_companies_by_rule(tenant_id: UUID, connection_id: UUID, by: UUID | None = None) -> Created:
    """For each customer that matched none when it was last compared."""
    unmatched = creatable(tenant_id, connection_id).values_list("customer_id", flat=True)
    return CompanyCopies(tenant_id, connection_id).create(list(unmatched), by)


def set_creation(tenant_id: UUID, connection_id: UUID, **rules: bool) -> None:
    """The tenant's rules for who matches none: `create_companies`, `create_vendors`; what is not named stays.

    Raises ConnectionArchived.
    """
    refuse_archived(tenant_id, connection_id)
    CreationRule.objects.of(tenant_id).update_or_create(
        connection_id=connection_id, defaults=rules, create_defaults={**rules, "tenant_id": tenant_id}
    )
