"""What is too long for a person to wait for."""

from datetime import datetime, timedelta

from nexos.kit import clock
from nexos.kit.jobs.lease import Work
from nexos.kit.jobs.registry import job
from nexos.kit.tenancy import scope
from nexos.quickbooks.mapping.queries import bulk_under_way
from nexos.quickbooks.mapping.services.bulk import BULK, compare_first, step
from nexos.quickbooks.mapping.services.standings import COMPARE, refresh

_LATER = timedelta(seconds=5)


@job(COMPARE)
def compare(work: Work) -> datetime | None:
    """Stores how everybody of the connection `work.record_id` stands now; after a decision about many that is under
    way, which changes it with every step."""
    with scope(work.tenant_id):
        if bulk_under_way(work.tenant_id, work.record_id):
            return clock.now() + _LATER
        refresh(work.tenant_id, work.record_id)
    return None


@job(BULK)
def bulk(work: Work) -> datetime | None:
    """Carries the decision `work.record_id` through, or on from where it was."""
    with scope(work.tenant_id):
        compare_first(work.tenant_id, work.record_id)
    more = True
    while more:
        work.check()
        with scope(work.tenant_id):
            more = step(work.tenant_id, work.record_id)
    return None
