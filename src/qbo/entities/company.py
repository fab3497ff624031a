"""The company and its settings. Sources: Intuit's entity pages; recorded objects."""

from __future__ import annotations

from datetime import date

from qbo.entities.record import Record
from qbo.entities.values import Address, Email, Entity, NameValue, Phone, Ref, Website


class CompanyInfo(Entity):
    """Its Id is "1" for every company; Country decides the tax model."""

    CompanyName: str | None = None
    LegalName: str | None = None
    Country: str | None = None
    CompanyAddr: Address | None = None
    LegalAddr: Address | None = None
    CustomerCommunicationAddr: Address | None = None
    Email: Email | None = None
    PrimaryPhone: Phone | None = None
    WebAddr: Website | None = None
    CompanyStartDate: date | None = None
    FiscalYearStartMonth: str | None = None
    SupportedLanguages: str | None = None
    DefaultTimeZone: str | None = None
    NameValue: list[NameValue] | None = None


class AccountingInfoPrefs(Record):
    UseAccountNumbers: bool | None = None
    TrackDepartments: bool | None = None
    ClassTrackingPerTxn: bool | None = None
    ClassTrackingPerTxnLine: bool | None = None
    BookCloseDate: date | None = None


class SalesFormsPrefs(Record):
    """With CustomTxnNumbers false QuickBooks numbers documents itself: send no DocNumber then."""

    CustomTxnNumbers: bool | None = None
    AllowDiscount: bool | None = None
    AllowDeposit: bool | None = None
    AllowEstimates: bool | None = None
    AllowServiceDate: bool | None = None
    AllowShipping: bool | None = None
    AutoApplyCredit: bool | None = None
    AutoApplyPayments: bool | None = None
    DefaultTerms: Ref | None = None
    DefaultCustomerMessage: str | None = None
    ETransactionPaymentEnabled: bool | None = None


class TimeTrackingPrefs(Record):
    UseServices: bool | None = None
    BillCustomers: bool | None = None
    ShowBillRateToAll: bool | None = None
    MarkTimeEntriesBillable: bool | None = None
    WorkWeekStartDate: str | None = None


class TaxPrefs(Record):
    """PartnerTaxEnabled true means automated sales tax; absent, another tax model."""

    UsingSalesTax: bool | None = None
    PartnerTaxEnabled: bool | None = None
    TaxGroupCodeRef: Ref | None = None


class CurrencyPrefs(Record):
    MultiCurrencyEnabled: bool | None = None
    HomeCurrency: Ref | None = None


class Preferences(Entity):
    AccountingInfoPrefs: AccountingInfoPrefs | None = None
    SalesFormsPrefs: SalesFormsPrefs | None = None
    TimeTrackingPrefs: TimeTrackingPrefs | None = None
    TaxPrefs: TaxPrefs | None = None
    CurrencyPrefs: CurrencyPrefs | None = None
