"""Putting rows right that a pull would leave alone, because their object looks unchanged. In the caller's transaction,
with a scope open."""

from collections.abc import Collection
from uuid import UUID

from nexos.quickbooks.mirror import bulk
from nexos.quickbooks.mirror.entities import SPECS
from nexos.quickbooks.mirror.understand import Objects
from nexos.quickbooks.mirror.upsert import CompaniesOf, Stored, mark_deleted, store


def replace(tenant_id: UUID, connection_id: UUID, objects: Objects, companies_of: CompaniesOf) -> Stored:
    """Stores the objects whatever their rows, lines and applications say now."""
    bulk.lock_writes(connection_id)
    _remove(tenant_id, connection_id, objects.spec.name, objects.understood)
    return store(tenant_id, connection_id, objects, companies_of)


def take_out(tenant_id: UUID, connection_id: UUID, entity: str, doubles: Collection[str], gone: Collection[str]) -> int:
    """Removes rows that no object of QuickBooks ever stood behind (`doubles`), and marks those whose object is `gone`
    as deleted. Returns how many were live."""
    bulk.lock_writes(connection_id)
    removed = _remove(tenant_id, connection_id, entity, doubles)
    return removed + mark_deleted(tenant_id, connection_id, SPECS[entity], dict.fromkeys(gone))


def _remove(tenant_id: UUID, connection_id: UUID, entity: str, qbo_ids: Collection[str]) -> int:
    if not qbo_ids:
        return 0
    spec = SPECS[entity]
    if spec.parts is not None:
        parts = spec.parts.model.objects.of(tenant_id).filter(connection_id=connection_id)
        parts.filter(**{f"{spec.parts.parent}__in": bulk.among(qbo_ids)}).delete()
    rows = spec.model.objects.of(tenant_id).filter(connection_id=connection_id, qbo_id__in=bulk.among(qbo_ids))
    return rows.delete()[0]
