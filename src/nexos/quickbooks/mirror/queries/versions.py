"""How new the mirrored objects are."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from nexos.quickbooks.mirror.entities import SPECS


class Version(NamedTuple):
    """QuickBooks' time of the change that is mirrored, and of the deletion if there was one."""

    updated_time: datetime
    deleted_at: datetime | None


def versions(tenant_id: UUID, connection_id: UUID, entity: str, qbo_ids: Collection[str]) -> dict[str, Version]:
    """By Id, for those of one kind that are mirrored, deleted ones included."""
    rows = SPECS[entity].model.objects.of(tenant_id).filter(connection_id=connection_id, qbo_id__in=qbo_ids)
    times = rows.values_list("qbo_id", "updated_time", "deleted_at")
    return {qbo_id: Version(updated_time, deleted_at) for qbo_id, updated_time, deleted_at in times}
