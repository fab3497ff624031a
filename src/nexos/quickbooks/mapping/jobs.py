"""What is too long for a person to wait for."""

from datetime import datetime

from nexos.kit.jobs.lease import Work
from nexos.kit.jobs.registry import job
from nexos.kit.tenancy import scope
from nexos.quickbooks.mapping.services.bulk import BULK, step
from nexos.quickbooks.mapping.services.standings import COMPARE, refresh


@job(COMPARE)
def compare(work: Work) -> datetime | None:
    """Stores how everybody of the connection `work.record_id` stands now."""
    with scope(work.tenant_id):
        refresh(work.tenant_id, work.record_id)
    return None


@job(BULK)
def bulk(work: Work) -> datetime | None:
    """Carries the decision `work.record_id` through, or on from where it was."""
    more = True
    while more:
        work.check()
        with scope(work.tenant_id):
            more = step(work.tenant_id, work.record_id)
    return None
