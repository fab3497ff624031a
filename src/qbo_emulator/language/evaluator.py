"""Which objects a bound query selects, and in which order."""

import operator
import re
from collections.abc import Callable
from typing import Any

from qbo_emulator.catalog.entity import Entity
from qbo_emulator.catalog.fields import Kind
from qbo_emulator.language.binding import TIMES, Property, property_of
from qbo_emulator.language.candidates import Table, candidates
from qbo_emulator.language.query import Condition, Query
from qbo_emulator.language.values import NULL, is_absent, literal, ranking, stored

type Test = Callable[[Any], bool]

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


def select(query: Query, entity: Entity, table: Table) -> list[str]:
    """Ids of the objects that meet every condition, sorted; not paged.

    Raises Fault 4001 for a value of another type.
    """
    ids, conditions = candidates(query.where, entity, table)
    for condition in conditions:
        prop = property_of(entity, condition.path)
        test, value = _test(condition, prop.kind), _value(table, prop)
        ids = [each for each in ids if test(value(each))]
    for key in reversed(query.order):
        # The sort is stable: equal keys keep one order on every page.
        ids.sort(key=_sort_key(table, property_of(entity, key.path)), reverse=key.descending)
    return ids


def _sort_key(table: Table, prop: Property) -> Callable[[str], Any]:
    value = _value(table, prop)
    if prop.kind is Kind.INSTANT:
        return value
    rank = ranking(prop)
    return lambda each: rank(value(each))


def _value(table: Table, prop: Property) -> Callable[[str], Any]:
    """The value of a property, by id."""
    if prop.path == "Id":
        return str
    if prop.path in TIMES.values():
        return table.instants(prop.path.removeprefix("MetaData.")).__getitem__
    return table.column(prop.path).__getitem__


def _test(condition: Condition, kind: Kind) -> Test:
    """Whether a stored value meets the condition; of a list (`AttachableRef.EntityRef.value`), any of its elements."""
    test = _test_of_one(condition, kind)
    if "." not in condition.path or condition.path in TIMES.values():
        return test
    return lambda value: any(map(test, value)) if isinstance(value, list) else test(value)


def _test_of_one(condition: Condition, kind: Kind) -> Test:
    comparable = stored(kind)
    if condition.operator == "LIKE":
        pattern = ".*".join(re.escape(part) for part in condition.values[0].casefold().split("%"))
        matches = re.compile(pattern, re.DOTALL).fullmatch
        return lambda value: value is not None and matches(comparable(value)) is not None
    wanted = [literal(condition.path, kind, value) for value in condition.values if value != NULL]
    if condition.operator == "IN":
        accepted = frozenset(wanted)
        absent = NULL in condition.values
        return lambda value: absent if is_absent(value, kind) else comparable(value) in accepted
    if not wanted:
        return lambda value: is_absent(value, kind)
    compare = _COMPARISONS[condition.operator]
    return lambda value: not is_absent(value, kind) and compare(comparable(value), wanted[0])
