"""What the company's Preferences say that other rules ask for."""

from qbo_emulator.rules import settings
from qbo_emulator.rules.countries import COUNTRIES
from qbo_emulator.store.draft import Draft


def custom_numbers(draft: Draft) -> bool:
    """Whether sales numbers are the user's business: then none is assigned (Intuit, Invoice.DocNumber)."""
    return _setting(draft, "SalesFormsPrefs.CustomTxnNumbers") is True


def sales_tax_on(draft: Draft) -> bool:
    """Whether the company charges sales tax at all; without it a TxnTaxDetail is ignored."""
    return _setting(draft, "TaxPrefs.UsingSalesTax") is not False


def closing_date(draft: Draft) -> str | None:
    """The last day of the closed period, `YYYY-MM-DD`."""
    value = _setting(draft, "AccountingInfoPrefs.BookCloseDate")
    return value if isinstance(value, str) else None


def home_currency(draft: Draft) -> dict[str, str]:
    """The CurrencyRef of the company."""
    code = _setting(draft, "CurrencyPrefs.HomeCurrency.value") or "USD"
    names = {each.currency: each.currency_name for each in COUNTRIES.values()}
    return {"value": str(code), "name": names.get(str(code), str(code))}


def home_currency_set(draft: Draft) -> bool:
    """Whether the company says what its currency is; raw seeded objects may come without Preferences."""
    return _setting(draft, "CurrencyPrefs.HomeCurrency.value") is not None


def country(draft: Draft) -> str:
    """Where the company is, which decides its tax model (Intuit, CompanyInfo.Country); US where nothing says."""
    for record in draft.books.shelf("CompanyInfo").live().values():
        return str(record.object().get("Country") or "US")
    return "US"


def automated_sales_tax(draft: Draft) -> bool:
    """Whether QuickBooks computes US sales tax by the address."""
    return _setting(draft, "TaxPrefs.PartnerTaxEnabled") is True


def tax_override_allowed(draft: Draft) -> bool:
    """Whether a sent tax may override the automated one (XSD AllowPartnerTaxOverride)."""
    return _setting(draft, "TaxPrefs.AllowPartnerTaxOverride") is True


def multicurrency(draft: Draft) -> bool:
    """Whether documents may be in another currency than the company's."""
    return _setting(draft, "CurrencyPrefs.MultiCurrencyEnabled") is True


def applies_credits(draft: Draft) -> bool:
    """Whether QuickBooks applies open credit memos to invoices by itself."""
    return _setting(draft, "SalesFormsPrefs.AutoApplyCredit") is True


def applies_payments(draft: Draft) -> bool:
    """Whether QuickBooks applies unapplied payments to new invoices by itself."""
    return _setting(draft, "SalesFormsPrefs.AutoApplyPayments") is True


def classes_per_txn(draft: Draft) -> bool:
    """Whether a document has one class for all of it."""
    return _setting(draft, "AccountingInfoPrefs.ClassTrackingPerTxn") is True


def classes_per_line(draft: Draft) -> bool:
    """Whether each line of a document has its class."""
    return _setting(draft, "AccountingInfoPrefs.ClassTrackingPerTxnLine") is True


def locations(draft: Draft) -> bool:
    """Whether documents have a location (Department in the API)."""
    return _setting(draft, "AccountingInfoPrefs.TrackDepartments") is True


def payroll(draft: Draft) -> bool:
    """Whether the company has payroll, which takes over employees' names (reference 9.6)."""
    return settings.bought(draft.books, "PayrollFeature") == "true"


def closing_password(draft: Draft) -> bool:
    """Whether the books are closed with a password."""
    return settings.has_closing_password(draft.books)


def duplicate_number_warning(draft: Draft) -> bool:
    """Whether a document number used before is refused."""
    return settings.warns_of_duplicate_numbers(draft.books)


def _setting(draft: Draft, path: str) -> object:
    return next(iter(draft.books.shelf("Preferences").column(path).values()), None)
