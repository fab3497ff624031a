"""Work types and billing roles: labour is sold as a service item."""

from collections.abc import Sequence
from typing import ClassVar

from nexos.quickbooks.mapping.assigned.kind import Assigned, Ours, Theirs
from nexos.quickbooks.mirror import queries as mirror
from nexos.timekeeping import queries as timekeeping
from nexos.timekeeping.models import BillingRole, Label, WorkType

_SERVICE = "Service"


class _Labour(Assigned):
    there = "service item"
    of: ClassVar[type[Label]]

    def ours(self) -> Sequence[Ours]:
        made = self._rows().values_list("key", flat=True)
        labels = timekeeping.labels(self.tenant_id, self.of)
        assigned = set(made) if any(not label.active for label in labels) else set()
        return [
            Ours(
                str(label.id),
                label.name,
                self.here.capitalize() if label.active else f"{self.here.capitalize()}, retired",
            )
            for label in labels
            if label.active or str(label.id) in assigned
        ]

    def theirs(self) -> Sequence[Theirs]:
        rows = mirror.items(self.tenant_id, self.connection_id, inactive=True)
        return [
            Theirs(id_, full or name, "" if kind == _SERVICE else "Not a service", type=kind, active=active)
            for id_, full, name, kind, active in rows.values_list(
                "qbo_id", "fully_qualified_name", "name", "type", "active"
            )
        ]

    def fits(self, ours: Ours, theirs: Theirs) -> bool:
        return theirs.type == _SERVICE

    def only(self, ours: Ours) -> str:
        return "Only service items fit, because labour is sold as a service; goods would count as something in stock."


class WorkTypes(_Labour):
    """What was done decides which item the line sells."""

    kind = "work_type"
    here = "work type"
    without = "Its hours need a billing role that has an item"
    of = WorkType

    def needed(self) -> bool:
        return True


class BillingRoles(_Labour):
    """Where the work type has no item of its own, the billing role's is used."""

    kind = "billing_role"
    here = "billing role"
    without = "Its hours go by their work type alone"
    of = BillingRole
