"""Decisions about many customers: how far they are, and what became of each."""

from uuid import UUID

from django.db.models import QuerySet

from nexos.kit.errors import NotFound
from nexos.quickbooks.mapping.models import Bulk, BulkRow


def bulk(tenant_id: UUID, bulk_id: UUID) -> Bulk:
    """Raises NotFound."""
    found = Bulk.objects.of(tenant_id).filter(id=bulk_id).first()
    if found is None:
        raise NotFound("There is no such decision.")
    return found


def bulk_under_way(tenant_id: UUID, connection_id: UUID) -> Bulk | None:
    """The one that goes on now."""
    found = Bulk.objects.of(tenant_id).filter(connection_id=connection_id, ended_at=None)
    return found.order_by("-asked_at").first()


def bulk_rows(tenant_id: UUID, bulk_id: UUID, *, refused: bool = False) -> QuerySet[BulkRow]:
    """What became of each customer, in the order they were handled; optionally the refused ones alone."""
    rows = BulkRow.objects.of(tenant_id).filter(bulk_id=bulk_id)
    if refused:
        rows = rows.exclude(refusal="")
    return rows.select_related("company").order_by("id")
