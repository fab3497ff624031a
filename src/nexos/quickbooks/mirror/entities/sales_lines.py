"""The lines of invoices, estimates and credit memos. Sources: Intuit's entity pages; recorded documents (`qbo-money`
rules A4, A5)."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from nexos.quickbooks.mirror.entities.spec import Values
from nexos.quickbooks.mirror.entities.values import Number, QboId, Ref, decimal_text, minor, ref_id

LINE_COLUMNS = (
    "bundle_position",
    "line_id",
    "detail_type",
    "item_id",
    "item_name",
    "description",
    "quantity",
    "unit_price",
    "amount_minor",
    "taxable",
)


class _SalesItem(msgspec.Struct, gc=False):
    ItemRef: Ref | None = None
    Qty: Number = None
    UnitPrice: Number = None
    TaxCodeRef: Ref | None = None


class _Group(msgspec.Struct, gc=False):
    GroupItemRef: Ref | None = None
    Quantity: Number = None
    Line: list[SalesLine] | None = None


class SalesLine(msgspec.Struct, gc=False):
    Id: QboId | None = None
    DetailType: str | None = None
    Description: str | None = None
    Amount: Number = None
    SalesItemLineDetail: _SalesItem | None = None
    GroupLineDetail: _Group | None = None


def line_rows(lines: Iterable[SalesLine], currency: str) -> list[Values]:
    """One row per entry, the members of a bundle after it."""
    rows: list[Values] = []
    for line in lines:
        group = line.GroupLineDetail
        if group is None:
            rows.append(_line(line, None, currency))
            continue
        bundle = len(rows)
        rows.append(_bundle(line, group, currency))
        rows.extend(_line(member, bundle, currency) for member in group.Line or ())
    return rows


def _line(line: SalesLine, bundle_position: int | None, currency: str) -> Values:
    sale = line.SalesItemLineDetail
    amount = minor(line.Amount, currency, "Amount")
    if sale is None:
        kind = line.DetailType or ""
        return (bundle_position, line.Id or "", kind, "", "", line.Description or "", None, None, amount, False)
    item, code = sale.ItemRef, sale.TaxCodeRef
    return (
        bundle_position,
        line.Id or "",
        line.DetailType or "",
        item.value if item else "",
        (item and item.name) or "",
        line.Description or "",
        decimal_text(sale.Qty, "Qty"),
        decimal_text(sale.UnitPrice, "UnitPrice"),
        amount,
        code is not None and code.value not in ("", "NON"),
    )


def _bundle(line: SalesLine, group: _Group, currency: str) -> Values:
    return (
        None,
        line.Id or "",
        line.DetailType or "",
        ref_id(group.GroupItemRef),
        (group.GroupItemRef and group.GroupItemRef.name) or "",
        line.Description or "",
        decimal_text(group.Quantity, "Quantity"),
        None,
        minor(line.Amount, currency, "Amount"),
        False,
    )
