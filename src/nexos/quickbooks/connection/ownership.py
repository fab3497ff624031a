"""One QuickBooks company, one connection, in the whole installation."""

from nexos.quickbooks.connection.errors import OwnedElsewhere
from nexos.quickbooks.connection.models import Connection, RealmOwner


def take(connection: Connection, realm_id: str, company_name: str) -> None:
    """Makes the company this connection's. Raises OwnedElsewhere.

    Of two tenants at once one insert wins; the other finds the winner's row.
    """
    mine = RealmOwner(
        environment=connection.environment,
        realm_id=realm_id,
        tenant_id=connection.tenant_id,
        connection_id=connection.id,
    )
    RealmOwner.objects.bulk_create([mine], ignore_conflicts=True)
    owner = RealmOwner.objects.get(environment=connection.environment, realm_id=realm_id)
    if owner.connection_id != connection.id:
        raise OwnedElsewhere(company_name)


def is_owned(environment: str, realm_id: str) -> bool:
    """Whether some connection of this installation has the company."""
    return RealmOwner.objects.filter(environment=environment, realm_id=realm_id).exists()


def release(connection: Connection) -> None:
    """Lets another tenant connect the company."""
    RealmOwner.objects.filter(connection_id=connection.id).delete()
