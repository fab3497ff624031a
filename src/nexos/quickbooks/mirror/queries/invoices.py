"""Invoices that the gate has released, and single ones whatever the gate says."""

from uuid import UUID

from django.db.models import QuerySet

from nexos.kit.errors import NotFound
from nexos.quickbooks.mirror.models import Invoice, InvoiceLine


def invoices(tenant_id: UUID, connection_id: UUID, *, company_id: UUID | None = None) -> QuerySet[Invoice]:
    """Released invoices, the newest first, without their raw object; optionally of one company."""
    found = Invoice.objects.of(tenant_id).filter(
        connection_id=connection_id, company_id__isnull=False, deleted_at__isnull=True
    )
    if company_id is not None:
        found = found.filter(company_id=company_id)
    return found.defer("raw").order_by("-txn_date", "-qbo_id")


def invoice(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> Invoice:
    """Held and deleted ones too: the caller decides what a person may see. Raises NotFound."""
    try:
        return Invoice.objects.of(tenant_id).get(connection_id=connection_id, qbo_id=qbo_id)
    except Invoice.DoesNotExist as error:
        raise NotFound("The mirror holds no such QuickBooks invoice. Sync, then try again.") from error


def invoice_lines(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> list[InvoiceLine]:
    """Every entry of the invoice's Line[], in order, QuickBooks' own subtotal included."""
    rows = InvoiceLine.objects.of(tenant_id).filter(connection_id=connection_id, invoice_id=qbo_id)
    return list(rows.order_by("position"))


def shown_lines(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> list[InvoiceLine]:
    """The lines a person wrote: without QuickBooks' subtotal."""
    lines = invoice_lines(tenant_id, connection_id, qbo_id)
    return [line for line in lines if line.detail_type in InvoiceLine.SHOWN_DETAIL_TYPES]
