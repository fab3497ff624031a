"""The few objects a query needs to look at, found by the indexes of the table."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from qbo_emulator.catalog.entity import Entity
from qbo_emulator.catalog.fields import Kind
from qbo_emulator.language.binding import TIMES, property_of
from qbo_emulator.language.query import Condition
from qbo_emulator.language.values import NULL, literal

_BOUNDS = frozenset({"<", ">", "<=", ">="})
_INDEXED = frozenset({Kind.TEXT, Kind.REFERENCE})


class Moments(Protocol):
    """Ids in the order of a time."""

    def place(self, time: float, *, after: bool) -> int:
        """Where the ids of `time` begin or, with `after`, end."""

    def ids(self, first: int = 0, end: int | None = None) -> list[str]:
        """The ids between two places."""


class Table(Protocol):
    """What the evaluator needs to know of the objects."""

    def ids(self) -> list[str]:
        """Every id."""

    def get(self, object_id: str) -> object | None:
        """Something for an id that is there."""

    def column(self, path: str) -> Mapping[str, object]:
        """The property's value by id, None where absent."""

    def having(self, path: str, value: str) -> list[str]:
        """Ids of the objects with this text, or reference to this id, at a path; case does not matter."""

    def instants(self, name: str) -> Mapping[str, float]:
        """CreateTime or LastUpdatedTime by id, in epoch seconds."""

    def timeline(self, name: str) -> Moments:
        """The ids in the order of CreateTime or LastUpdatedTime."""


def candidates(conditions: Sequence[Condition], entity: Entity, table: Table) -> tuple[list[str], Sequence[Condition]]:
    """The ids worth testing and the conditions left to test, by the best index there is for them.

    1. `Id =` or `IN`: those ids. 2. `=` on a text or a reference: its index. 3. Bounds on a time: the stretch
    between them. 4. Everything. Raises Fault 4001 for a bound that is no time.
    """
    for condition in conditions:
        if condition.path == "Id" and all(each.isdigit() for each in condition.values):
            ids = [each for each in dict.fromkeys(condition.values) if table.get(each) is not None]
            return ids, _without(conditions, [condition])
    for condition in conditions:
        prop = property_of(entity, condition.path)
        if condition.operator == "=" and prop.kind in _INDEXED and prop.path != "Id" and condition.values != (NULL,):
            return table.having(prop.path, condition.values[0]), _without(conditions, [condition])
    bounds = [each for each in conditions if each.path in TIMES.values() and each.operator in _BOUNDS]
    bounds = [each for each in bounds if each.path == bounds[0].path and each.values != (NULL,)]
    return (_between(bounds, table), _without(conditions, bounds)) if bounds else (table.ids(), conditions)


def _between(bounds: Sequence[Condition], table: Table) -> list[str]:
    timeline = table.timeline(bounds[0].path.removeprefix("MetaData."))
    first, end = 0, None
    for bound in bounds:
        moment: Any = literal(bound.path, Kind.INSTANT, bound.values[0])
        place = timeline.place(moment, after=bound.operator in (">", "<="))
        if bound.operator in (">", ">="):
            first = max(first, place)
        else:
            end = place if end is None else min(end, place)
    return timeline.ids(first, end)


def _without(conditions: Sequence[Condition], used: Sequence[Condition]) -> Sequence[Condition]:
    return [each for each in conditions if each not in used]
