"""Rows of one tenant read and changed in plain SQL.

Django compiles a statement anew each time it is run, which costs twenty times what SQLite takes to answer it. That is
nothing for a page somebody looks at, and most of the cost of what happens to every connection every few minutes.
"""

import json
from collections.abc import Callable
from functools import cache, cached_property, partial
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection as database
from django.db.models.base import ModelState

from nexos.kit.statements import execute, fetch
from nexos.kit.stored import identifier, moment, written
from nexos.kit.tenancy.models import TenantModel
from nexos.kit.tenancy.scope import WrongTenant, current_tenant_id

_READ: dict[str, Callable[[Any], Any]] = {
    "DateTimeField": moment,
    "JSONField": msgspec.json.decode,
    "UUIDField": identifier,
}
_WRITTEN: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("CharField", "TextField", "BooleanField", "PositiveIntegerField", "BigIntegerField"), written),
    **dict.fromkeys(("DateTimeField", "UUIDField"), written),
    "JSONField": json.dumps,
}


class Rows[M: TenantModel]:
    """Whole rows of `model`, read by a statement that is made once. It says that the rows are the tenant's, and then
    what `more` says: "AND connection_id = %s ORDER BY asked_at DESC LIMIT 1"."""

    def __init__(self, model: type[M], more: str = "") -> None:
        self._model = model
        self._more = more

    def __call__(self, tenant_id: UUID, *values: object) -> list[M]:
        """The rows for these values of its %s. Raises NoTenant and WrongTenant as managers do."""
        _check(tenant_id)
        found = fetch(self._statement, (tenant_id, *values))
        return [self._row(list(columns)) for columns in found]

    def exist(self, tenant_id: UUID, *values: object) -> bool:
        """Whether there is any such row. Raises as a read does."""
        _check(tenant_id)
        return bool(fetch(self._looking, (tenant_id, *values)))

    def _row(self, columns: list[Any]) -> M:
        """As `Model.from_db` makes it, without the keyword arguments and signals that cost it ten times as much."""
        for place, convert in self._converters:
            columns[place] = convert(columns[place])
        row = self._model.__new__(self._model)
        row._state = ModelState()
        row._state.adding, row._state.db = False, database.alias
        row.__dict__.update(zip(self._names, columns, strict=True))
        return row

    @cached_property
    def _names(self) -> list[str]:
        return [field.attname for field in self._model._meta.concrete_fields]

    @cached_property
    def _statement(self) -> str:
        quote = database.ops.quote_name
        return self._select(", ".join(quote(str(field.column)) for field in self._model._meta.concrete_fields))

    @cached_property
    def _looking(self) -> str:
        return f"{self._select('1')} LIMIT 1"

    def _select(self, what: str) -> str:
        table = database.ops.quote_name(self._model._meta.db_table)
        return f"SELECT {what} FROM {table} WHERE tenant_id = %s {self._more}"  # noqa: S608 - no input

    @cached_property
    def _converters(self) -> list[tuple[int, Callable[[Any], Any]]]:
        """By place, what makes of a column's value the field's: moments and Ids here, anything else as Django does."""
        found: list[tuple[int, Callable[[Any], Any]]] = []
        for place, field in enumerate(self._model._meta.concrete_fields):
            column = field.get_col(self._model._meta.db_table)
            if convert := _READ.get(column.output_field.get_internal_type()):
                found.append((place, convert))
                continue
            for slowly in (*database.ops.get_db_converters(column), *column.get_db_converters(database)):
                found.append((place, _bound(slowly, column)))
        return found


def change(tenant_id: UUID, statement: str, *values: object) -> int:
    """Runs `UPDATE … WHERE …`, to which it adds that the rows are the tenant's; returns how many were changed. Raises
    as `Rows`."""
    _check(tenant_id)
    return execute(f"{statement} AND tenant_id = %s", (*values, tenant_id))


def insert(row: TenantModel) -> bool:
    """Inserts the row; False, and nothing done, where a constraint has no room for it. Raises as `Rows`."""
    _check(row.tenant_id)
    values = [prepare(getattr(row, name)) for name, prepare in _preparing(type(row))]
    inserted = bool(execute(_inserting(type(row)), values))
    row._state.adding, row._state.db = False, database.alias
    return inserted


@cache
def _preparing(model: type[TenantModel]) -> list[tuple[str, Callable[[Any], Any]]]:
    """The name of each field, and what makes of its value what the database takes."""
    found = []
    for field in model._meta.concrete_fields:
        kind = field.get_col(model._meta.db_table).output_field.get_internal_type()
        found.append((field.attname, _WRITTEN.get(kind) or partial(field.get_db_prep_save, connection=database)))
    return found


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
