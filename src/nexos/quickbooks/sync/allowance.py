"""Telling the tenant when its app is on the way to use up the month's reads."""

from uuid import UUID

from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.metering.appraise import appraise
from nexos.quickbooks.metering.count import Standing
from nexos.quickbooks.metering.month import day_of
from nexos.quickbooks.metering.usage import usage
from nexos.synclog import queries as synclog
from nexos.synclog.models import Outcome
from nexos.synclog.services import record

_KIND = "allowance"
_REMEDY = (
    "If Intuit lets the app read more a month, say so under Settings → QuickBooks → Advanced. Else nothing is to do, "
    "and fewer companies behind one app read less."
)


def mind_the_allowance(tenant_id: UUID, connection_id: UUID, standing: Standing) -> None:
    """Has the app appraised when that is due, and tells the tenant of an alarm, once a month each. Costs nothing while
    there is neither."""
    if not standing.appraised:
        appraise(standing.app_key)
    elif standing.alarm:
        with scope(tenant_id):
            _tell(tenant_id, connection_id, standing)


def _tell(tenant_id: UUID, connection_id: UUID, standing: Standing) -> None:
    month, code = f"{day_of(clock.now()):%Y-%m}", f"reads_{standing.alarm}"
    if synclog.is_noted(tenant_id, "sync", _KIND, month, code):
        return
    used = usage(standing.app_key, connection_id)
    pace = f" Where nothing changes, QuickBooks is looked at every {used.quiet_minutes} minutes." * used.stretched
    message = (
        f"Your Intuit app is on the way to more than {standing.alarm} % of what it may read this month: "
        f"{used.spent:,} reads until now, about {used.projected:,} by its end, {used.allowance:,} are allowed.{pace}"
    )
    record(
        tenant_id,
        "sync",
        Outcome.SLOWED,
        message,
        remedy=_REMEDY,
        code=code,
        record_kind=_KIND,
        record_id=month,
        about=f"QuickBooks reads, {used.month:%B %Y}",
    )
