"""Invoices with their lines. Sources: Intuit's entity page; recorded invoices (`qbo-money` rules A4, A5, C1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

import msgspec

from nexos.quickbooks.mirror.entities.spec import Parts, Spec, Values
from nexos.quickbooks.mirror.entities.values import (
    CurrencyCode,
    Entity,
    QboId,
    Ref,
    date_text,
    decimal_text,
    minor,
    ref_id,
    voided,
)
from nexos.quickbooks.mirror.models import Invoice, InvoiceLine

_NOTHING = Decimal()


class _SalesItem(msgspec.Struct, gc=False):
    ItemRef: Ref | None = None
    Qty: Decimal | None = None
    UnitPrice: Decimal | None = None
    TaxCodeRef: Ref | None = None


class _Group(msgspec.Struct, gc=False):
    GroupItemRef: Ref | None = None
    Quantity: Decimal | None = None
    Line: list[_Line] | None = None


class _Line(msgspec.Struct, gc=False):
    Id: QboId | None = None
    DetailType: str | None = None
    Description: str | None = None
    Amount: Decimal | None = None
    SalesItemLineDetail: _SalesItem | None = None
    GroupLineDetail: _Group | None = None


class _Currency(msgspec.Struct, gc=False):
    value: CurrencyCode


class _Tax(msgspec.Struct, gc=False):
    TotalTax: Decimal | None = None


class _Invoice(Entity, gc=False):
    TotalAmt: Decimal
    Balance: Decimal | None = None
    DocNumber: Annotated[str, msgspec.Meta(max_length=100)] | None = None
    CustomerRef: Ref | None = None
    TxnDate: date | None = None
    DueDate: date | None = None
    CurrencyRef: _Currency | None = None
    TxnTaxDetail: _Tax | None = None
    EmailStatus: str | None = None
    PrivateNote: str | None = None
    Line: list[_Line] | None = None


def _currency(invoice: _Invoice, home_currency: str) -> str:
    return invoice.CurrencyRef.value if invoice.CurrencyRef else home_currency


def _values(invoice: _Invoice, home_currency: str) -> Values:
    currency = _currency(invoice, home_currency)
    tax = invoice.TxnTaxDetail.TotalTax if invoice.TxnTaxDetail else None
    return (
        invoice.DocNumber or "",
        ref_id(invoice.CustomerRef),
        date_text(invoice.TxnDate),
        date_text(invoice.DueDate),
        currency,
        minor(invoice.TotalAmt, currency),
        minor(invoice.TotalAmt if invoice.Balance is None else invoice.Balance, currency),
        minor(tax or _NOTHING, currency),
        voided(invoice.PrivateNote, invoice.TotalAmt),
        invoice.EmailStatus or "",
        invoice.PrivateNote or "",
    )


def _lines(invoice: _Invoice, home_currency: str) -> list[Values]:
    currency = _currency(invoice, home_currency)
    rows: list[Values] = []
    for line in invoice.Line or ():
        group = line.GroupLineDetail
        if group is None:
            rows.append(_line(line, None, currency))
            continue
        bundle = len(rows)
        rows.append(_bundle(line, group, currency))
        rows.extend(_line(member, bundle, currency) for member in group.Line or ())
    return rows


def _line(line: _Line, bundle_position: int | None, currency: str) -> Values:
    sale = line.SalesItemLineDetail
    amount = None if line.Amount is None else minor(line.Amount, currency)
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
        decimal_text(sale.Qty),
        decimal_text(sale.UnitPrice),
        amount,
        code is not None and code.value not in ("", "NON"),
    )


def _bundle(line: _Line, group: _Group, currency: str) -> Values:
    return (
        None,
        line.Id or "",
        line.DetailType or "",
        ref_id(group.GroupItemRef),
        (group.GroupItemRef and group.GroupItemRef.name) or "",
        line.Description or "",
        decimal_text(group.Quantity),
        None,
        None if line.Amount is None else minor(line.Amount, currency),
        False,
    )


INVOICE = Spec(
    "Invoice",
    Invoice,
    _Invoice,
    (
        "doc_number",
        "customer_id",
        "txn_date",
        "due_date",
        "currency",
        "total_minor",
        "balance_minor",
        "tax_minor",
        "voided",
        "email_status",
        "private_note",
    ),
    _values,
    parts=Parts(
        InvoiceLine,
        "invoice_id",
        (
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
        ),
        _lines,
    ),
    gated=True,
)
