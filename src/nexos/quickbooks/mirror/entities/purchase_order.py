"""Purchase orders with their lines. Sources: Intuit's entity page; recorded orders.

They are not gated: an order has a vendor and no customer of its own, and is met by the link of what was sent from here.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec

from nexos.quickbooks.mirror.entities.spec import Parts, Spec, Values
from nexos.quickbooks.mirror.entities.values import (
    Currency,
    Entity,
    Link,
    Number,
    QboId,
    Ref,
    date_text,
    decimal_text,
    links_text,
    minor,
    ref_id,
    total_minor,
)
from nexos.quickbooks.mirror.models import PurchaseOrder, PurchaseOrderLine


class _Expense(msgspec.Struct, gc=False):
    ItemRef: Ref | None = None
    AccountRef: Ref | None = None
    CustomerRef: Ref | None = None
    BillableStatus: str | None = None
    Qty: Number = None
    UnitPrice: Number = None


class _Line(msgspec.Struct, gc=False):
    Id: QboId | None = None
    DetailType: str | None = None
    Description: str | None = None
    Amount: Number = None
    Received: Number = None
    ItemBasedExpenseLineDetail: _Expense | None = None
    AccountBasedExpenseLineDetail: _Expense | None = None


class _PurchaseOrder(Entity, gc=False):
    TotalAmt: Number
    DocNumber: Annotated[str, msgspec.Meta(max_length=100)] | None = None
    VendorRef: Ref | None = None
    TxnDate: date | None = None
    DueDate: date | None = None
    CurrencyRef: Currency | None = None
    POStatus: str | None = None
    LinkedTxn: list[Link] | None = None
    Memo: str | None = None
    PrivateNote: str | None = None
    Line: list[_Line] | None = None


def _currency(order: _PurchaseOrder, home_currency: str) -> str:
    return order.CurrencyRef.value if order.CurrencyRef else home_currency


def _values(order: _PurchaseOrder, home_currency: str) -> Values:
    currency = _currency(order, home_currency)
    return (
        order.DocNumber or "",
        ref_id(order.VendorRef),
        date_text(order.TxnDate),
        date_text(order.DueDate),
        currency,
        total_minor(order.TotalAmt, currency, "TotalAmt"),
        order.POStatus or "",
        links_text(order.LinkedTxn),
        order.Memo or "",
        order.PrivateNote or "",
    )


def _lines(order: _PurchaseOrder, home_currency: str) -> list[Values]:
    currency = _currency(order, home_currency)
    return [_line(line, currency) for line in order.Line or ()]


def _line(line: _Line, currency: str) -> Values:
    expense = line.ItemBasedExpenseLineDetail or line.AccountBasedExpenseLineDetail or _Expense()
    return (
        line.Id or "",
        line.DetailType or "",
        ref_id(expense.ItemRef),
        (expense.ItemRef and expense.ItemRef.name) or "",
        ref_id(expense.AccountRef),
        ref_id(expense.CustomerRef),
        expense.BillableStatus or "",
        line.Description or "",
        decimal_text(expense.Qty, "Qty"),
        decimal_text(expense.UnitPrice, "UnitPrice"),
        decimal_text(line.Received, "Received"),
        minor(line.Amount, currency, "Amount"),
    )


PURCHASE_ORDER = Spec(
    "PurchaseOrder",
    PurchaseOrder,
    _PurchaseOrder,
    (
        "doc_number",
        "vendor_id",
        "txn_date",
        "due_date",
        "currency",
        "total_minor",
        "status",
        "links",
        "memo",
        "private_note",
    ),
    _values,
    parts=Parts(
        PurchaseOrderLine,
        "purchase_order_id",
        (
            "line_id",
            "detail_type",
            "item_id",
            "item_name",
            "account_id",
            "customer_id",
            "billable",
            "description",
            "quantity",
            "unit_price",
            "received",
            "amount_minor",
        ),
        _lines,
    ),
)
