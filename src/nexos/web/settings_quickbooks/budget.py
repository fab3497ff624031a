"""What the Intuit app may read a month, and what it comes to, as pages show it."""

from dataclasses import dataclass
from uuid import UUID

from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.metering.projection import ALARMS
from nexos.quickbooks.sync.schedule import Schedule, schedule
from nexos.web.badge import Badge


@dataclass(frozen=True)
class Budget:
    """`low` and `high` are the reads at which the meter turns amber and red."""

    schedule: Schedule
    badge: Badge
    low: int
    high: int


def budget(tenant_id: UUID, connection: Connection) -> Budget:
    """How the month stands for the connection's app."""
    planned = schedule(tenant_id, connection)
    high, low = (planned.usage.allowance * line // 100 for line in ALARMS)
    return Budget(planned, _badge(planned), low, high)


def _badge(planned: Schedule) -> Badge:
    if not planned.metered:
        return Badge("off", "ring", "Not metered")
    if planned.usage.stopped_until:
        return Badge("bad", "alert", "Used up")
    if planned.usage.alarm:
        return Badge("wait", "clock", f"Heads past {planned.usage.alarm} %")
    return Badge("ok", "ok", "Lasts the month", plain=True)
