"""Which objects a bound query selects, and in which order."""

import operator
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from qbo_emulator.catalog.entity import Entity
from qbo_emulator.catalog.fields import Kind
from qbo_emulator.language.binding import TIMES, Property, property_of
from qbo_emulator.language.query import Condition, Query
from qbo_emulator.rules.faults import query_invalid
from qbo_emulator.store.moments import parse_instant

type Test = Callable[[Any], bool]

NULL = " "
"""`' '` inside IN stands for an absent value (Intuit)."""

_BOUNDS = frozenset({"<", ">", "<=", ">="})
_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


class Table(Protocol):
    """What the evaluator needs to know of the objects."""

    def ids(self) -> list[str]:
        """Every id."""

    def column(self, path: str) -> Mapping[str, object]:
        """The property's value by id, None where absent."""

    def instants(self, name: str) -> Mapping[str, float]:
        """CreateTime or LastUpdatedTime by id, in epoch seconds."""

    def once[T](self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` derives from the objects, made once until one of them changes."""


def select(query: Query, entity: Entity, table: Table) -> list[str]:
    """Ids of the objects that meet every condition, sorted; not paged.

    Raises Fault 4001 for a value of another type.
    """
    ids, conditions = _within_bounds(query.where, table)
    for condition in conditions:
        prop = property_of(entity, condition.path)
        test = _test(condition, prop.kind)
        column = _column(table, prop)
        ids = [each for each in ids if test(column[each])]
    for key in reversed(query.order):
        # The sort is stable: equal keys keep one order on every page.
        ids.sort(key=_sort_keys(table, property_of(entity, key.path)).__getitem__, reverse=key.descending)
    return ids


def _within_bounds(conditions: Sequence[Condition], table: Table) -> tuple[list[str], Sequence[Condition]]:
    """The ids within the bounds set on a time, found without looking at the others, and the conditions left to test."""
    bounds = [each for each in conditions if each.path in TIMES.values() and each.operator in _BOUNDS]
    bounds = [each for each in bounds if each.path == bounds[0].path and each.values != (NULL,)]
    if not bounds:
        return table.ids(), conditions
    instants = table.instants(_time_name(bounds[0].path))
    ids, times = table.once(("by time", bounds[0].path), lambda: _sorted(instants))
    first, end = 0, len(ids)
    for bound in bounds:
        moment: Any = _literal(bound.path, Kind.INSTANT, bound.values[0])
        place = (bisect_right if bound.operator in (">", "<=") else bisect_left)(times, moment)
        first, end = (max(first, place), end) if bound.operator in (">", ">=") else (first, min(end, place))
    return ids[first:end], [each for each in conditions if each not in bounds]


def _sorted(instants: Mapping[str, float]) -> tuple[list[str], list[float]]:
    ids = sorted(instants, key=instants.__getitem__)
    return ids, [instants[each] for each in ids]


def _sort_keys(table: Table, prop: Property) -> Mapping[str, Any]:
    column = _column(table, prop)
    if prop.kind is Kind.INSTANT:
        return column
    rank = _ranking(prop)
    return table.once(("sort keys", prop.path), lambda: {each: rank(value) for each, value in column.items()})


def _column(table: Table, prop: Property) -> Mapping[str, Any]:
    if prop.path in TIMES.values():
        return table.instants(_time_name(prop.path))
    return table.column(prop.path)


def _time_name(path: str) -> str:
    return path.removeprefix("MetaData.")


def _test(condition: Condition, kind: Kind) -> Test:
    """Whether a stored value meets the condition; of a list (`AttachableRef.EntityRef.value`), any of its elements."""
    test = _test_of_one(condition, kind)
    if "." not in condition.path or condition.path in TIMES.values():
        return test
    return lambda value: any(map(test, value)) if isinstance(value, list) else test(value)


def _test_of_one(condition: Condition, kind: Kind) -> Test:
    stored = _STORED[kind]
    if condition.operator == "LIKE":
        pattern = ".*".join(re.escape(part) for part in condition.values[0].casefold().split("%"))
        matches = re.compile(pattern, re.DOTALL).fullmatch
        return lambda value: value is not None and matches(stored(value)) is not None
    wanted = [_literal(condition.path, kind, value) for value in condition.values if value != NULL]
    if condition.operator == "IN":
        accepted = frozenset(wanted)
        absent = NULL in condition.values
        return lambda value: absent if _is_absent(value, kind) else stored(value) in accepted
    if not wanted:
        return lambda value: _is_absent(value, kind)
    compare = _COMPARISONS[condition.operator]
    return lambda value: not _is_absent(value, kind) and compare(stored(value), wanted[0])


def _is_absent(value: object, kind: Kind) -> bool:
    # An object without Active is active: pseudo tax codes carry none (reference 9.9).
    return value is None and kind is not Kind.FLAG


def _literal(path: str, kind: Kind, text: str) -> object:
    try:
        match kind:
            case Kind.NUMBER | Kind.WHOLE:
                return Decimal(text)
            case Kind.DAY:
                return date.fromisoformat(text[:10]).isoformat()
            case Kind.INSTANT:
                return parse_instant(text).timestamp()
            case Kind.FLAG:
                return {"true": True, "false": False}[text.lower()]
            case _:
                return text.casefold()
    except (ValueError, InvalidOperation, KeyError):
        raise query_invalid(f"value {text} is not valid for property {path}") from None


def _stored_text(value: object) -> str:
    return (value if isinstance(value, str) else str(value)).casefold()


def _stored_reference(value: object) -> str:
    return _stored_text(value.get("value") if isinstance(value, dict) else value)


def _stored_day(value: object) -> str:
    return str(value)[:10]


def _stored_flag(value: object) -> bool:
    return value is not False


def _stored_number(value: Any) -> Decimal | int:
    return value if isinstance(value, int | Decimal) else Decimal(str(value))


def _stored_instant(value: Any) -> float:
    return float(value)


_STORED: dict[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: _stored_text,
    Kind.NUMBER: _stored_number,
    Kind.WHOLE: _stored_number,
    Kind.DAY: _stored_day,
    Kind.INSTANT: _stored_instant,
    Kind.REFERENCE: _stored_reference,
    Kind.FLAG: _stored_flag,
}


def _ranking(prop: Property) -> Callable[[Any], Any]:
    """Sort keys: ids by number, texts in ASCII order (recorded), absent values first."""
    if prop.path == "Id":
        return lambda value: (value.isdigit(), int(value) if value.isdigit() else 0, value)
    if prop.kind is Kind.TEXT:
        return lambda value: "" if value is None else str(value)
    stored = _STORED[prop.kind]
    return lambda value: (value is not None, stored(value) if value is not None else 0)
