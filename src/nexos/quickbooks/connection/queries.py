"""Reads of connections."""

from uuid import UUID

from nexos.kit.errors import NotFound
from nexos.kit.tenancy.rows import Rows
from nexos.quickbooks.connection.models import Connection, State

_by_id = Rows(Connection, "AND id = %s")
_as_read = Rows(Connection, "AND id = %s AND refresh_fence = %s AND state = %s")
_NO_SUCH = "There is no such QuickBooks connection."


def current(tenant_id: UUID) -> Connection | None:
    """The tenant's one connection that is not archived, whatever its state; None before credentials were saved."""
    return Connection.objects.of(tenant_id).exclude(state=State.ARCHIVED).select_related("connected_by").first()


def archived(tenant_id: UUID) -> list[Connection]:
    """The connections that were archived, the last one first."""
    rows = Connection.objects.of(tenant_id).filter(state=State.ARCHIVED)
    return list(rows.select_related("connected_by", "archived_by").order_by("-archived_at", "-id"))


def archived_ids(tenant_id: UUID) -> list[UUID]:
    """The same by their ids alone, for what is asked with every list."""
    return list(Connection.objects.of(tenant_id).filter(state=State.ARCHIVED).values_list("id", flat=True))


def archived_company(tenant_id: UUID, environment: str, realm_id: str) -> Connection | None:
    """The archived connection to this company, if there is one."""
    rows = Connection.objects.of(tenant_id).filter(state=State.ARCHIVED, environment=environment, realm_id=realm_id)
    return rows.first()


def connection(tenant_id: UUID, connection_id: UUID) -> Connection:
    """Any connection of the tenant, archived ones too. Raises NotFound."""
    try:
        return Connection.objects.of(tenant_id).select_related("connected_by", "archived_by").get(id=connection_id)
    except Connection.DoesNotExist as error:
        raise NotFound(_NO_SUCH) from error


def to_call(tenant_id: UUID, connection_id: UUID) -> Connection:
    """The same without whoever connected it, for what is asked before every call. Raises NotFound."""
    found = _by_id(tenant_id, connection_id)
    if not found:
        raise NotFound(_NO_SUCH)
    return found[0]


def still_good(tenant_id: UUID, row: Connection) -> bool:
    """Whether QuickBooks may still be called with the tokens of this row: connected, and they are the newest."""
    return _as_read.exist(tenant_id, row.id, row.refresh_fence, State.CONNECTED.value)
