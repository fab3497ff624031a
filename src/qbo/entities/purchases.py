"""What is bought and paid: bills, their payments, purchases, vendor credits. Sources: Intuit's entity pages and
schemas; recorded documents."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from qbo.entities.lines import Line, TxnTaxDetail
from qbo.entities.record import Record
from qbo.entities.values import Address, Entity, LinkedTxn, Ref


class PurchaseForm(Entity):
    """What they have in common. TotalAmt is the sum of the lines: compare it, do not send it (a bill payment's is
    sent)."""

    Line: list[Line] | None = None
    DocNumber: str | None = None
    TxnDate: date | None = None
    CurrencyRef: Ref | None = None
    ExchangeRate: Decimal | None = None
    TotalAmt: Decimal | None = None
    PrivateNote: str | None = None
    DepartmentRef: Ref | None = None
    TxnTaxDetail: TxnTaxDetail | None = None
    GlobalTaxCalculation: str | None = None
    LinkedTxn: list[LinkedTxn] | None = None


class Bill(PurchaseForm):
    """LinkedTxn names the bill payments; a line's LinkedTxn the order it came from (recorded). It cannot be voided."""

    VendorRef: Ref | None = None
    APAccountRef: Ref | None = None
    SalesTermRef: Ref | None = None
    DueDate: date | None = None
    VendorAddr: Address | None = None
    Balance: Decimal | None = None
    HomeBalance: Decimal | None = None


class VendorCredit(PurchaseForm):
    """Applied to bills by a bill payment of 0 (Intuit)."""

    VendorRef: Ref | None = None
    APAccountRef: Ref | None = None
    VendorAddr: Address | None = None
    Balance: Decimal | None = None


class Purchase(PurchaseForm):
    """Paid at once: PaymentType is Cash, Check or CreditCard, AccountRef where the money came from; Credit marks a
    refund to a card. EntityRef has a type: Vendor, Customer or Employee (recorded)."""

    PaymentType: str | None = None
    AccountRef: Ref | None = None
    EntityRef: Ref | None = None
    Credit: bool | None = None
    PaymentMethodRef: Ref | None = None
    PaymentRefNum: str | None = None
    PrintStatus: str | None = None
    RemitToAddr: Address | None = None


class CheckPayment(Record):
    BankAccountRef: Ref | None = None
    PrintStatus: str | None = None


class CreditCardPayment(Record):
    CCAccountRef: Ref | None = None


class BillPayment(PurchaseForm):
    """PayType is Check or CreditCard and has its details beside it; each line applies its Amount to the bill or
    credit it links (recorded)."""

    VendorRef: Ref | None = None
    APAccountRef: Ref | None = None
    PayType: str | None = None
    CheckPayment: CheckPayment | None = None
    CreditCardPayment: CreditCardPayment | None = None
    ProcessBillPayment: bool | None = None
