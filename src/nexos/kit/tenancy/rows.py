"""Rows of one tenant read and changed in plain SQL.

Django compiles a statement anew each time it is run, which costs twenty times what SQLite takes to answer it. That is
nothing for a page somebody looks at, and most of the cost of what happens to every connection every few minutes.
"""

from collections.abc import Callable
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from django.db import connection as database

from nexos.kit.stored import identifier, moment, written
from nexos.kit.tenancy.models import TenantModel
from nexos.kit.tenancy.scope import WrongTenant, current_tenant_id

_QUICK: dict[str, Callable[[Any], Any]] = {"DateTimeField": moment, "UUIDField": identifier}


class Rows[M: TenantModel]:
    """Whole rows of `model`, read by a statement that is made once. It says that the rows are the tenant's, and then
    what `more` says: "AND connection_id = %s ORDER BY asked_at DESC LIMIT 1"."""

    def __init__(self, model: type[M], more: str = "") -> None:
        self._model = model
        self._more = more

    def __call__(self, tenant_id: UUID, *values: object) -> list[M]:
        """The rows for these values of its %s (`kit.stored`). Raises NoTenant and WrongTenant as managers do."""
        _check(tenant_id)
        with database.cursor() as cursor:
            cursor.execute(self._statement, [written(value) for value in (tenant_id, *values)])
            found = cursor.fetchall()
        return [self._row(list(columns)) for columns in found]

    def _row(self, columns: list[Any]) -> M:
        for place, convert in self._converters:
            columns[place] = convert(columns[place])
        return self._model.from_db(database.alias, self._names, columns)

    @cached_property
    def _names(self) -> list[str]:
        return [field.attname for field in self._model._meta.concrete_fields]

    @cached_property
    def _statement(self) -> str:
        quote = database.ops.quote_name
        meta = self._model._meta
        columns = ", ".join(quote(str(field.column)) for field in meta.concrete_fields)
        return f"SELECT {columns} FROM {quote(meta.db_table)} WHERE tenant_id = %s {self._more}"  # noqa: S608 - no input

    @cached_property
    def _converters(self) -> list[tuple[int, Callable[[Any], Any]]]:
        """By place, what makes of a column's value the field's: moments and Ids here, anything else as Django does."""
        found: list[tuple[int, Callable[[Any], Any]]] = []
        for place, field in enumerate(self._model._meta.concrete_fields):
            column = field.get_col(self._model._meta.db_table)
            if convert := _QUICK.get(column.output_field.get_internal_type()):
                found.append((place, convert))
                continue
            for slowly in (*database.ops.get_db_converters(column), *column.get_db_converters(database)):
                found.append((place, _bound(slowly, column)))
        return found


def change(tenant_id: UUID, statement: str, *values: object) -> int:
    """Runs `UPDATE … WHERE …`, to which it adds that the rows are the tenant's; returns how many were changed. Raises
    as `Rows`."""
    _check(tenant_id)
    with database.cursor() as cursor:
        cursor.execute(f"{statement} AND tenant_id = %s", [written(value) for value in (*values, tenant_id)])
        return int(cursor.rowcount)


def insert(row: TenantModel) -> bool:
    """Inserts the row; False, and nothing done, where a constraint has no room for it. Raises as `Rows`."""
    _check(row.tenant_id)
    with database.cursor() as cursor:
        fields = row._meta.concrete_fields
        values = [field.get_db_prep_save(getattr(row, field.attname), database) for field in fields]
        cursor.execute(_inserting(type(row)), values)
        row._state.adding, row._state.db = False, database.alias
        return bool(cursor.rowcount)


@cache
def _inserting(model: type[TenantModel]) -> str:
    quote = database.ops.quote_name
    columns = [quote(str(field.column)) for field in model._meta.concrete_fields]
    places = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(columns)}) VALUES ({places}) ON CONFLICT DO NOTHING"  # noqa: S608 - no input


def _check(tenant_id: UUID) -> None:
    if tenant_id != current_tenant_id():
        raise WrongTenant("the tenant asked for is not the active one")


def _bound(convert: Callable[..., Any], column: Any) -> Callable[[Any], Any]:
    return lambda value: convert(value, column, database)
