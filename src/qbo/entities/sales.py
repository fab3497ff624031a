"""What is given to customers: invoices, estimates, credit memos, receipts, refunds. Sources: Intuit's
entity pages; recorded documents."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from qbo.entities.lines import Line, TxnTaxDetail
from qbo.entities.record import Record
from qbo.entities.values import Address, CustomField, Email, Entity, LinkedTxn, Memo, Ref


class DeliveryInfo(Record):
    DeliveryType: str | None = None
    DeliveryTime: str | None = None


class SalesForm(Entity):
    """What they have in common. TotalAmt is computed by QuickBooks: compare it, do not send it."""

    CustomerRef: Ref | None = None
    Line: list[Line] | None = None
    DocNumber: str | None = None
    TxnDate: date | None = None
    CurrencyRef: Ref | None = None
    ExchangeRate: Decimal | None = None
    TotalAmt: Decimal | None = None
    HomeTotalAmt: Decimal | None = None
    TxnTaxDetail: TxnTaxDetail | None = None
    ApplyTaxAfterDiscount: bool | None = None
    GlobalTaxCalculation: str | None = None
    PrivateNote: str | None = None
    CustomerMemo: Memo | None = None
    BillAddr: Address | None = None
    ShipAddr: Address | None = None
    ShipFromAddr: Address | None = None
    FreeFormAddress: bool | None = None
    BillEmail: Email | None = None
    EmailStatus: str | None = None
    PrintStatus: str | None = None
    SalesTermRef: Ref | None = None
    ClassRef: Ref | None = None
    DepartmentRef: Ref | None = None
    ProjectRef: Ref | None = None
    LinkedTxn: list[LinkedTxn] | None = None
    CustomField: list[CustomField] | None = None


class Invoice(SalesForm):
    """A voided one keeps its lines at zero and says so only in PrivateNote and TotalAmt (recorded)."""

    DueDate: date | None = None
    Balance: Decimal | None = None
    HomeBalance: Decimal | None = None
    Deposit: Decimal | None = None
    DepositToAccountRef: Ref | None = None
    BillEmailCc: Email | None = None
    BillEmailBcc: Email | None = None
    ShipDate: date | None = None
    ShipMethodRef: Ref | None = None
    TrackingNum: str | None = None
    AllowOnlineCreditCardPayment: bool | None = None
    AllowOnlineACHPayment: bool | None = None
    AllowOnlinePayment: bool | None = None
    AllowIPNPayment: bool | None = None
    DeliveryInfo: DeliveryInfo | None = None
    InvoiceLink: str | None = None


class Estimate(SalesForm):
    """It has no Balance and cannot be voided."""

    TxnStatus: str | None = None
    ExpirationDate: date | None = None
    DueDate: date | None = None
    AcceptedBy: str | None = None
    AcceptedDate: date | None = None


class CreditMemo(SalesForm):
    """RemainingCredit equals Balance (recorded)."""

    Balance: Decimal | None = None
    RemainingCredit: Decimal | None = None
    PaymentMethodRef: Ref | None = None


class SalesReceipt(SalesForm):
    """A sale paid at once, into DepositToAccountRef; its Balance is 0 (recorded)."""

    Balance: Decimal | None = None
    PaymentMethodRef: Ref | None = None
    PaymentRefNum: str | None = None
    DepositToAccountRef: Ref | None = None
    ShipDate: date | None = None
    ShipMethodRef: Ref | None = None
    TrackingNum: str | None = None
    DeliveryInfo: DeliveryInfo | None = None


class RefundReceipt(SalesForm):
    """Money given back at once, out of DepositToAccountRef, which a create needs (Intuit)."""

    Balance: Decimal | None = None
    PaymentMethodRef: Ref | None = None
    PaymentRefNum: str | None = None
    PaymentType: str | None = None
    DepositToAccountRef: Ref | None = None
