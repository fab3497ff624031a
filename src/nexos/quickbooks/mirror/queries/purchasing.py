"""Purchase orders and time activities: followed by the link of what was sent from here, and not gated."""

from uuid import UUID

from django.db.models import QuerySet

from nexos.kit.tenancy.rows import Rows
from nexos.quickbooks.mirror.models import PurchaseOrder, PurchaseOrderLine, TimeActivity
from nexos.quickbooks.mirror.queries.rows import live, one

_any_time_activity = Rows(TimeActivity, "AND connection_id = %s")  # asked by every sync


def purchase_orders(tenant_id: UUID, connection_id: UUID) -> QuerySet[PurchaseOrder]:
    """The newest first, without their raw object."""
    return live(PurchaseOrder, tenant_id, connection_id).defer("raw").order_by("-txn_date", "-qbo_id")


def purchase_order(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> PurchaseOrder:
    """A deleted one too. Raises NotFound."""
    return one(PurchaseOrder, tenant_id, connection_id, qbo_id, "purchase order")


def purchase_order_lines(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> list[PurchaseOrderLine]:
    """Every entry of the order's Line[], in order."""
    rows = PurchaseOrderLine.objects.of(tenant_id).filter(connection_id=connection_id, purchase_order_id=qbo_id)
    return list(rows.order_by("position"))


def time_activities(tenant_id: UUID, connection_id: UUID) -> QuerySet[TimeActivity]:
    """The newest first, without their raw object."""
    return live(TimeActivity, tenant_id, connection_id).defer("raw").order_by("-txn_date", "-qbo_id")


def time_activity(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> TimeActivity:
    """A deleted one too. Raises NotFound."""
    return one(TimeActivity, tenant_id, connection_id, qbo_id, "time activity")


def has_time_activities(tenant_id: UUID, connection_id: UUID) -> bool:
    """Whether any was ever found there or sent from here, deleted ones included."""
    return _any_time_activity.exist(tenant_id, connection_id)
