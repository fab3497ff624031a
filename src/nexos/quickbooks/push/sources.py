"""Our side of a document, frozen from the domain: what policy and translators read."""

from datetime import timedelta
from uuid import UUID

from nexos.accounts import queries as accounts
from nexos.billing import queries as billing
from nexos.crm import queries as crm
from nexos.kit import clock
from nexos.kit.money import Money
from nexos.quickbooks.push.document import InvoiceLineSource, InvoiceSource


def invoice(tenant_id: UUID, record_id: UUID) -> InvoiceSource:
    """An invoice as it stands; a draft with the dates it would get if it were issued today. Raises NotFound."""
    found = billing.invoice(tenant_id, record_id)
    company = crm.company(tenant_id, found.company_id)
    issued_on = found.issued_on or clock.today(accounts.tenant(tenant_id).time_zone)
    return InvoiceSource(
        record_id=found.id,
        number=found.number or "This draft",
        issued=found.status == "issued",
        company_id=company.id,
        company_name=company.name,
        email=company.email,
        currency=found.currency,
        issued_on=issued_on,
        due_on=found.due_on or issued_on + timedelta(days=found.terms_days),
        memo=found.memo.strip(),
        lines=tuple(
            InvoiceLineSource(
                product_id=line.product_id,
                description=line.description.strip(),
                quantity=line.quantity,
                unit_price=line.unit_price,
                amount=Money.from_minor(line.amount_minor, found.currency),
                taxable=line.taxable,
                revenue_class=line.product.revenue_class if line.product else "",
            )
            for line in billing.lines(tenant_id, record_id)
        ),
        subtotal=found.subtotal,
        discount=found.discount,
        tax=found.tax,
        total=found.total,
    )
