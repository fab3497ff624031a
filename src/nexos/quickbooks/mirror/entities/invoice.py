"""Invoices with their lines. Sources: Intuit's entity page; recorded invoices (`qbo-money` rules A4, A5, C1)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec

from nexos.quickbooks.mirror.entities.sales_lines import LINE_COLUMNS, SalesLine, line_rows
from nexos.quickbooks.mirror.entities.spec import Parts, Spec, Values
from nexos.quickbooks.mirror.entities.values import (
    Currency,
    Entity,
    Number,
    Ref,
    date_text,
    minor,
    ref_id,
    total_minor,
    voided,
)
from nexos.quickbooks.mirror.models import Invoice, InvoiceLine


class _Tax(msgspec.Struct, gc=False):
    TotalTax: Number = None


class _Invoice(Entity, gc=False):
    TotalAmt: Number
    Balance: Number = None
    DocNumber: Annotated[str, msgspec.Meta(max_length=100)] | None = None
    CustomerRef: Ref | None = None
    TxnDate: date | None = None
    DueDate: date | None = None
    CurrencyRef: Currency | None = None
    TxnTaxDetail: _Tax | None = None
    EmailStatus: str | None = None
    PrivateNote: str | None = None
    Line: list[SalesLine] | None = None


def _currency(invoice: _Invoice, home_currency: str) -> str:
    return invoice.CurrencyRef.value if invoice.CurrencyRef else home_currency


def _values(invoice: _Invoice, home_currency: str) -> Values:
    currency = _currency(invoice, home_currency)
    tax = invoice.TxnTaxDetail.TotalTax if invoice.TxnTaxDetail else None
    total = total_minor(invoice.TotalAmt, currency, "TotalAmt")
    balance = minor(invoice.Balance, currency, "Balance")
    return (
        invoice.DocNumber or "",
        ref_id(invoice.CustomerRef),
        date_text(invoice.TxnDate),
        date_text(invoice.DueDate),
        currency,
        total,
        total if balance is None else balance,
        minor(tax, currency, "TotalTax") or 0,
        voided(invoice.PrivateNote, total),
        invoice.EmailStatus or "",
        invoice.PrivateNote or "",
    )


def _lines(invoice: _Invoice, home_currency: str) -> list[Values]:
    return line_rows(invoice.Line or (), _currency(invoice, home_currency))


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
        LINE_COLUMNS,
        _lines,
    ),
    gated=True,
)
