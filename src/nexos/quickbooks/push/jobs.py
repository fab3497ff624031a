"""The outbox as level-triggered work."""

from datetime import datetime

from nexos.kit.jobs.lease import Work
from nexos.kit.jobs.registry import job
from nexos.quickbooks.push.deliver import deliver_due
from nexos.quickbooks.push.outbox import PUSH


@job(PUSH)
def push(work: Work) -> datetime | None:
    """Delivers what is due for the connection `work.record_id`."""
    return deliver_due(work)
