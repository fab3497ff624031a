"""Customer payments. Sources: Intuit's entity page; recorded payments."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from qbo.entities.lines import Line
from qbo.entities.values import Entity, LinkedTxn, Ref


class Payment(Entity):
    """Each line applies its Amount to the document it links. UnappliedAmt = TotalAmt + credit lines − invoice lines
    (recorded); all line amounts are positive."""

    CustomerRef: Ref | None = None
    TotalAmt: Decimal | None = None
    UnappliedAmt: Decimal | None = None
    TxnDate: date | None = None
    CurrencyRef: Ref | None = None
    ExchangeRate: Decimal | None = None
    Line: list[Line] | None = None
    LinkedTxn: list[LinkedTxn] | None = None
    PaymentMethodRef: Ref | None = None
    PaymentRefNum: str | None = None
    DepositToAccountRef: Ref | None = None
    ARAccountRef: Ref | None = None
    PrivateNote: str | None = None
    ProcessPayment: bool | None = None
