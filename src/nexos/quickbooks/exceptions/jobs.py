"""What is done about causes while nobody waits."""

from datetime import datetime

from nexos.kit.jobs.lease import Work
from nexos.kit.jobs.registry import job
from nexos.kit.tenancy import scope
from nexos.quickbooks.exceptions import left_out
from nexos.quickbooks.exceptions.again import READ_AGAIN, read_again


@job(left_out.TELL)
def tell(work: Work) -> datetime | None:
    """Tells the sync log what the connection `work.record_id` leaves out now."""
    with scope(work.tenant_id):
        left_out.tell(work.tenant_id, work.record_id)
    return None


@job(READ_AGAIN)
def again(work: Work) -> datetime | None:
    """Reads a quarantined object once more; not again by itself."""
    read_again(work)
    return None
