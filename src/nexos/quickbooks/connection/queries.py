"""Reads of connections."""

from uuid import UUID

from nexos.kit.errors import NotFound
from nexos.quickbooks.connection.models import Connection, State


def current(tenant_id: UUID) -> Connection | None:
    """The tenant's one connection that is not archived, whatever its state; None before credentials were saved."""
    return Connection.objects.of(tenant_id).exclude(state=State.ARCHIVED).select_related("connected_by").first()


def connection(tenant_id: UUID, connection_id: UUID) -> Connection:
    """Any connection of the tenant, archived ones too. Raises NotFound."""
    try:
        return Connection.objects.of(tenant_id).select_related("connected_by").get(id=connection_id)
    except Connection.DoesNotExist as error:
        raise NotFound("There is no such QuickBooks connection.") from error
