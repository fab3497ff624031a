"""Moving rows through the gate."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from nexos.quickbooks.mirror import bulk
from nexos.quickbooks.mirror.models import CreditMemo, Estimate, Invoice, Payment
from nexos.quickbooks.mirror.models.invoice import HELD, SHOWN


def assign_companies(tenant_id: UUID, connection_id: UUID, companies: Mapping[str, UUID | None]) -> int:
    """Gives the documents of these customers to a company, or holds them (None); however old they are, and
    in the caller's transaction. One UPDATE per company; returns how many invoices moved."""
    bulk.lock_writes(connection_id)
    by_company: defaultdict[UUID | None, list[str]] = defaultdict(list)
    for customer_id, company_id in companies.items():
        by_company[company_id].append(customer_id)
    others = [
        rows
        for model in (Payment, CreditMemo, Estimate)
        if (rows := model.objects.of(tenant_id).filter(connection_id=connection_id)).exists()
    ]
    moved = 0
    for company_id, customer_ids in by_company.items():
        mine = {"connection_id": connection_id, "customer_id__in": customer_ids}
        invoices = Invoice.objects.of(tenant_id).filter(**mine)
        # Shown and held ones are found through an index each, so they are asked for apart.
        moved += invoices.filter(SHOWN).exclude(company_id=company_id).update(company_id=company_id)
        if company_id is not None:
            moved += invoices.filter(HELD).update(company_id=company_id)
        for rows in others:
            rows.filter(customer_id__in=customer_ids).exclude(company_id=company_id).update(company_id=company_id)
    return moved
