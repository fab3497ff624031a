"""Work that comes due by itself."""

from datetime import datetime

from nexos.kit.jobs.lease import Work
from nexos.kit.jobs.registry import job
from nexos.kit.tenancy import scope
from nexos.sales import services


@job("sales.expire")
def expire(work: Work) -> datetime | None:
    """Ends a sent quote after its last good day."""
    with scope(work.tenant_id):
        return services.expire_quote(work.tenant_id, work.record_id)
