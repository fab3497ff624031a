"""What Intuit tells us."""

from uuid import UUID

from nexos.kit import clock
from nexos.quickbooks.connection.models import Connection, State


def note_notification(tenant_id: UUID, connection_id: UUID) -> bool:
    """Notes that Intuit sent a genuine notification; False, and nothing is noted, unless the connection is connected.
    Needs the tenant's scope."""
    connected = Connection.objects.of(tenant_id).filter(id=connection_id, state=State.CONNECTED)
    return bool(connected.update(notified_at=clock.now()))
