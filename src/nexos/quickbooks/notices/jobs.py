"""Forgetting old notices."""

from datetime import datetime, timedelta

from django.db import transaction

from nexos.kit import clock
from nexos.kit.jobs.lease import Work
from nexos.kit.jobs.registry import job
from nexos.kit.tenancy import scope
from nexos.quickbooks.notices.models import Notice

FORGET = "quickbooks.forget_notices"
"""The kind of due work; its record is the connection."""

KEPT_FOR = timedelta(days=30)
_AT_MOST_ONCE_IN = timedelta(days=1)


@job(FORGET)
def forget(work: Work) -> datetime | None:
    """Deletes a connection's notices older than KEPT_FOR; due again when the next has that age."""
    now = clock.now()
    with scope(work.tenant_id), transaction.atomic():
        rows = Notice.objects.of(work.tenant_id).filter(connection_id=work.record_id)
        rows.filter(received_at__lte=now - KEPT_FOR).delete()
        oldest = rows.order_by("received_at").values_list("received_at", flat=True).first()
    return max(oldest + KEPT_FOR, now + _AT_MOST_ONCE_IN) if oldest else None
