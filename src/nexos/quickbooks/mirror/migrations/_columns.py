"""Columns that the tables of the first migrations share (see `mirror/models/row.py` for what they are and why so).

A later change to a table states its own columns: these are as they were when the tables were made.
"""

from typing import Any

from django.db import models

type Column = tuple[str, models.Field[Any, Any]]

OPTIONS = {"abstract": False, "base_manager_name": "objects"}


def row(*own: Column) -> list[Column]:
    """One mirrored object. `raw` is the last column, so that SQLite reaches the others without going through it."""
    return [
        _key("connection_id", "qbo_id"),
        ("qbo_id", models.CharField(max_length=40)),
        ("sync_token", models.TextField()),
        ("created_time", models.DateTimeField()),
        ("updated_time", models.DateTimeField()),
        ("read_at", models.DateTimeField()),
        ("deleted_at", models.DateTimeField(null=True)),
        *own,
        *_owner(),
        ("raw", models.TextField()),
    ]


def part(parent: str, *own: Column) -> list[Column]:
    """One line or application of the document whose Id is in the column `parent`."""
    return [
        _key("connection_id", parent, "position"),
        (parent, models.CharField(max_length=40)),
        ("position", models.PositiveIntegerField()),
        *own,
        *_owner(),
    ]


def _key(*columns: str) -> Column:
    key = models.CompositePrimaryKey(*columns, blank=True, editable=False, primary_key=True, serialize=False)
    return "pk", key


def _owner() -> list[Column]:
    bare: dict[str, Any] = {"on_delete": models.CASCADE, "related_name": "+", "db_index": False, "db_constraint": False}
    return [
        ("connection", models.ForeignKey(to="quickbooks_connection.connection", **bare)),
        ("tenant", models.ForeignKey(to="accounts.tenant", editable=False, **bare)),
    ]
