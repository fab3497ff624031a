"""One line in the log per call to QuickBooks: what support needs, no secret, no customer's data."""

import logging
from uuid import UUID

from qbo import Call

_log = logging.getLogger("nexos.quickbooks.calls")


def log_call(tenant_id: UUID, connection_id: UUID, call: Call) -> None:
    """A failed attempt is a warning, any other is information."""
    _log.log(
        logging.WARNING if call.error else logging.INFO,
        "tenant=%s connection=%s %s %s %s%s status=%s ms=%.0f bytes=%d attempt=%d tid=%s requestid=%s%s",
        tenant_id,
        connection_id,
        call.method,
        call.path,
        call.entity,
        f" {call.operation}" if call.operation else "",
        call.status or "none",
        call.milliseconds,
        call.bytes,
        call.attempt,
        call.intuit_tid or "none",
        call.request_id or "none",
        f" error={call.error}" if call.error else "",
    )
