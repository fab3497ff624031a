"""The settings a person switches in QuickBooks' own screens, each kept where QuickBooks shows it.

Most stand in Preferences (Intuit, Preferences), what was bought stands in CompanyInfo.NameValue, and two are shown by
no object: the closing password, of which only its presence is kept, and the warning of numbers used twice.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from qbo_emulator.store.books import Books
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.shelf import dig
from qbo_emulator.store.text import Json

IN_PREFERENCES = {
    "account_numbers": "AccountingInfoPrefs.UseAccountNumbers",
    "closing_date": "AccountingInfoPrefs.BookCloseDate",
    "locations": "AccountingInfoPrefs.TrackDepartments",
    "custom_numbers": "SalesFormsPrefs.CustomTxnNumbers",
    "auto_apply_credit": "SalesFormsPrefs.AutoApplyCredit",
    "auto_apply_payments": "SalesFormsPrefs.AutoApplyPayments",
    "sales_tax": "TaxPrefs.UsingSalesTax",
    "automated_sales_tax": "TaxPrefs.PartnerTaxEnabled",
    "tax_override": "TaxPrefs.AllowPartnerTaxOverride",
    "multicurrency": "CurrencyPrefs.MultiCurrencyEnabled",
    "home_currency": "CurrencyPrefs.HomeCurrency.value",
}
EDITIONS = ("Simple Start", "Essentials", "Plus", "Advanced")
"""From the smallest to the largest."""

SUBSCRIPTIONS = {"paid": "PAID", "trial": "TRIAL", "read_only": "EXPIRED", "ended": "CANCELED"}
"""What SubscriptionStatus says; the words of the last two: nothing settles them."""

CLASS_TRACKING = {"off": (False, False), "transaction": (True, False), "line": (False, True)}
"""ClassTrackingPerTxn and ClassTrackingPerTxnLine: one choice on the screen, never both."""

_SKU = "QuickBooks Online "
_PER_TXN, _PER_LINE = "AccountingInfoPrefs.ClassTrackingPerTxn", "AccountingInfoPrefs.ClassTrackingPerTxnLine"
_CLOSING_PASSWORD = "closing password"  # noqa: S105, the name of a fact
_DUPLICATE_NUMBERS = "duplicate numbers"
_ALLOWED = "allowed"


def shown(books: Books) -> Json:
    """Every setting by the name `change` takes; of the closing password only whether there is one."""
    preferences = the_only(books, "Preferences")
    per_txn, per_line = bool(dig(preferences, _PER_TXN)), bool(dig(preferences, _PER_LINE))
    status = bought(books, "SubscriptionStatus")
    return {
        "edition": edition(books),
        "subscription": next((name for name, stored in SUBSCRIPTIONS.items() if stored == status), None),
        "payroll": bought(books, "PayrollFeature") == "true",
        "class_tracking": "transaction" if per_txn else "line" if per_line else "off",
        "closing_password": has_closing_password(books),
        "duplicate_number_warning": warns_of_duplicate_numbers(books),
    } | {name: dig(preferences, path) for name, path in IN_PREFERENCES.items()}


def change(books: Books, settings: Mapping[str, object], now: datetime) -> None:
    """Switch these settings, as one edit of Preferences and one of CompanyInfo; None takes a setting away."""
    draft = Draft(books, now)
    preferences, info = the_only(books, "Preferences"), the_only(books, "CompanyInfo")
    for name, value in settings.items():
        if name in IN_PREFERENCES:
            _bury(preferences, IN_PREFERENCES[name], value)
        elif name == "class_tracking":
            for path, tracked in zip((_PER_TXN, _PER_LINE), CLASS_TRACKING[str(value)], strict=True):
                _bury(preferences, path, tracked)
    for name, value in _bought(settings):
        others = [each for each in info.get("NameValue", []) if each.get("Name") != name]
        info["NameValue"] = [*others, {"Name": name, "Value": value}]
    for entity, obj in (("Preferences", preferences), ("CompanyInfo", info)):
        if obj != the_only(books, entity):
            draft.put(entity, obj)
    draft.commit()
    if "closing_password" in settings:
        _note(books, _CLOSING_PASSWORD, "set" if settings["closing_password"] else None)
    if "duplicate_number_warning" in settings:
        _note(books, _DUPLICATE_NUMBERS, None if settings["duplicate_number_warning"] else _ALLOWED)


def edition(books: Books) -> str | None:
    """One of EDITIONS; None where CompanyInfo does not tell, as in older recordings."""
    sku = bought(books, "OfferingSku")
    return next((each for each in EDITIONS if sku == _SKU + each), None)


def bought(books: Books, name: str) -> str | None:
    """A value of CompanyInfo.NameValue."""
    for held in books.shelf("CompanyInfo").column("NameValue").values():
        for each in held if isinstance(held, list) else ():
            if each.get("Name") == name:
                return str(each.get("Value"))
    return None


def has_closing_password(books: Books) -> bool:
    """Whether the books are closed with a password."""
    return _CLOSING_PASSWORD in books.facts


def warns_of_duplicate_numbers(books: Books) -> bool:
    """Whether a document number used before is refused; on until somebody switches it off."""
    return books.facts.get(_DUPLICATE_NUMBERS) != _ALLOWED


def the_only(books: Books, entity: str) -> Json:
    """A copy of the one object of CompanyInfo or Preferences; {} in a company that has none."""
    return next((record.object() for record in books.shelf(entity).live().values()), {})


def _bought(settings: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    if "edition" in settings:
        yield "OfferingSku", f"{_SKU}{settings['edition']}"
    if "subscription" in settings:
        yield "SubscriptionStatus", SUBSCRIPTIONS[str(settings["subscription"])]
    if "payroll" in settings:
        yield "PayrollFeature", str(settings["payroll"]).lower()


def _bury(obj: Json, path: str, value: object) -> None:
    group, _, name = path.rpartition(".")
    for step in group.split("."):
        obj = obj.setdefault(step, {})
    obj.pop(name, None)
    if value is not None:
        obj[name] = value


def _note(books: Books, name: str, value: str | None) -> None:
    books.facts.pop(name, None)
    if value is not None:
        books.facts[name] = value
