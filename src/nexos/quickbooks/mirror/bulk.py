"""Writing many rows of one table in one statement's work, on either database.

SQLite runs one prepared statement per row, in C. PostgreSQL takes many rows by COPY into a temporary table and merges
from there (row security forbids COPY into the table itself, and the merge passes through it); a handful goes as plain
statements, which saves making the temporary table.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection as database
from django.db import models
from django.db.models.expressions import RawSQL

_WORTH_A_COPY = 20


def lock_writes(connection_id: UUID) -> None:
    """Makes the others who write rows of this connection wait until this transaction ends, so that what it reads is
    still so when it writes. On SQLite a transaction that may write holds the one lock anyway."""
    if database.vendor == "postgresql":
        with database.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [connection_id.int >> 64 & 0x7FFF_FFFF_FFFF_FFFF])


def among(texts: Collection[str]) -> RawSQL:
    """For a filter like `qbo_id__in=among(ids)`: any number of texts as one parameter, which a thousand are not."""
    if database.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::text[])", [list(texts)])
    return RawSQL("SELECT value FROM json_each(%s)", [msgspec.json.encode(list(texts)).decode()])


def insert(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    on_conflict: str = "",
    *,
    same: Mapping[str, UUID | None],
) -> None:
    """Inserts rows given in the order of `columns` (database names); values as the database takes them. `same` are
    the columns that are alike in all of them."""
    if not rows:
        return
    quote = database.ops.quote_name
    table = quote(model._meta.db_table)
    names = ", ".join(quote(column) for column in columns)
    same_names = ", ".join(quote(column) for column in same)
    same_values = ", ".join("NULL" if value is None else f"'{value.hex}'" for value in same.values())
    into = f"INSERT INTO {table} ({same_names}, {names})"
    with database.cursor() as cursor:
        if database.vendor == "postgresql" and len(rows) >= _WORTH_A_COPY:
            cursor.execute(f"CREATE TEMPORARY TABLE arriving ON COMMIT DROP AS SELECT {names} FROM {table} WHERE false")  # noqa: S608
            with cursor.copy(f"COPY arriving ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            cursor.execute(f"{into} SELECT {same_values}, {names} FROM arriving {on_conflict}")  # noqa: S608
            cursor.execute("DROP TABLE arriving")
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"{into} VALUES ({same_values}, {places}) {on_conflict}", rows)


def replacing(model: type[models.Model], key: Sequence[str], columns: Sequence[str], guard: str) -> str:
    """The ON CONFLICT clause by which a row takes the place of the one with its key, unless `guard` (a column) would
    go back."""
    quote = database.ops.quote_name
    changed = ", ".join(f"{quote(column)} = excluded.{quote(column)}" for column in columns if column not in key)
    keys = ", ".join(quote(column) for column in key)
    return (
        f"ON CONFLICT ({keys}) DO UPDATE SET {changed} "
        f"WHERE {quote(model._meta.db_table)}.{quote(guard)} <= excluded.{quote(guard)}"
    )


def refresh_statistics() -> None:
    """After many rows came: SQLite otherwise does not know that a company's invoices are many, and a page of them few.
    PostgreSQL finds out by itself."""
    if database.vendor == "sqlite":
        with database.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 400")  # rows looked at per index: milliseconds at any size
            cursor.execute("ANALYZE")
