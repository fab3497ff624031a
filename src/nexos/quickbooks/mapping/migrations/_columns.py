"""Columns that the tables of the first migrations share (see `mapping/models.py` for what they are).

A later change to a table states its own columns: these are as they were when the tables were made.
"""

from typing import Any

from django.db import models

from nexos.kit.ids import new_id

type Column = tuple[str, models.Field[Any, Any]]

_HOW = [
    ("same name", "Same name"),
    ("same email", "Same email"),
    ("same SKU", "Same SKU"),
    ("same days", "Same number of days"),
    ("by hand", "By hand"),
    ("created", "Created from QuickBooks"),
]


def row(*own: Column) -> list[Column]:
    """What belongs to a connection."""
    return [
        ("id", models.UUIDField(default=new_id, editable=False, primary_key=True, serialize=False)),
        *own,
        to("connection", "quickbooks_connection.connection"),
        tenant(),
    ]


def link(*own: Column) -> list[Column]:
    """What is linked to what, since when, why and by whom."""
    return row(
        ("how", models.CharField(choices=_HOW, max_length=12)),
        ("linked_at", models.DateTimeField()),
        person("linked_by"),
        *own,
    )


def to(name: str, model: str, on_delete: Any = models.CASCADE, *, null: bool = False) -> Column:
    """A reference."""
    return name, models.ForeignKey(null=null, on_delete=on_delete, related_name="+", to=model)


def person(name: str) -> Column:
    """Who did it, as long as they are known."""
    return to(name, "accounts.user", models.SET_NULL, null=True)


def tenant() -> Column:
    """Whose it is."""
    return "tenant", models.ForeignKey(editable=False, on_delete=models.CASCADE, related_name="+", to="accounts.tenant")
