"""How often a connection is looked at, when next, and what that is made of: for people, and for the clock itself."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexos.kit.jobs.models import DueWork
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection.models import Connection, Environment
from nexos.quickbooks.metering.projection import USUAL
from nexos.quickbooks.metering.usage import Usage, usage
from nexos.quickbooks.sync import queries
from nexos.quickbooks.sync.services import SYNC

_QUIET_RUNS = 4  # an hour of them


@dataclass(frozen=True, slots=True)
class Schedule:
    """`next_at` is None while nothing is due by itself; `every` in minutes. `metered`: Intuit counts this connection's
    reads; it does not in sandboxes, whose reads are counted here all the same."""

    next_at: datetime | None
    every: int
    metered: bool
    usage: Usage

    @property
    def words(self) -> str:
        """ "Every 35 minutes until Dec 1"."""
        if self.metered and self.usage.stopped_until:
            return "Not until reads are answered again"
        until = f" until {self.usage.ends_on:%b} {self.usage.ends_on.day}" if self.every > USUAL else ""
        return f"Every {self.every} minutes{until}"

    @property
    def reason(self) -> str:
        """Why that is not as usual; empty where it is."""
        if self.metered and self.usage.stopped_until:
            return "What your Intuit app may read this month is used up. Sending goes on."
        if self.every > USUAL:
            return (
                "Nothing has changed there lately, and looked at every 15 minutes the app's reads would not last the "
                "month. A change there brings the usual pace back."
            )
        if self.metered and self.usage.stretched:
            return f"Where nothing changes, every {self.usage.quiet_minutes}: the app's reads would not last the month."
        return ""


def is_quiet(tenant_id: UUID, connection_id: UUID) -> bool:
    """Whether nothing has changed there for a while."""
    with scope(tenant_id):
        return queries.found_nothing(tenant_id, connection_id, _QUIET_RUNS)


def schedule(tenant_id: UUID, connection: Connection) -> Schedule:
    """Of a connection that has its keys."""
    metered = connection.environment == Environment.PRODUCTION
    used = usage(connection.app_key, connection.id)
    stretched = metered and used.stretched and is_quiet(tenant_id, connection.id)
    due = DueWork.objects.filter(kind=SYNC, record_id=connection.id).values_list("due_at", flat=True).first()
    return Schedule(due if connection.connected else None, used.quiet_minutes if stretched else USUAL, metered, used)
