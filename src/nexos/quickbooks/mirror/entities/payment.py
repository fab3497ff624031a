"""Payments with what they were applied to. Sources: Intuit's entity page; recorded payments (`qbo-money` C2, C3)."""

from datetime import date

import msgspec

from nexos.quickbooks.mirror.entities.spec import Parts, Spec, Values
from nexos.quickbooks.mirror.entities.values import (
    Currency,
    Entity,
    Link,
    Number,
    Ref,
    date_text,
    minor,
    ref_id,
    total_minor,
    voided,
)
from nexos.quickbooks.mirror.models import Payment, PaymentApplication


class _Line(msgspec.Struct, gc=False):
    Amount: Number = None
    LinkedTxn: list[Link] | None = None


class _Payment(Entity, gc=False):
    TotalAmt: Number
    UnappliedAmt: Number = None
    CustomerRef: Ref | None = None
    TxnDate: date | None = None
    CurrencyRef: Currency | None = None
    PaymentMethodRef: Ref | None = None
    PaymentRefNum: str | None = None
    PrivateNote: str | None = None
    Line: list[_Line] | None = None


def _currency(payment: _Payment, home_currency: str) -> str:
    return payment.CurrencyRef.value if payment.CurrencyRef else home_currency


def _values(payment: _Payment, home_currency: str) -> Values:
    currency = _currency(payment, home_currency)
    total = total_minor(payment.TotalAmt, currency, "TotalAmt")
    return (
        ref_id(payment.CustomerRef),
        date_text(payment.TxnDate),
        currency,
        total,
        minor(payment.UnappliedAmt, currency, "UnappliedAmt") or 0,
        ref_id(payment.PaymentMethodRef),
        (payment.PaymentMethodRef and payment.PaymentMethodRef.name) or "",
        payment.PaymentRefNum or "",
        voided(payment.PrivateNote, total),
        payment.PrivateNote or "",
    )


def _applications(payment: _Payment, home_currency: str) -> list[Values]:
    currency = _currency(payment, home_currency)
    return [
        (linked.TxnType, linked.TxnId, minor(line.Amount, currency, "Amount") or 0)
        for line in payment.Line or ()
        for linked in line.LinkedTxn or ()
    ]


PAYMENT = Spec(
    "Payment",
    Payment,
    _Payment,
    (
        "customer_id",
        "txn_date",
        "currency",
        "total_minor",
        "unapplied_minor",
        "method_id",
        "method",
        "reference",
        "voided",
        "private_note",
    ),
    _values,
    parts=Parts(PaymentApplication, "payment_id", ("txn_type", "txn_id", "amount_minor"), _applications),
    gated=True,
)
