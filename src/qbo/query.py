"""QuickBooks' query language: statements and literals that cannot be broken out of. Pure.

Source: Intuit, "Data queries": single-quoted strings with backslash escapes, only AND, only `%` as wildcard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

MOST_ROWS = 1000

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*\Z")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")


def literal(value: str | bool | int | Decimal | date) -> str:
    """A value as the language writes it: `literal("Amy's")` is `'Amy\\'s'`.

    A `%` stays a wildcard under LIKE (the language has no escape for it). Raises ValueError for control characters,
    which no QuickBooks field holds, and for dates and times that `timestamp` refuses.
    """
    match value:
        case bool():
            return "true" if value else "false"
        case datetime():
            return f"'{timestamp(value)}'"
        case date():
            return f"'{value.isoformat()}'"
        case int():
            return f"'{value}'"
        case Decimal():
            return f"'{value:f}'"
    if _UNPRINTABLE.search(value):
        raise ValueError("a query value must not contain control characters")
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def timestamp(moment: datetime) -> str:
    """An aware moment in QuickBooks' resolution, rounded down to the whole second, with its offset.

    The `+` of the offset is encoded when the statement is put into an address. Raises ValueError for a naive moment.
    """
    if moment.utcoffset() is None:
        raise ValueError("a time for QuickBooks needs a time zone")
    return moment.isoformat(timespec="seconds")


def in_(field: str, values: Iterable[str]) -> str:
    """`Id IN ('1', '2')`. Raises ValueError for no values: the language has no empty list."""
    listed = ", ".join(literal(value) for value in values)
    if not listed:
        raise ValueError(f"{field} IN () needs at least one value")
    return f"{name(field)} IN ({listed})"


def all_of(*conditions: str) -> str:
    """The conditions joined by AND; empty ones are left out."""
    return " AND ".join(condition for condition in conditions if condition)


def select(entity: str, *, where: str = "", order_by: str = "Id", start: int = 1, limit: int = MOST_ROWS) -> str:
    """One page of an entity: rows `start` (from 1) to `start + limit - 1`, always ordered (without ORDERBY the order
    is unspecified). Raises ValueError for a bad name, start or limit (1 to 1000)."""
    if start < 1:
        raise ValueError("start counts from 1")
    if not 1 <= limit <= MOST_ROWS:
        raise ValueError(f"limit must be 1 to {MOST_ROWS}")
    rows = f"ORDERBY {_order(order_by)} STARTPOSITION {start} MAXRESULTS {limit}"
    return f"{_from('*', entity, where)} {rows}"


def count(entity: str, where: str = "") -> str:
    """How many rows `select` would find in all. Raises ValueError for a bad name."""
    return _from("COUNT(*)", entity, where)


def name(text: str) -> str:
    """An entity or property name, unchanged. Raises ValueError when it is not one: names cannot be escaped."""
    if not _NAME.match(text):
        raise ValueError(f"{text!r} is not a QuickBooks name")
    return text


def _from(what: str, entity: str, where: str) -> str:
    condition = f" WHERE {where}" if where else ""
    return f"SELECT {what} FROM {name(entity)}{condition}"  # noqa: S608 - its parts are checked or made by this module


def _order(order_by: str) -> str:
    keys = []
    for key in order_by.split(","):
        field, _, direction = key.strip().partition(" ")
        if direction.strip().upper() not in ("", "ASC", "DESC"):
            raise ValueError(f"{order_by!r} is not an order: write 'Name', 'Name DESC' or a list of them")
        keys.append(f"{name(field)} {direction.strip().upper()}".strip())
    return ", ".join(keys)
