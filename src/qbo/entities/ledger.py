"""Movements between accounts: journal entries, deposits, transfers. Sources: Intuit's entity pages and schemas;
recorded documents. None of them can be voided."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from qbo.entities.lines import Line, TxnTaxDetail
from qbo.entities.record import Record
from qbo.entities.values import Entity, Ref


class Movement(Entity):
    """What they have in common."""

    TxnDate: date | None = None
    CurrencyRef: Ref | None = None
    ExchangeRate: Decimal | None = None
    PrivateNote: str | None = None


class JournalEntry(Movement):
    """Debits equal credits. TotalAmt comes back as 0 (recorded)."""

    Line: list[Line] | None = None
    DocNumber: str | None = None
    Adjustment: bool | None = None
    TotalAmt: Decimal | None = None
    TxnTaxDetail: TxnTaxDetail | None = None
    GlobalTaxCalculation: str | None = None


class CashBack(Record):
    AccountRef: Ref | None = None
    Amount: Decimal | None = None
    Memo: str | None = None


class Deposit(Movement):
    """Payments taken out of Undeposited Funds (lines with LinkedTxn) and other money, less CashBack (recorded)."""

    DepositToAccountRef: Ref | None = None
    Line: list[Line] | None = None
    CashBack: CashBack | None = None
    TotalAmt: Decimal | None = None
    DepartmentRef: Ref | None = None
    TxnTaxDetail: TxnTaxDetail | None = None


class Transfer(Movement):
    FromAccountRef: Ref | None = None
    ToAccountRef: Ref | None = None
    Amount: Decimal | None = None
