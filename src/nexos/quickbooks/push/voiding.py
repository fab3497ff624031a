"""Voiding a document here, while QuickBooks has it, may have it, or was to get it."""

from uuid import UUID

from nexos.kit.money import Money
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.push import outbox
from nexos.quickbooks.push.kinds import KINDS
from nexos.quickbooks.push.models import PushStatus
from nexos.quickbooks.state import queries as state
from nexos.quickbooks.state.words import dollars


def objection(tenant_id: UUID, kind: str, record_id: UUID) -> str | None:
    """Why the document may not be voided here now; None when it may.

    The push stays locked until the caller's transaction ends, so that nothing is sent between question and void.
    """
    push = outbox.locked(tenant_id, kind, record_id)
    link = state.link(tenant_id, kind, record_id)
    if push is not None and outbox.may_be_there(push):
        return "This invoice is on its way to QuickBooks. Wait until it is clear whether it arrived, then try again."
    if link is None or link.gone:
        return None
    applied = [paid.amount for paid in mirror.payments_of_invoice(tenant_id, link.connection_id, link.qbo_id)]
    if applied:
        total = sum(applied[1:], applied[0])
        return _paid(total)
    return (
        f"This invoice is in QuickBooks as {link.qbo_number or link.qbo_id}. Void it there first; after the next sync "
        "it shows as voided in QuickBooks, and you can void it here."
    )


def voided_here(tenant_id: UUID, kind: str, record_id: UUID) -> None:
    """Takes a document back that was still to go."""
    push = outbox.locked(tenant_id, kind, record_id)
    if push is not None and push.status not in (PushStatus.DELIVERED, PushStatus.CANCELLED):
        number = KINDS[kind].read(tenant_id, record_id).number
        outbox.take_back(push, number, f"{number} was voided before it went.")


def _paid(total: Money) -> str:
    return (
        f"This invoice cannot be voided: {dollars(total)} is applied to it. Take the payment off in QuickBooks first; "
        "after the next sync you can void it."
    )
