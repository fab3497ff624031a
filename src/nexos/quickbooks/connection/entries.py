"""What the sync log says about a connection."""

from uuid import UUID

from nexos.synclog.models import Outcome
from nexos.synclog.services import record, resolve

_ATTEMPT = "authorization"


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


def note_attempt(tenant_id: UUID, connection_id: UUID, message: str, *, code: str) -> None:
    """A company was not connected, and why. Whatever else is open about the connection stays open."""
    record(
        tenant_id,
        "connection",
        Outcome.FAILED,
        message,
        remedy="Connect again from the QuickBooks settings.",
        code=code,
        record_kind=_ATTEMPT,
        record_id=connection_id,
        about="Connecting QuickBooks",
    )


def end_attempts(tenant_id: UUID, connection_id: UUID) -> None:
    """It is connected: earlier attempts are a thing of the past."""
    resolve(tenant_id, "connection", _ATTEMPT, [connection_id])
