"""Classes and locations, by which a company sorts its income."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from nexos.catalog import queries as catalog
from nexos.catalog.models import RevenueClass
from nexos.quickbooks.mapping.assigned.kind import Assigned, Ours, Theirs
from nexos.quickbooks.mapping.keys import DEFAULT
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.models import Class, Department, Preferences


class _Tracked(Assigned):
    @cached_property
    def preferences(self) -> Preferences | None:
        return mirror.preferences(self.tenant_id, self.connection_id)


class Classes(_Tracked):
    """Revenue classes, and the class of whatever has none of these; only where the company keeps classes."""

    kind = "class"
    here = "revenue class"
    there = "class"
    without = "Goes without a class of its own"

    def absent(self) -> str:
        there = self.preferences
        if there is None or there.class_per_line or there.class_per_document:
            return ""
        return (
            "This QuickBooks company keeps no classes. Where its edition has them, they are switched on under Account "
            "and settings, Advanced, Categories."
        )

    def ours(self) -> Sequence[Ours]:
        there = self.preferences
        if there is None or not (there.class_per_line or there.class_per_document):
            return []
        if not there.class_per_line:
            return [Ours(DEFAULT, "Every invoice", "This company keeps one class per document")]
        return [
            *(
                Ours(one.value, one.label, "Revenue class", other_names=(one.value, f"{one.label} revenue"))
                for one in RevenueClass
            ),
            Ours(DEFAULT, "Everything else", "The class of a line whose revenue class has none"),
        ]

    def theirs(self) -> Sequence[Theirs]:
        return [_in_tree(row) for row in mirror.classes(self.tenant_id, self.connection_id, inactive=True).defer("raw")]

    def used(self, keys: Collection[str]) -> Mapping[str, Mapping[str, int]]:
        counts = catalog.counted_by(self.tenant_id, "revenue_class")
        return {str(name): {"product": count} for name, count in counts.items()}


class Locations(_Tracked):
    """The one location of what is sent, where the company keeps locations."""

    kind = "location"
    here = "location"
    there = "location"
    without = "Goes without a location"

    def absent(self) -> str:
        there = self.preferences
        if there is None or there.tracks_locations:
            return ""
        return (
            "This QuickBooks company keeps no locations. Where its edition has them, they are switched on under "
            "Account and settings, Advanced, Categories."
        )

    def ours(self) -> Sequence[Ours]:
        if self.preferences is None or not self.preferences.tracks_locations:
            return []
        return [Ours(DEFAULT, "Every invoice", "The location of what is sent from here")]

    def theirs(self) -> Sequence[Theirs]:
        return [
            _in_tree(row) for row in mirror.departments(self.tenant_id, self.connection_id, inactive=True).defer("raw")
        ]


def _in_tree(row: Class | Department) -> Theirs:
    """By its full name, which says where it hangs."""
    return Theirs(row.qbo_id, row.fully_qualified_name or row.name, active=row.active)
