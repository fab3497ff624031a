"""Documents in foreign currency (reference D1, 9.18)."""

from decimal import Decimal

from qbo_emulator.rules import currencies, faults, preferences
from qbo_emulator.rules.rounding import half_up, money
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json, plain


def denominate(draft: Draft, doc: Json, before: Json | None, party: Json) -> None:
    """Give the document its CurrencyRef and, where it is shown, its ExchangeRate.

    `party` is the customer or vendor, whose currency is the document's. Nobody needs to send the home currency
    (recorded, though multicurrency was on); a foreign one has to be sent. The rate is the one sent, else that of the
    latest ExchangeRate up to TxnDate, else 1. US documents in home currency show none (recorded 68 of 69), those of
    other countries show 1 (recorded). Raises Fault 2020; 2220 for one the company does not use; 6000 for a
    currency that is not the party's, or a foreign one without multicurrency.
    """
    home = preferences.home_currency(draft)
    own = party.get("CurrencyRef") or home
    foreign_allowed = preferences.multicurrency(draft)
    if "CurrencyRef" not in doc:
        if foreign_allowed and own["value"] != home["value"]:
            raise faults.missing("CurrencyRef")
        doc["CurrencyRef"] = own
    currency = doc["CurrencyRef"]["value"]
    is_new = before is None or (before.get("CurrencyRef") or {}).get("value") != currency
    if is_new and preferences.home_currency_set(draft):
        if not foreign_allowed and currency != home["value"]:
            raise faults.business("Multi Currency should be enabled to perform this operation.", "CurrencyRef")
        if foreign_allowed and party and currency != own["value"]:
            raise faults.business(
                "The currency of the transaction is invalid for customer / vendor / account.", "CurrencyRef"
            )
        if foreign_allowed and not party:
            currencies.refuse_unknown(draft, currency)
    if currency == own["value"]:
        doc["CurrencyRef"] = own
    if currency == home["value"] and "ExchangeRate" in doc:
        doc["ExchangeRate"] = 1
    if foreign_allowed and (currency != home["value"] or preferences.country(draft) != "US"):
        rate = money(doc["ExchangeRate"]) if "ExchangeRate" in doc else _rate(draft, doc, currency, home["value"])
        if rate <= 0:
            raise faults.invalid_value("2110", "Invalid Decimal", "ExchangeRate", doc["ExchangeRate"])
        doc["ExchangeRate"] = plain(rate)


def state_in_home_currency(draft: Draft, doc: Json) -> None:
    """Add HomeTotalAmt, and HomeBalance where there is a Balance, to a document that shows an ExchangeRate."""
    if preferences.multicurrency(draft) and "ExchangeRate" in doc:
        doc.setdefault("HomeTotalAmt", 0)
        restate(doc)


def restate(doc: Json) -> None:
    """Bring HomeTotalAmt and HomeBalance in line with the amounts, each rounded by itself; ties are not recorded."""
    if "HomeTotalAmt" not in doc:
        return
    rate = money(doc.get("ExchangeRate", 1))
    doc["HomeTotalAmt"] = plain(half_up(money(doc["TotalAmt"]) * rate))
    if "Balance" in doc:
        doc["HomeBalance"] = plain(half_up(money(doc["Balance"]) * rate))


def _rate(draft: Draft, doc: Json, currency: str, home: str) -> Decimal:
    """Home units for one foreign unit on the day of the document."""
    known = currencies.rate_as_of(draft.books, currency, doc["TxnDate"]) if currency != home else None
    return money(known.object()["Rate"]) if known else Decimal(1)
