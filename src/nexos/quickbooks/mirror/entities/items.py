"""Products and services. Sources: Intuit's entity page; recorded items."""

from typing import Annotated

import msgspec

from nexos.quickbooks.mirror.entities.spec import Spec, Values
from nexos.quickbooks.mirror.entities.values import Entity, Number, Ref, decimal_text, ref_id
from nexos.quickbooks.mirror.models import Item

MIRRORED_TYPES = frozenset({"Service", "NonInventory"})


class _Item(Entity, gc=False):
    Name: str | None = None
    FullyQualifiedName: str | None = None
    Sku: str | None = None
    Description: str | None = None
    Type: Annotated[str, msgspec.Meta(max_length=40, pattern=r"\A[ -~]*\Z")] | None = None
    Active: bool | None = None
    Taxable: bool | None = None
    UnitPrice: Number = None
    PurchaseCost: Number = None
    IncomeAccountRef: Ref | None = None
    ExpenseAccountRef: Ref | None = None


def _left_out(item: _Item) -> str | None:
    return None if item.Type in MIRRORED_TYPES else f"type {item.Type or 'not told'}"


def _values(item: _Item, home_currency: str) -> Values:
    return (
        item.Name or "",
        item.FullyQualifiedName or item.Name or "",
        item.Sku or "",
        item.Description or "",
        item.Type,
        item.Active is not False,
        bool(item.Taxable),
        decimal_text(item.UnitPrice, "UnitPrice"),
        decimal_text(item.PurchaseCost, "PurchaseCost"),
        ref_id(item.IncomeAccountRef),
        ref_id(item.ExpenseAccountRef),
    )


ITEM = Spec(
    "Item",
    Item,
    _Item,
    (
        "name",
        "fully_qualified_name",
        "sku",
        "description",
        "type",
        "active",
        "taxable",
        "price",
        "cost",
        "income_account_id",
        "expense_account_id",
    ),
    _values,
    left_out=_left_out,
)
