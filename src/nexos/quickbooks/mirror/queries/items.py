"""Products and services."""

from uuid import UUID

from django.db.models import Q, QuerySet

from nexos.kit.errors import NotFound
from nexos.quickbooks.mirror.models import Item


def items(tenant_id: UUID, connection_id: UUID, search: str = "", *, inactive: bool = False) -> QuerySet[Item]:
    """By full name; `search` looks in name and SKU."""
    found = Item.objects.of(tenant_id).filter(connection_id=connection_id, deleted_at=None)
    if not inactive:
        found = found.filter(active=True)
    if search:
        found = found.filter(Q(fully_qualified_name__icontains=search) | Q(sku__icontains=search))
    return found.order_by("fully_qualified_name", "qbo_id")


def item(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> Item:
    """An inactive or deleted one too. Raises NotFound."""
    try:
        return Item.objects.of(tenant_id).get(connection_id=connection_id, qbo_id=qbo_id)
    except Item.DoesNotExist as error:
        raise NotFound("The mirror holds no such QuickBooks item. Sync, then try again.") from error
