"""Lines and tax of documents.

`DetailType` names the one detail a line has. The server appends a SubTotalLineDetail line without Id to sales
documents: never send it. Sources: Intuit's entity pages and schemas; recorded documents.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from qbo.entities.record import Record
from qbo.entities.values import LinkedTxn, NameValue, Ref


class SalesItemLineDetail(Record):
    """Quantity and UnitPrice have up to 7 decimals; absent ones stay absent and Amount stands alone (recorded)."""

    ItemRef: Ref | None = None
    Qty: Decimal | None = None
    UnitPrice: Decimal | None = None
    TaxCodeRef: Ref | None = None
    ServiceDate: date | None = None
    ClassRef: Ref | None = None
    ItemAccountRef: Ref | None = None
    DiscountRate: Decimal | None = None
    DiscountAmt: Decimal | None = None
    TaxInclusiveAmt: Decimal | None = None


class DiscountLineDetail(Record):
    PercentBased: bool | None = None
    DiscountPercent: Decimal | None = None
    DiscountAccountRef: Ref | None = None


class DescriptionLineDetail(Record):
    ServiceDate: date | None = None
    TaxCodeRef: Ref | None = None


class SubTotalLineDetail(Record):
    ItemRef: Ref | None = None


class GroupLineDetail(Record):
    """A bundle: the outer line's Amount is 0, the inner lines hold everything."""

    GroupItemRef: Ref | None = None
    Quantity: Decimal | None = None
    Line: list[Line] | None = None


class ItemBasedExpenseLineDetail(Record):
    ItemRef: Ref | None = None
    Qty: Decimal | None = None
    UnitPrice: Decimal | None = None
    TaxCodeRef: Ref | None = None
    CustomerRef: Ref | None = None
    ClassRef: Ref | None = None
    BillableStatus: str | None = None


class AccountBasedExpenseLineDetail(Record):
    AccountRef: Ref | None = None
    TaxCodeRef: Ref | None = None
    CustomerRef: Ref | None = None
    ClassRef: Ref | None = None
    BillableStatus: str | None = None


class JournalEntryEntity(Record):
    Type: str | None = None
    EntityRef: Ref | None = None


class JournalEntryLineDetail(Record):
    """PostingType is Debit or Credit; lines on receivables and payables name whom in Entity."""

    PostingType: str | None = None
    AccountRef: Ref | None = None
    Entity: JournalEntryEntity | None = None
    ClassRef: Ref | None = None
    DepartmentRef: Ref | None = None
    TaxCodeRef: Ref | None = None
    TaxApplicableOn: str | None = None
    TaxAmount: Decimal | None = None
    BillableStatus: str | None = None


class DepositLineDetail(Record):
    """Money that comes from no payment; a line that deposits one has LinkedTxn instead and no DetailType
    (recorded)."""

    AccountRef: Ref | None = None
    Entity: Ref | None = None
    PaymentMethodRef: Ref | None = None
    CheckNum: str | None = None
    ClassRef: Ref | None = None
    TaxCodeRef: Ref | None = None


class LineEx(Record):
    NameValue: list[NameValue] | None = None


class Line(Record):
    """Amount has 2 decimals and equals Qty × UnitPrice, rounded half up, where both are given (else 6070)."""

    Id: str | None = None
    LineNum: int | None = None
    Description: str | None = None
    Amount: Decimal | None = None
    DetailType: str | None = None
    LinkedTxn: list[LinkedTxn] | None = None
    SalesItemLineDetail: SalesItemLineDetail | None = None
    DiscountLineDetail: DiscountLineDetail | None = None
    DescriptionLineDetail: DescriptionLineDetail | None = None
    SubTotalLineDetail: SubTotalLineDetail | None = None
    GroupLineDetail: GroupLineDetail | None = None
    ItemBasedExpenseLineDetail: ItemBasedExpenseLineDetail | None = None
    AccountBasedExpenseLineDetail: AccountBasedExpenseLineDetail | None = None
    JournalEntryLineDetail: JournalEntryLineDetail | None = None
    DepositLineDetail: DepositLineDetail | None = None
    LineEx: LineEx | None = None
    Received: Decimal | None = None


class TaxLineDetail(Record):
    TaxRateRef: Ref | None = None
    PercentBased: bool | None = None
    TaxPercent: Decimal | None = None
    NetAmountTaxable: Decimal | None = None
    TaxInclusiveAmount: Decimal | None = None
    OverrideDeltaAmount: Decimal | None = None


class TaxLine(Record):
    Amount: Decimal | None = None
    DetailType: str | None = None
    TaxLineDetail: TaxLineDetail | None = None


class TxnTaxDetail(Record):
    """In the US the code stands here and lines say TAX or NON; without a code there is no tax, silently (recorded)."""

    TxnTaxCodeRef: Ref | None = None
    TotalTax: Decimal | None = None
    TaxLine: list[TaxLine] | None = None
