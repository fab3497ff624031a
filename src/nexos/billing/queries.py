"""Reads of invoices."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from nexos.billing.draft import QUOTE_LINE
from nexos.billing.models import Invoice, InvoiceLine
from nexos.kit.errors import NotFound
from nexos.sales import queries as sales


def invoices(tenant_id: UUID, search: str = "", status: str = "", company_id: UUID | None = None) -> QuerySet[Invoice]:
    """Newest first, with their companies; `search` is looked for in number, memo and company."""
    found = Invoice.objects.of(tenant_id).select_related("company").order_by("-created_at", "-id")
    if status:
        found = found.filter(status=status)
    if company_id:
        found = found.filter(company_id=company_id)
    if text := search.strip():
        found = found.filter(Q(number__icontains=text) | Q(memo__icontains=text) | Q(company__name__icontains=text))
    return found


def invoice(tenant_id: UUID, invoice_id: UUID) -> Invoice:
    """With its company and, in `invoice.lines.all()`, its lines in order. Raises NotFound."""
    try:
        return Invoice.objects.of(tenant_id).select_related("company").prefetch_related("lines").get(id=invoice_id)
    except Invoice.DoesNotExist as error:
        raise NotFound("There is no such invoice.") from error


def lines(tenant_id: UUID, invoice_id: UUID) -> list[InvoiceLine]:
    """The lines in order, none for an invoice that is not there."""
    found = InvoiceLine.objects.of(tenant_id).filter(invoice_id=invoice_id)
    return list(found.select_related("invoice", "product").order_by("position"))


def by_ids(tenant_id: UUID, invoice_ids: Iterable[UUID]) -> dict[UUID, Invoice]:
    """Those that exist, with their companies."""
    return Invoice.objects.of(tenant_id).select_related("company").in_bulk(list(set(invoice_ids)))


def for_quote(tenant_id: UUID, quote_id: UUID) -> list[Invoice]:
    """The invoices that bill or, now void, once billed lines of the quote; newest first. Raises NotFound."""
    line_ids = [line.id for line in sales.quote(tenant_id, quote_id).lines.all()]
    found = InvoiceLine.objects.of(tenant_id).filter(source_kind=QUOTE_LINE, source_id__in=line_ids)
    return list(invoices(tenant_id).filter(id__in=found.values("invoice_id")))


def invoices_with(tenant_id: UUID, product_ids: Iterable[UUID]) -> dict[UUID, int]:
    """On how many live invoices each of the products stands; none is left out."""
    found = InvoiceLine.objects.of(tenant_id).filter(live=True, product_id__in=set(product_ids)).order_by()
    return dict(found.values_list("product_id").annotate(Count("invoice_id", distinct=True)))


def billed(tenant_id: UUID, kind: str, source_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the sources that are on a live invoice."""
    found = InvoiceLine.objects.of(tenant_id).filter(live=True, source_kind=kind, source_id__in=list(source_ids))
    return {source_id for source_id in found.values_list("source_id", flat=True) if source_id}
