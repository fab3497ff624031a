"""The company and its settings. Sources: Intuit's entity pages; recorded objects."""

from datetime import date

import msgspec

from nexos.quickbooks.mirror.entities.spec import Spec, Values
from nexos.quickbooks.mirror.entities.values import CurrencyCode, EmailAddress, Entity, PhoneNumber, date_text
from nexos.quickbooks.mirror.models import CompanyInfo, Preferences


class _NameValue(msgspec.Struct, gc=False):
    Name: str | None = None
    Value: str | None = None


class _CompanyInfo(Entity, gc=False):
    CompanyName: str | None = None
    LegalName: str | None = None
    Country: str | None = None
    Email: EmailAddress | None = None
    PrimaryPhone: PhoneNumber | None = None
    NameValue: list[_NameValue] | None = None


class _SalesForms(msgspec.Struct, gc=False):
    CustomTxnNumbers: bool | None = None
    AutoApplyCredit: bool | None = None
    AutoApplyPayments: bool | None = None
    AllowDiscount: bool | None = None
    AllowEstimates: bool | None = None


class _Accounting(msgspec.Struct, gc=False):
    BookCloseDate: date | None = None
    ClassTrackingPerTxnLine: bool | None = None
    ClassTrackingPerTxn: bool | None = None
    TrackDepartments: bool | None = None


class _Tax(msgspec.Struct, gc=False):
    UsingSalesTax: bool | None = None
    PartnerTaxEnabled: bool | None = None


class _HomeCurrency(msgspec.Struct, gc=False):
    value: CurrencyCode = "USD"


class _Currency(msgspec.Struct, gc=False):
    MultiCurrencyEnabled: bool | None = None
    HomeCurrency: _HomeCurrency | None = None


class _Other(msgspec.Struct, gc=False):
    NameValue: list[_NameValue] | None = None


class _Preferences(Entity, gc=False):
    SalesFormsPrefs: _SalesForms | None = None
    AccountingInfoPrefs: _Accounting | None = None
    TaxPrefs: _Tax | None = None
    CurrencyPrefs: _Currency | None = None
    OtherPrefs: _Other | None = None


def _named(pairs: list[_NameValue] | None, name: str) -> str:
    return next((pair.Value or "" for pair in pairs or () if pair.Name == name), "")


def _company(info: _CompanyInfo, home_currency: str) -> Values:
    return (
        info.CompanyName or "",
        info.LegalName or "",
        info.Country or "",
        (info.Email and info.Email.Address) or "",
        (info.PrimaryPhone and info.PrimaryPhone.FreeFormNumber) or "",
        _named(info.NameValue, "OfferingSku"),
        _named(info.NameValue, "SubscriptionStatus"),
    )


def _preferences(preferences: _Preferences, home_currency: str) -> Values:
    forms = preferences.SalesFormsPrefs or _SalesForms()
    tax = preferences.TaxPrefs or _Tax()
    currency = preferences.CurrencyPrefs or _Currency()
    accounting = preferences.AccountingInfoPrefs or _Accounting()
    others = preferences.OtherPrefs or _Other()
    return (
        currency.HomeCurrency.value if currency.HomeCurrency else "USD",
        bool(currency.MultiCurrencyEnabled),
        bool(forms.CustomTxnNumbers),
        bool(tax.UsingSalesTax),
        tax.PartnerTaxEnabled,
        date_text(accounting.BookCloseDate),
        bool(forms.AutoApplyCredit),
        bool(forms.AutoApplyPayments),
        bool(forms.AllowDiscount),
        bool(forms.AllowEstimates),
        bool(accounting.ClassTrackingPerTxnLine),
        bool(accounting.ClassTrackingPerTxn),
        bool(accounting.TrackDepartments),
        _named(others.NameValue, "SalesFormsPrefs.DefaultItem"),
    )


COMPANY_INFO = Spec(
    "CompanyInfo",
    CompanyInfo,
    _CompanyInfo,
    ("name", "legal_name", "country", "email", "phone", "edition", "subscription"),
    _company,
)

PREFERENCES = Spec(
    "Preferences",
    Preferences,
    _Preferences,
    (
        "home_currency",
        "multi_currency",
        "custom_txn_numbers",
        "sales_tax_enabled",
        "automated_sales_tax",
        "book_close_date",
        "auto_apply_credit",
        "auto_apply_payments",
        "allow_discount",
        "allow_estimates",
        "class_per_line",
        "class_per_document",
        "tracks_locations",
        "default_item_id",
    ),
    _preferences,
)
