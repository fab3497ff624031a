"""How much the mirror holds."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min, QuerySet

from nexos.quickbooks.mirror.entities import SPECS
from nexos.quickbooks.mirror.models import CreditMemo, Estimate, Invoice, Payment, QuarantinedObject

_SETTINGS = ("CompanyInfo", "Preferences")


def counts(tenant_id: UUID, connection_id: UUID) -> dict[str, int]:
    """Live rows by QuickBooks' name of the kind ("Invoice": 900); held invoices count."""
    return {
        entity: spec.model.objects.of(tenant_id).filter(connection_id=connection_id, deleted_at=None).count()
        for entity, spec in SPECS.items()
        if entity not in _SETTINGS
    }


def held_counts(tenant_id: UUID, connection_id: UUID) -> dict[str, int]:
    """Live rows that the gate holds, by the kinds that have one."""
    gated: tuple[type[Invoice | CreditMemo | Estimate | Payment], ...] = (Invoice, CreditMemo, Estimate, Payment)
    return {
        model.__name__: model.objects.of(tenant_id)
        .filter(connection_id=connection_id, deleted_at=None, company_id=None)
        .count()
        for model in gated
    }


def quarantined_kinds(tenant_id: UUID, connection_id: UUID) -> list[tuple[str, int, datetime]]:
    """Of which kinds objects could not be understood, how many of each, and since when."""
    kinds = quarantined(tenant_id, connection_id).order_by("entity").values_list("entity")
    return list(kinds.annotate(Count("id"), Min("seen_at")))


def quarantined(tenant_id: UUID, connection_id: UUID) -> QuerySet[QuarantinedObject]:
    """Objects that could not be understood, the newest first."""
    return QuarantinedObject.objects.of(tenant_id).filter(connection_id=connection_id).order_by("-seen_at", "-id")


def set_aside(tenant_id: UUID, connection_id: UUID, entity: str) -> int:
    """How many objects of a kind QuickBooks has that could not be understood, and that no row stands for."""
    odd = quarantined(tenant_id, connection_id).filter(entity=entity).exclude(qbo_id="").order_by()
    ids = set(odd.values_list("qbo_id", flat=True))
    rows = SPECS[entity].model.objects.of(tenant_id).filter(connection_id=connection_id, deleted_at=None)
    return len(ids - set(rows.filter(qbo_id__in=ids).values_list("qbo_id", flat=True)))


def quarantined_object(tenant_id: UUID, object_id: UUID) -> QuarantinedObject | None:
    """One object that could not be understood; None once it is understood or gone."""
    return QuarantinedObject.objects.of(tenant_id).filter(id=object_id).first()
