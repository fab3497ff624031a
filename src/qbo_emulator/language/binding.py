"""The properties a statement names, found in the catalogue of its entity."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from qbo_emulator.catalog.entity import Entity
from qbo_emulator.catalog.fields import EMAIL, Kind
from qbo_emulator.language.query import Condition, Order, Query
from qbo_emulator.rules.faults import Fault, query_invalid

TIMES = {"metadata.createtime": "MetaData.CreateTime", "metadata.lastupdatedtime": "MetaData.LastUpdatedTime"}
"""Filterable and sortable on every entity."""

COMPARING = {
    Kind.TEXT: ("=", "<", ">", "<=", ">=", "IN", "LIKE"),
    Kind.NUMBER: ("=", "<", ">", "<=", ">=", "IN"),
    Kind.WHOLE: ("=", "<", ">", "<=", ">=", "IN"),
    Kind.DAY: ("=", "<", ">", "<=", ">=", "IN"),
    Kind.INSTANT: ("=", "<", ">", "<=", ">=", "IN"),
    Kind.REFERENCE: ("=", "IN", "LIKE"),
    Kind.FLAG: ("=", "IN"),
}
"""Operators by type (Intuit's entity pages)."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property as queries see it: its path in the objects and how its values compare."""

    path: str
    kind: Kind


def bind(query: Query, entity_named: Callable[[str], Entity | None]) -> tuple[Query, Entity]:
    """The query with canonical names and the implicit filter on Active, and its entity.

    Name lists give only active objects unless the statement says otherwise, COUNT included (recorded).
    Raises Fault 4001: no such entity or property, not queryable, or an operator the property does not know.
    """
    entity = entity_named(query.entity)
    if entity is None:
        raise query_invalid(f"invalid context declaration: {query.entity}")
    where = tuple(_bound_condition(entity, condition) for condition in query.where)
    if entity.has_active and not any(condition.path == "Active" for condition in where):
        where += (Condition("Active", "=", ("true",)),)
    order = tuple(Order(_sortable(entity, key.path).path, key.descending) for key in query.order)
    fields = tuple(_selectable(entity, path) for path in query.fields)
    return replace(query, entity=entity.name, where=where, order=order or _default(entity), fields=fields), entity


def property_of(entity: Entity, path: str) -> Property:
    """The property at a canonical path."""
    if path in TIMES.values():
        return Property(path, Kind.INSTANT)
    field = entity.by_name.get(path)
    if field is None:  # Id and Active of an entity whose properties are not modelled
        return Property(path, Kind.FLAG if path == "Active" else Kind.TEXT)
    if field.fields == EMAIL:
        return Property(f"{path}.Address", Kind.TEXT)
    return Property(path, field.kind)


def _bound_condition(entity: Entity, condition: Condition) -> Condition:
    path = _found(entity, condition.path)
    if path not in TIMES.values() and path not in _queryable(entity):
        raise query_invalid(f"property '{path}' is not queryable")
    allowed = ("=", "IN") if path == "Id" else COMPARING[property_of(entity, path).kind]
    if condition.operator not in allowed:
        raise query_invalid(f"operator {condition.operator} is not supported for property {path}")
    return replace(condition, path=path)


def _sortable(entity: Entity, path: str) -> Property:
    found = _found(entity, path)
    if found not in TIMES.values() and found not in entity.sortable | {"Id"}:
        raise query_invalid(f"property '{found}' is not sortable")
    return property_of(entity, found)


def _selectable(entity: Entity, path: str) -> str:
    """Addresses cannot be selected by name (reported from the live service); everything else can."""
    found = _found(entity, path)
    if found.endswith("Addr") and found not in entity.filterable:
        raise _not_found(entity, path)
    return found


def _found(entity: Entity, path: str) -> str:
    if path.lower() in TIMES:
        return TIMES[path.lower()]
    for nested in entity.filterable if "." in path else ():
        if nested.lower() == path.lower():
            return nested
    for name in entity.by_name if entity.fields else ("Id", "SyncToken", "MetaData", "Active"):
        if name.lower() == path.lower():
            return name
    raise _not_found(entity, path)


def _not_found(entity: Entity, path: str) -> Fault:
    return query_invalid(f"Property {path} not found for Entity {entity.name}")


def _queryable(entity: Entity) -> frozenset[str]:
    return entity.filterable or frozenset({"Id"} | ({"Active"} if entity.has_active else set()))


def _default(entity: Entity) -> tuple[Order, ...]:
    path, _, direction = entity.default_order.partition(" ")
    return (Order(path, direction == "DESC"),)
