"""Statements in plain SQL, run with as little as possible between them and the database.

Django's cursor costs SQLite three times what it takes to answer a short statement. What happens to every connection
every few minutes is a dozen of those, so here they go to SQLite's own connection: Django's transaction stays around
them, and its exceptions come out. On PostgreSQL, and where somebody looks on (`execute_wrapper`), Django's cursor runs
them.
"""

from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter, methodcaller
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from nexos.kit.stored import written


def fetch(statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The rows it answers, whose moments and Ids are still to be read (`kit.stored`). `%s` are the places of values;
    moments and Ids among them are written as Django does."""
    rows: list[tuple[Any, ...]] = _run(statement, values, _FETCHED)
    return rows


def execute(statement: str, values: Sequence[Any] = ()) -> int:
    """How many rows it changed."""
    return int(_run(statement, values, _CHANGED))


_FETCHED = methodcaller("fetchall")
_CHANGED = attrgetter("rowcount")


def _run(statement: str, values: Sequence[Any], outcome: Callable[[Any], Any]) -> Any:
    database = connections[DEFAULT_DB_ALIAS]
    values = [written(value) for value in values]
    if database.vendor != "sqlite" or database.execute_wrappers or database.queries_logged:
        with database.cursor() as cursor:
            cursor.execute(statement, values)
            return outcome(cursor)
    database.ensure_connection()
    database.validate_no_broken_transaction()
    with database.wrap_database_errors:
        return outcome(database.connection.execute(_for_sqlite(statement), values))


@cache
def _for_sqlite(statement: str) -> str:
    return statement.replace("%s", "?").replace("%%", "%")
