"""Estimates and credit memos that the gate has released, and single ones whatever the gate says."""

from uuid import UUID

from django.db.models import QuerySet

from nexos.quickbooks.mirror.models import CreditMemo, CreditMemoLine, Estimate, EstimateLine, SalesLine
from nexos.quickbooks.mirror.queries.rows import live, one


def estimates(tenant_id: UUID, connection_id: UUID, *, company_id: UUID | None = None) -> QuerySet[Estimate]:
    """Released estimates, the newest first, without their raw object; optionally of one company."""
    return _released(live(Estimate, tenant_id, connection_id), company_id)


def estimate(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> Estimate:
    """Held and deleted ones too: the caller decides what a person may see. Raises NotFound."""
    return one(Estimate, tenant_id, connection_id, qbo_id, "estimate")


def estimate_lines(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> list[EstimateLine]:
    """The lines a person wrote, in order: without QuickBooks' subtotal."""
    rows = EstimateLine.objects.of(tenant_id).filter(connection_id=connection_id, estimate_id=qbo_id)
    return list(rows.filter(detail_type__in=SalesLine.SHOWN_DETAIL_TYPES).order_by("position"))


def credit_memos(tenant_id: UUID, connection_id: UUID, *, company_id: UUID | None = None) -> QuerySet[CreditMemo]:
    """Released credit memos, the newest first, without their raw object; optionally of one company."""
    return _released(live(CreditMemo, tenant_id, connection_id), company_id)


def credit_memo(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> CreditMemo:
    """Held and deleted ones too: the caller decides what a person may see. Raises NotFound."""
    return one(CreditMemo, tenant_id, connection_id, qbo_id, "credit memo")


def credit_memo_lines(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> list[CreditMemoLine]:
    """The lines a person wrote, in order: without QuickBooks' subtotal."""
    rows = CreditMemoLine.objects.of(tenant_id).filter(connection_id=connection_id, credit_memo_id=qbo_id)
    return list(rows.filter(detail_type__in=SalesLine.SHOWN_DETAIL_TYPES).order_by("position"))


def _released[Row: (Estimate, CreditMemo)](rows: QuerySet[Row], company_id: UUID | None) -> QuerySet[Row]:
    found = rows.filter(company_id__isnull=False) if company_id is None else rows.filter(company_id=company_id)
    return found.defer("raw").order_by("-txn_date", "-qbo_id")
