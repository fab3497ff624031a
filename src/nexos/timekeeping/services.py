"""Adding, renaming and retiring work types and billing roles; `of` says which of the two (WorkType, BillingRole)."""

from uuid import UUID

from django.db import IntegrityError, transaction

from nexos.kit.checks import text_problem
from nexos.kit.errors import InvalidInput
from nexos.timekeeping.models import Label
from nexos.timekeeping.queries import label

LONGEST_NAME = 100


def add[L: Label](tenant_id: UUID, of: type[L], *, name: str) -> L:
    """Raises InvalidInput naming `name`, also when there is one of that name."""
    return _called(of(tenant_id=tenant_id), name)


def rename[L: Label](tenant_id: UUID, of: type[L], label_id: UUID, *, name: str) -> L:
    """Raises NotFound; InvalidInput naming `name`."""
    return _called(label(tenant_id, of, label_id), name)


def retire[L: Label](tenant_id: UUID, of: type[L], label_id: UUID) -> L:
    """Takes it out of what can be chosen. Raises NotFound."""
    return _set_active(label(tenant_id, of, label_id), active=False)


def bring_back[L: Label](tenant_id: UUID, of: type[L], label_id: UUID) -> L:
    """Undoes `retire`. Raises NotFound."""
    return _set_active(label(tenant_id, of, label_id), active=True)


def _called[L: Label](one: L, name: str) -> L:
    name = " ".join(name.split())
    if problem := text_problem("name", name, LONGEST_NAME, required=True):
        raise InvalidInput({"name": problem})
    one.call(name)
    try:
        with transaction.atomic():
            one.save()
    except IntegrityError as error:
        raise InvalidInput({"name": f"There is a {one._meta.verbose_name} “{name}” already."}) from error
    return one


def _set_active[L: Label](one: L, *, active: bool) -> L:
    one.active = active
    one.save(update_fields=["active"])
    return one
