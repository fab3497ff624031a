"""The QuickBooks connection a command is about."""

from typing import TYPE_CHECKING

from nexos.kit.errors import Refused

if TYPE_CHECKING:
    from nexos.accounts.models import Tenant
    from nexos.quickbooks.connection.models import Connection


def connection_of(slug: str) -> "tuple[Tenant, Connection]":
    """The tenant with this short name and its connection. Raises NotFound, and Refused before the first connection."""
    from nexos.accounts.queries import tenant_by_slug
    from nexos.kit.tenancy import scope
    from nexos.quickbooks.connection.queries import current

    tenant = tenant_by_slug(slug)
    with scope(tenant.id):
        connection = current(tenant.id)
    if connection is None:
        raise Refused(f"“{slug}” has not connected QuickBooks yet: do it in the browser, Settings → QuickBooks.")
    return tenant, connection
