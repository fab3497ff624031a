"""Delivering what is due: claim, call, settle, one push after the other.

Claim and settle are one short transaction each; the call happens while none is open. A connection that QuickBooks
slows down, or does not answer, is left alone until the pause is over: the next push would meet the same.
"""

import logging
from datetime import datetime
from uuid import UUID

from django.db.models import Min

from nexos.kit import clock
from nexos.kit.checkpoints import reach
from nexos.kit.jobs.lease import Work
from nexos.kit.tenancy import scope
from nexos.quickbooks.push.call import perform
from nexos.quickbooks.push.claim import claim
from nexos.quickbooks.push.lease import FREE, LEASE, Replaced, kept
from nexos.quickbooks.push.models import RUNNABLE, Push
from nexos.quickbooks.push.settle import settle

logger = logging.getLogger(__name__)
MOST_PER_RUN = 50
"""After so many a connection goes to the end of the queue, so that others get their turn."""


def deliver_due(work: Work) -> datetime | None:
    """Delivers what is due for a connection; returns when it is due next."""
    for _ in range(MOST_PER_RUN):
        work.check()
        push_id = _next(work.tenant_id, work.record_id)
        if push_id is None:
            return _next_due(work.tenant_id, work.record_id)
        rest_until = deliver(work.tenant_id, push_id)
        if rest_until is not None:
            return rest_until
    return clock.now()


def deliver(tenant_id: UUID, push_id: UUID) -> datetime | None:
    """Takes one push a step further; returns until when its connection is better left alone, None if it need not be."""
    task = claim(tenant_id, push_id)
    if task is None:
        return None
    reach("claimed")
    with kept(tenant_id, push_id, task.held.fence):
        outcome = perform(task)
    reach("answered")
    try:
        rest_until = settle(task, outcome)
    except Replaced:
        logger.warning("push %s was taken over by another worker; what this one learned is found again", push_id)
        return None
    reach("settled")
    return rest_until


def _next(tenant_id: UUID, connection_id: UUID) -> UUID | None:
    with scope(tenant_id):
        due = Push.objects.of(tenant_id).filter(
            FREE, connection_id=connection_id, status__in=RUNNABLE, next_attempt_at__lte=clock.now()
        )
        return due.order_by("next_attempt_at", "id").values_list("id", flat=True).first()


def _next_due(tenant_id: UUID, connection_id: UUID) -> datetime | None:
    with scope(tenant_id):
        open_ones = Push.objects.of(tenant_id).filter(connection_id=connection_id, status__in=RUNNABLE)
        soonest = open_ones.aggregate(at=Min("next_attempt_at"))["at"]
    # One that is due and yet was not taken is held by somebody: look again when the lease may have run out.
    return soonest if soonest is None or soonest > clock.now() else clock.now() + LEASE
