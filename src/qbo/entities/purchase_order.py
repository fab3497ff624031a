"""Purchase orders. Sources: Intuit's entity page and schema; recorded orders."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from qbo.entities.lines import Line, TxnTaxDetail
from qbo.entities.values import Address, CustomField, Email, Entity, LinkedTxn, Ref


class PurchaseOrder(Entity):
    """POStatus is Closed exactly when LinkedTxn names the bill or purchase (recorded)."""

    VendorRef: Ref | None = None
    APAccountRef: Ref | None = None
    Line: list[Line] | None = None
    DocNumber: str | None = None
    TxnDate: date | None = None
    DueDate: date | None = None
    POStatus: str | None = None
    POEmail: Email | None = None
    TotalAmt: Decimal | None = None
    CurrencyRef: Ref | None = None
    ExchangeRate: Decimal | None = None
    Memo: str | None = None
    PrivateNote: str | None = None
    VendorAddr: Address | None = None
    ShipAddr: Address | None = None
    ShipTo: Ref | None = None
    ShipMethodRef: Ref | None = None
    SalesTermRef: Ref | None = None
    ClassRef: Ref | None = None
    DepartmentRef: Ref | None = None
    EmailStatus: str | None = None
    TxnTaxDetail: TxnTaxDetail | None = None
    GlobalTaxCalculation: str | None = None
    LinkedTxn: list[LinkedTxn] | None = None
    CustomField: list[CustomField] | None = None
