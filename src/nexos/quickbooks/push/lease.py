"""Holding a push: who delivers it, until when nobody else may, and how a holder that was replaced finds out.

1. Taking a push is one conditional UPDATE: it succeeds only where no unexpired lease stands, and raises the fence.
2. The holder renews every RENEW_EVERY seconds from a thread, while it waits for QuickBooks outside any transaction.
3. A holder that dies stops renewing; LEASE later the push may be taken again, and because its generation says
   `may_be_there`, the next holder looks before it sends.
4. A holder that was merely slow finds another fence on the row: `give_back` raises, and what it settled is undone.
5. Times are the database's own, so that no machine's clock decides who holds a lease.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection
from django.db.models import F, Q
from django.db.models.functions import Now

from nexos.kit.jobs.lease import holder_name
from nexos.kit.tenancy import scope
from nexos.quickbooks.push.models import Push

logger = logging.getLogger(__name__)
LEASE = timedelta(seconds=15)
RENEW_EVERY = 4.0

FREE = Q(leased_until=None) | Q(leased_until__lt=Now())
"""A push that nobody holds."""


class Replaced(Exception):
    """Another worker has taken this push over; nothing of ours may be written."""


def take(tenant_id: UUID, push_id: UUID) -> Push | None:
    """The push, held from now on; None when somebody else holds it. In the caller's transaction."""
    row = Push.objects.of(tenant_id).get(id=push_id)
    won = (
        Push.objects.of(tenant_id)
        .filter(FREE, id=push_id, fence=row.fence)
        .update(holder=holder_name(), fence=F("fence") + 1, leased_until=Now() + LEASE)
    )
    return Push.objects.of(tenant_id).get(id=push_id) if won else None


def give_back(tenant_id: UUID, push_id: UUID, fence: int, **fresh: Any) -> None:
    """Ends the lease and writes the columns in `fresh`. Raises Replaced; in the caller's transaction."""
    held = Push.objects.of(tenant_id).filter(id=push_id, fence=fence)
    if not held.update(holder="", leased_until=None, **fresh):
        raise Replaced(str(push_id))


@contextmanager
def kept(tenant_id: UUID, push_id: UUID, fence: int) -> Iterator[None]:
    """Renews the lease as long as the block runs. A renewal that fails is made up for by the next one."""
    over = threading.Event()

    def renew() -> None:
        try:
            while not over.wait(RENEW_EVERY):
                _renew(tenant_id, push_id, fence)
        finally:
            connection.close()

    thread = threading.Thread(target=renew, name=f"lease of push {push_id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _renew(tenant_id: UUID, push_id: UUID, fence: int) -> None:
    try:
        with scope(tenant_id):
            Push.objects.of(tenant_id).filter(id=push_id, fence=fence).update(leased_until=Now() + LEASE)
    except DatabaseError:
        logger.warning("the lease of push %s could not be renewed; the next renewal is in %s s", push_id, RENEW_EVERY)
