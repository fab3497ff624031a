"""Changing a document here that is on its way to QuickBooks, or there."""

from uuid import UUID

from nexos.kit import clock
from nexos.quickbooks.push import outbox
from nexos.quickbooks.push.kinds import KINDS
from nexos.quickbooks.push.models import PushStatus
from nexos.quickbooks.state import services as state


def edited_here(tenant_id: UUID, kind: str, record_id: UUID) -> None:
    """Lets what has not gone yet go as it is now; what is there is out of date, and says so."""
    push = outbox.locked(tenant_id, kind, record_id)
    if push is None:
        return
    if push.status == PushStatus.DELIVERED:
        compare(tenant_id, push.connection_id, kind, record_id)
    elif not outbox.may_be_there(push):
        push.generations.filter(ended_at=None).update(ended_at=clock.now(), outcome="replaced")
        outbox.recheck(tenant_id, push.connection_id)


def compare(tenant_id: UUID, connection_id: UUID, kind: str, record_id: UUID) -> None:
    """Tells a delivered document that reads differently here from what was sent."""
    source = KINDS[kind].read(tenant_id, record_id)
    here = {"due_on": source.due_on.isoformat(), "memo": source.memo}
    state.compare_with_sent(tenant_id, connection_id, kind, record_id, here)
