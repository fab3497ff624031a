"""What the sync log says about a connection."""

from uuid import UUID

from nexos.synclog.models import Outcome
from nexos.synclog.services import record


def note(
    tenant_id: UUID, connection_id: UUID, outcome: Outcome, message: str, *, code: str, details: dict[str, str]
) -> None:
    """One outcome; written in the caller's transaction."""
    record(
        tenant_id,
        "connection",
        outcome,
        message,
        code=code,
        record_kind="connection",
        record_id=connection_id,
        about="QuickBooks connection",
        details=details,
    )
