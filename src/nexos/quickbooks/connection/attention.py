"""When QuickBooks lets us in no longer: all work stops until a person acts."""

from uuid import UUID

from django.db import transaction

from nexos.kit import clock
from nexos.kit.events import publish
from nexos.kit.jobs.due import due
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import entries
from nexos.quickbooks.connection.events import NeedsAttention
from nexos.quickbooks.connection.models import Connection, State
from nexos.synclog.models import Outcome

TELL_ADMINS = "quickbooks.tell_admins"
"""The kind of due work that mails to administrators; its record is the connection."""

REVOKED = "QuickBooks no longer lets us in: the access was withdrawn or ran out. Connect again; nothing is lost."
BAD_CREDENTIALS = (
    "Intuit no longer accepts the client id and client secret. Save the present ones from Intuit's portal and "
    "connect again; nothing is lost."
)
NO_ACCESS = (
    "QuickBooks refuses access to this company: the person who connected it lost the right, or the app was removed "
    "there. An administrator of the QuickBooks company has to connect again; nothing is lost."
)
COMPANY_INACTIVE = (
    "The QuickBooks subscription of this company has ended or is locked. Reactivate it in QuickBooks, then connect "
    "again; nothing is lost."
)


def needs_attention(
    tenant_id: UUID, connection_id: UUID, reason: str, *, code: str, trace: str = "", fence: int | None = None
) -> bool:
    """Stops the connection, notes why in the sync log and tells administrators and listeners, in one transaction.

    With `fence`, only if the tokens have not been replaced since; returns whether anything was changed.
    """
    with scope(tenant_id), transaction.atomic():
        found = Connection.objects.of(tenant_id).filter(id=connection_id, state=State.CONNECTED)
        if fence is not None:
            found = found.filter(refresh_fence=fence)
        stopped = found.update(
            state=State.NEEDS_ATTENTION,
            reason=reason,
            attention_since=clock.now(),
            refresh_holder="",
            refresh_until=None,
        )
        if stopped:
            due(TELL_ADMINS, tenant_id, connection_id)
            details = {"intuit_tid": trace} if trace else {}
            entries.note(tenant_id, connection_id, Outcome.FAILED, reason, code=code, details=details)
            publish(NeedsAttention(tenant_id, "quickbooks", connection_id, reason))
    return bool(stopped)
