"""Companies made from customers that match none: top-level active ones only, never sub-customers, jobs or projects."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import batched
from uuid import UUID

from django.db import transaction

from nexos.crm import services as crm
from nexos.crm.models import Lifecycle, Origin
from nexos.kit.errors import InvalidInput
from nexos.quickbooks.mapping import parties
from nexos.quickbooks.mapping.errors import Taken
from nexos.quickbooks.mapping.matching import Kind
from nexos.quickbooks.mapping.models import CreationRule, How
from nexos.quickbooks.mapping.services.customer_pairs import CustomerPairs
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.models import Customer
from nexos.synclog.models import Outcome
from nexos.synclog.services import record

_AT_ONCE = 100  # companies per transaction, so that none is long


@dataclass(frozen=True, slots=True)
class Created:
    """How many companies were created, and the QuickBooks names that could not become one (the sync log says why)."""

    companies: int
    refused: tuple[str, ...]


def create_missing_companies(
    tenant_id: UUID, connection_id: UUID, by: UUID, customer_ids: Collection[str] | None = None
) -> Created:
    """Makes and links a company for each customer that matches none, and from now on for new ones too.

    With `customer_ids`, for exactly these, whatever they resemble (a person has looked), and nothing changes for later
    ones; linked and ineligible ones among them are left out. Raises ConnectionArchived.
    """
    open_ones, matcher = parties.customer_matcher(tenant_id, connection_id)
    if customer_ids is not None:
        return _create(tenant_id, connection_id, [one.id for one in open_ones if one.id in customer_ids], by)
    set_creation(tenant_id, connection_id, True)
    unmatched = [one.id for one in open_ones if matcher.suggestion(one).kind is Kind.NONE]
    return _create(tenant_id, connection_id, unmatched, by)


def create_companies_by_rule(tenant_id: UUID, connection_id: UUID) -> Created:
    """As a person's click does, after a pull."""
    open_ones, matcher = parties.customer_matcher(tenant_id, connection_id)
    unmatched = [one.id for one in open_ones if matcher.suggestion(one).kind is Kind.NONE]
    return _create(tenant_id, connection_id, unmatched, None)


def set_creation(tenant_id: UUID, connection_id: UUID, create_companies: bool) -> None:
    """The tenant's rule for customers that match none."""
    CreationRule.objects.of(tenant_id).update_or_create(
        connection_id=connection_id,
        defaults={"create_companies": create_companies},
        create_defaults={"create_companies": create_companies, "tenant_id": tenant_id},
    )


def _create(tenant_id: UUID, connection_id: UUID, customer_ids: Iterable[str], by: UUID | None) -> Created:
    links = CustomerPairs(tenant_id, connection_id)
    created, refused = 0, []
    for some in batched(customer_ids, _AT_ONCE):
        customers = mirror.customers(tenant_id, connection_id).filter(qbo_id__in=some).defer("raw")
        with transaction.atomic():
            for customer in customers:
                # Somebody may have linked the customer since we looked; then no company stays behind.
                with suppress(Taken), transaction.atomic():
                    company_id = _company_from(tenant_id, customer)
                    if company_id is None:
                        refused.append(customer.display_name)
                    else:
                        links.link(customer.qbo_id, company_id, How.CREATED, by)
                        created += 1
    return Created(created, tuple(refused))


def _company_from(tenant_id: UUID, customer: Customer) -> UUID | None:
    """QuickBooks is laxer than we are (an email may be any text): what we would refuse beside the name is left out."""
    details: crm.Details = {
        "lifecycle": Lifecycle.CUSTOMER,
        "email": customer.email,
        "phone": customer.phone,
        "address_line1": customer.address_line1,
        "address_line2": customer.address_line2,
        "city": customer.city,
        "region": customer.region,
        "postal_code": customer.postal_code,
        "country": customer.country,
        "currency": customer.currency,
    }
    for _ in range(2):
        try:
            return crm.create_company(tenant_id, name=customer.display_name, origin=Origin.LEDGER, **details).id
        except InvalidInput as refusal:
            problem = refusal
            for field in refusal.fields:
                details.pop(field, None)  # type: ignore[misc]
    record(
        tenant_id,
        "mapping",
        Outcome.FAILED,
        f"No company could be created from “{customer.display_name}”: {problem.message} Change it in QuickBooks, or "
        "create the company by hand and link it.",
        code="company_refused",
        record_kind="customer",
        record_id=customer.qbo_id,
        about=customer.display_name,
    )
    return None
