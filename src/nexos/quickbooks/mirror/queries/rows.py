"""What reads of any kind of object begin with."""

from uuid import UUID

from django.db.models import QuerySet

from nexos.kit.errors import NotFound
from nexos.quickbooks.mirror.models import MirrorRow


def live[Row: MirrorRow](model: type[Row], tenant_id: UUID, connection_id: UUID) -> QuerySet[Row]:
    """The rows whose object is not deleted."""
    rows: QuerySet[Row] = model.objects.of(tenant_id)
    return rows.filter(connection_id=connection_id, deleted_at=None)


def one[Row: MirrorRow](model: type[Row], tenant_id: UUID, connection_id: UUID, qbo_id: str, noun: str) -> Row:
    """A deleted one too. Raises NotFound, which calls it a `noun`."""
    rows: QuerySet[Row] = model.objects.of(tenant_id)
    found = rows.filter(connection_id=connection_id, qbo_id=qbo_id).first()
    if found is None:
        raise NotFound(f"The mirror holds no such QuickBooks {noun}. Sync, then try again.")
    return found
