"""Which objects of the mirror name another one, by the columns that say so."""

from collections.abc import Collection, Iterator
from uuid import UUID

from nexos.quickbooks.mirror.entities import SPECS, Spec

NAMED_IN = {
    "Customer": ("customer_id",),
    "Vendor": ("vendor_id",),
    "Employee": ("employee_id",),
    "Item": ("item_id",),
    "Account": ("account_id", "income_account_id", "expense_account_id"),
    "Term": ("term_id",),
}
"""The kinds that others name, and in which columns, of a row or of its parts; a parent is of the own kind."""


def naming(tenant_id: UUID, connection_id: UUID, entity: str, qbo_ids: Collection[str]) -> dict[str, set[str]]:
    """The Ids of the live objects that name one of these, by kind; kinds without any are absent."""
    found: dict[str, set[str]] = {}
    for spec in SPECS.values():
        if ids := set(_naming(spec, tenant_id, connection_id, entity, qbo_ids)):
            found[spec.name] = ids
    return found


def _naming(spec: Spec, tenant_id: UUID, connection_id: UUID, entity: str, qbo_ids: Collection[str]) -> Iterator[str]:
    columns = (*NAMED_IN.get(entity, ()), *(("parent_id",) if spec.name == entity else ()))
    rows = spec.model.objects.of(tenant_id).filter(connection_id=connection_id, deleted_at=None)
    for column in columns:
        if column in spec.columns:
            yield from rows.filter(**{f"{column}__in": qbo_ids}).values_list("qbo_id", flat=True)
    if spec.parts is None:
        return
    parts = spec.parts.model.objects.of(tenant_id).filter(connection_id=connection_id)
    for column in columns:
        if column in spec.parts.columns:
            yield from parts.filter(**{f"{column}__in": qbo_ids}).values_list(spec.parts.parent, flat=True)
