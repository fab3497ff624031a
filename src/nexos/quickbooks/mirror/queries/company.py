"""The QuickBooks company, its settings, and how far it has been read."""

from uuid import UUID

from nexos.kit.tenancy.rows import Rows
from nexos.quickbooks.mirror.models import CompanyInfo, Coverage, Preferences

_coverage = Rows(Coverage, "AND connection_id = %s")  # read by every sync


def company_info(tenant_id: UUID, connection_id: UUID) -> CompanyInfo | None:
    """None until the first pull has read it."""
    return CompanyInfo.objects.of(tenant_id).filter(connection_id=connection_id).first()


def preferences(tenant_id: UUID, connection_id: UUID) -> Preferences | None:
    """None until the first pull has read them."""
    return Preferences.objects.of(tenant_id).filter(connection_id=connection_id).first()


def coverage(tenant_id: UUID, connection_id: UUID) -> dict[str, Coverage]:
    """How far each kind of object has been read, by its QuickBooks name; a kind never begun is absent."""
    return {row.entity: row for row in _coverage(tenant_id, connection_id)}
