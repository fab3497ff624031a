"""Estimates and credit memos with their lines. Sources: Intuit's entity pages; recorded documents.

Both pass the gate as invoices do: an estimate and a credit of a customer that no company is linked to belong to nobody
here, and what a company is shown (its quotes' estimates, its unapplied credits in the ageing) is found by its own
column.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec

from nexos.quickbooks.mirror.entities.sales_lines import LINE_COLUMNS, SalesLine, line_rows
from nexos.quickbooks.mirror.entities.spec import Parts, Spec, Values
from nexos.quickbooks.mirror.entities.values import (
    Currency,
    Entity,
    Link,
    Number,
    Ref,
    date_text,
    links_text,
    minor,
    ref_id,
    total_minor,
    voided,
)
from nexos.quickbooks.mirror.models import CreditMemo, CreditMemoLine, Estimate, EstimateLine

_COLUMNS = (
    "doc_number",
    "customer_id",
    "txn_date",
    "currency",
    "total_minor",
    "tax_minor",
    "email_status",
    "private_note",
)


class _Tax(msgspec.Struct, gc=False):
    TotalTax: Number = None


class _SalesDocument(Entity, gc=False):
    TotalAmt: Number
    DocNumber: Annotated[str, msgspec.Meta(max_length=100)] | None = None
    CustomerRef: Ref | None = None
    TxnDate: date | None = None
    CurrencyRef: Currency | None = None
    TxnTaxDetail: _Tax | None = None
    EmailStatus: str | None = None
    PrivateNote: str | None = None
    Line: list[SalesLine] | None = None


class _Estimate(_SalesDocument, gc=False):
    ExpirationDate: date | None = None
    TxnStatus: str | None = None
    AcceptedBy: str | None = None
    AcceptedDate: date | None = None
    LinkedTxn: list[Link] | None = None


class _CreditMemo(_SalesDocument, gc=False):
    Balance: Number = None
    RemainingCredit: Number = None


def _currency(document: _SalesDocument, home_currency: str) -> str:
    return document.CurrencyRef.value if document.CurrencyRef else home_currency


def _common(document: _SalesDocument, home_currency: str) -> Values:
    currency = _currency(document, home_currency)
    tax = document.TxnTaxDetail.TotalTax if document.TxnTaxDetail else None
    return (
        document.DocNumber or "",
        ref_id(document.CustomerRef),
        date_text(document.TxnDate),
        currency,
        total_minor(document.TotalAmt, currency, "TotalAmt"),
        minor(tax, currency, "TotalTax") or 0,
        document.EmailStatus or "",
        document.PrivateNote or "",
    )


def _estimate(estimate: _Estimate, home_currency: str) -> Values:
    return (
        *_common(estimate, home_currency),
        date_text(estimate.ExpirationDate),
        estimate.TxnStatus or "",
        estimate.AcceptedBy or "",
        date_text(estimate.AcceptedDate),
        links_text(estimate.LinkedTxn),
    )


def _credit_memo(memo: _CreditMemo, home_currency: str) -> Values:
    currency = _currency(memo, home_currency)
    total = total_minor(memo.TotalAmt, currency, "TotalAmt")
    balance = minor(memo.Balance, currency, "Balance")
    left = minor(memo.RemainingCredit, currency, "RemainingCredit") if balance is None else balance
    return (
        *_common(memo, home_currency),
        total if left is None else left,
        voided(memo.PrivateNote, total),
    )


def _lines(document: _SalesDocument, home_currency: str) -> list[Values]:
    return line_rows(document.Line or (), _currency(document, home_currency))


ESTIMATE = Spec(
    "Estimate",
    Estimate,
    _Estimate,
    (*_COLUMNS, "expires_on", "status", "accepted_by", "accepted_on", "links"),
    _estimate,
    parts=Parts(EstimateLine, "estimate_id", LINE_COLUMNS, _lines),
    gated=True,
)

CREDIT_MEMO = Spec(
    "CreditMemo",
    CreditMemo,
    _CreditMemo,
    (*_COLUMNS, "balance_minor", "voided"),
    _credit_memo,
    parts=Parts(CreditMemoLine, "credit_memo_id", LINE_COLUMNS, _lines),
    gated=True,
)
