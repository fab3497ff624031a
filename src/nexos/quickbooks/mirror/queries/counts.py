"""How much the mirror holds."""

from uuid import UUID

from django.db.models import QuerySet

from nexos.quickbooks.mirror.models import Customer, Employee, Invoice, Item, MirrorRow, Payment, QuarantinedObject

_COUNTED: dict[str, type[MirrorRow]] = {
    "Customer": Customer,
    "Employee": Employee,
    "Item": Item,
    "Invoice": Invoice,
    "Payment": Payment,
}


def counts(tenant_id: UUID, connection_id: UUID) -> dict[str, int]:
    """Live rows by QuickBooks' name of the kind ("Invoice": 900); held invoices count."""
    return {
        entity: model.objects.of(tenant_id).filter(connection_id=connection_id, deleted_at=None).count()
        for entity, model in _COUNTED.items()
    }


def held_counts(tenant_id: UUID, connection_id: UUID) -> dict[str, int]:
    """Live rows that the gate holds, by the kinds that have one."""
    gated: tuple[type[Invoice | Payment], ...] = (Invoice, Payment)
    return {
        model.__name__: model.objects.of(tenant_id)
        .filter(connection_id=connection_id, deleted_at=None, company_id=None)
        .count()
        for model in gated
    }


def quarantined(tenant_id: UUID, connection_id: UUID) -> QuerySet[QuarantinedObject]:
    """Objects that could not be understood, the newest first."""
    return QuarantinedObject.objects.of(tenant_id).filter(connection_id=connection_id).order_by("-seen_at", "-id")
