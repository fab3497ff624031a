"""Reads of work types and billing roles."""

from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Lower

from nexos.kit.errors import NotFound
from nexos.timekeeping.models import Label


def labels[L: Label](tenant_id: UUID, of: type[L]) -> QuerySet[L]:
    """The work types (`of` is WorkType) or billing roles by name, retired ones included."""
    return of.objects.of(tenant_id).order_by(Lower("name"), "id")


def label[L: Label](tenant_id: UUID, of: type[L], label_id: UUID) -> L:
    """Raises NotFound."""
    found = of.objects.of(tenant_id).filter(id=label_id).first()
    if found is None:
        raise NotFound(f"There is no such {of._meta.verbose_name}.")
    return found
