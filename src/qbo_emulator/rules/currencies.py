"""Currencies and their rates: CompanyCurrency, ExchangeRate, and amounts in home currency (reference 9.18, D1)."""

from datetime import date

from qbo_emulator.rules import faults, preferences
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.books import Books
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.shelf import Record

CODE_LENGTH = 3
RATES = "ExchangeRate"


def compose_currency(draft: Draft, write: Write) -> None:
    """A currency the company uses, once each; its code stays. Raises Fault 2040, 6240."""
    currency, before = write.after, write.before
    if before:
        currency["Code"] = before["Code"]
    code = currency["Code"]
    if len(code) != CODE_LENGTH or not code.isalpha() or not code.isupper():
        raise faults.invalid_string("Code", "a currency code has three capital letters")
    currency.setdefault("Name", code)
    currency.setdefault("Active", True)
    for other in draft.find("CompanyCurrency", "Code", code):
        if other != currency["Id"]:
            raise faults.duplicate_name(other)


def refuse_unknown(draft: Draft, code: str) -> None:
    """Raise Fault 2220 for a currency that is neither the company's own nor an active one of its list."""
    if code == preferences.home_currency(draft)["value"]:
        return
    listed = (draft.get("CompanyCurrency", each) or {} for each in draft.find("CompanyCurrency", "Code", code))
    if not any(each.get("Active") is not False for each in listed):
        raise faults.refused("2220", "CurrencyRef", code, element="CurrencyRef")


def compose_rate(draft: Draft, write: Write) -> None:
    """A rate is known by its currency and day: writing it again replaces it, and needs its SyncToken if one is sent.

    The target is the home currency unless sent; a rate from a currency to itself is 1; a rate for the home currency
    is refused (Intuit, ExchangeRate). Raises Fault 5010, 6000.
    """
    rate = write.after
    home = preferences.home_currency(draft)["value"]
    rate.setdefault("TargetCurrencyCode", home)
    if rate["SourceCurrencyCode"] == home:
        raise faults.business("An exchange rate cannot be set for the home currency.", "SourceCurrencyCode")
    if rate["SourceCurrencyCode"] == rate["TargetCurrencyCode"]:
        rate["Rate"] = 1
    if money(rate["Rate"]) <= 0:
        raise faults.invalid_value("2110", "Invalid Decimal", "Rate", rate["Rate"])
    rate["Id"] = f"{rate['SourceCurrencyCode']} {rate['AsOfDate']}"
    stored = draft.get(RATES, rate["Id"])
    token = (stored or {}).get("SyncToken", "0")
    if stored and write.sent.get("SyncToken", token) != token:
        raise faults.stale(RATES)


def rate_as_of(books: Books, source: str, day: str) -> Record | None:
    """The latest stored rate of a currency on or before a day (YYYY-MM-DD); one without a date counts always."""
    shelf = books.shelf(RATES)
    days = shelf.column("AsOfDate")
    found = [each for each in shelf.having("SourceCurrencyCode", source) if str(days[each] or "") <= day]
    return shelf.get(max(found, key=lambda each: str(days[each] or ""))) if found else None


def read_rate(books: Books, source: str, day: str, now: date) -> Record:
    """The rate `GET exchangerate?sourcecurrencycode=&asofdate=` answers; without a day, today's.

    Raises Fault 2020 without a currency, 610 when no rate of it is known.
    """
    if not source:
        raise faults.missing("sourcecurrencycode")
    found = rate_as_of(books, source.upper(), day or now.isoformat())
    if found is None:
        raise faults.not_found()
    return found
