"""Asking for a document to be sent, again or not at all; the worker does the rest."""

from uuid import UUID

from django.db import transaction

from nexos.kit import clock
from nexos.kit.errors import Refused
from nexos.kit.jobs.due import due
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.connection.errors import NotConnected
from nexos.quickbooks.push import outbox
from nexos.quickbooks.push.kinds import KINDS
from nexos.quickbooks.push.models import Push, PushStatus
from nexos.quickbooks.state import queries as state

_ON_ITS_WAY = (PushStatus.WAITING, PushStatus.IN_FLIGHT, PushStatus.UNKNOWN, PushStatus.NEEDS_RECONNECT)


def push_now(tenant_id: UUID, kind: str, record_id: UUID, by: str) -> Push:
    """Queues the document for QuickBooks, in the caller's transaction; `by` is who asked.

    Asking again while it is on its way, or there, changes nothing. A refused, cancelled or blocked one is tried anew,
    and so is one that was deleted in QuickBooks. Raises NotFound, Refused unless the document is issued, and
    NotConnected when no QuickBooks company was ever connected.
    """
    with transaction.atomic():
        connection = connections.current(tenant_id)
        if connection is None or not connection.realm_id:
            raise NotConnected("No QuickBooks company is connected. Connect one under Settings → QuickBooks first.")
        source = KINDS[kind].read(tenant_id, record_id)
        if not source.issued:
            raise Refused(f"{source.number} is not issued. Issue it first, then send it.")
        now = clock.now()
        fresh = Push(
            tenant_id=tenant_id,
            connection_id=connection.id,
            kind=kind,
            record_id=record_id,
            asked_by=by,
            asked_at=now,
            next_attempt_at=now,
        )
        # Ten clicks at once: one insert wins, and the others find its row.
        Push.objects.of(tenant_id).bulk_create([fresh], ignore_conflicts=True)
        push = outbox.existing(tenant_id, kind, record_id)
        if push.id == fresh.id or _may_go_again(push):
            outbox.queue(push, source.number, by)
        elif push.status in _ON_ITS_WAY:
            due(outbox.PUSH, tenant_id, connection.id)
        return push


def retry(tenant_id: UUID, kind: str, record_id: UUID, by: str) -> Push:
    """Tries again what was refused, cancelled, blocked, or deleted there, as it stands now; raises as `push_now` does.

    Raises NotFound too for a document that nobody ever asked to send.
    """
    with transaction.atomic():
        outbox.existing(tenant_id, kind, record_id)
        return push_now(tenant_id, kind, record_id, by)


def cancel(tenant_id: UUID, kind: str, record_id: UUID, by: str) -> None:
    """Takes a document back before it went. Raises NotFound; Refused once it may be in QuickBooks."""
    with transaction.atomic():
        push = outbox.existing(tenant_id, kind, record_id)
        number = KINDS[kind].read(tenant_id, record_id).number
        if push.status == PushStatus.DELIVERED:
            raise Refused(f"{number} is in QuickBooks already. Void it there if it should not be.")
        if outbox.may_be_there(push):
            raise Refused(f"{number} may be in QuickBooks already; we are finding out. Try again in a minute.")
        outbox.take_back(push, number, f"{by} took it back before it went.")


def decide(tenant_id: UUID, kind: str, record_id: UUID, qbo_id: str | None, by: str) -> None:
    """A person's answer where only a person can tell: `qbo_id` is the document in QuickBooks, None if it is not there.

    The named document is read and linked; otherwise the same request goes again. Raises NotFound; Refused when nothing
    is to be decided, or when that document belongs to another record here.
    """
    with transaction.atomic():
        push = outbox.existing(tenant_id, kind, record_id)
        number = KINDS[kind].read(tenant_id, record_id).number
        if push.status != PushStatus.NEEDS_PERSON:
            raise Refused(f"Nothing is to be decided about {number} any more.")
        if qbo_id and state.record_of(tenant_id, push.connection_id, kind, qbo_id) not in (None, record_id):
            raise Refused("That document in QuickBooks belongs to another record here. Choose another one.")
        if qbo_id is None:
            push.generations.filter(ended_at=None).update(may_be_there=False, looks=0)
        push.chosen_qbo_id = qbo_id or ""
        push.save(update_fields=["chosen_qbo_id"])
        outbox.queue(push, number, by)


def _may_go_again(push: Push) -> bool:
    """What ended without a document in QuickBooks; whether something may be there does not matter: it is looked for."""
    if push.status == PushStatus.DELIVERED:
        return state.deleted_there(push.tenant_id, push.connection_id, push.kind, push.record_id)
    return push.status in (PushStatus.BLOCKED, PushStatus.REFUSED, PushStatus.CANCELLED)
