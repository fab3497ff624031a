"""What is linked in an archived connection is a record of what was, and changes no more."""

from uuid import UUID

from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.connection.models import State
from nexos.quickbooks.mapping.errors import ConnectionArchived


def refuse_archived(tenant_id: UUID, connection_id: UUID) -> None:
    """Raises ConnectionArchived; NotFound for a connection of somebody else."""
    connection = connections.connection(tenant_id, connection_id)
    if connection.state == State.ARCHIVED:
        raise ConnectionArchived(connection.company_name)
