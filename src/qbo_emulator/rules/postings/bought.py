"""Postings of purchase-side documents."""

from collections.abc import Iterator

from qbo_emulator.rules.names import LISTS
from qbo_emulator.rules.postings.facts import Facts
from qbo_emulator.rules.postings.posting import Name, Posting, closed, id_of, name_in, posting
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.text import Json


def bill(entity: str, doc: Json, facts: Facts) -> list[Posting]:
    """Credit payables, debit what was bought line by line and its tax; a vendor credit the other way round."""
    sign = -1 if entity == "VendorCredit" else 1
    vendor = name_in(doc, "VendorRef", "Vendor")
    rows = [posting(_payable(doc, facts), -sign * money(doc.get("TotalAmt")), vendor, owed=True)]
    rows += _spent(doc, facts, vendor, sign)
    return closed(doc, rows, "")


def bill_payment(doc: Json, facts: Facts) -> list[Posting]:
    """Debit payables with all that was paid, unapplied or not; credit the bank or the card."""
    vendor, total = name_in(doc, "VendorRef", "Vendor"), money(doc.get("TotalAmt"))
    check = id_of(doc.get("CheckPayment") or {}, "BankAccountRef")
    paid_from = check or id_of(doc.get("CreditCardPayment") or {}, "CCAccountRef")
    rows = [posting(_payable(doc, facts), total, vendor, owed=True), posting(paid_from, -total, vendor)]
    return closed(doc, rows, "")


def purchase(doc: Json, facts: Facts) -> list[Posting]:
    """Credit the account it was paid from, debit what was bought and its tax; reversed for a card credit."""
    sign = -1 if doc.get("Credit") else 1
    payee = payee_of(doc.get("EntityRef"))
    rows = [posting(id_of(doc, "AccountRef"), -sign * money(doc.get("TotalAmt")), payee)]
    rows += _spent(doc, facts, payee, sign)
    return closed(doc, rows, "")


def payee_of(reference: Json | None) -> Name | None:
    """The name of `{"value", "type"}`; without a known type, nobody."""
    reference = reference or {}
    known = reference.get("type") in LISTS and reference.get("value")
    return (str(reference["type"]), str(reference["value"])) if known else None


def _payable(doc: Json, facts: Facts) -> str:
    return id_of(doc, "APAccountRef") or facts.payable(id_of(doc, "CurrencyRef"))


def _spent(doc: Json, facts: Facts, name: Name | None, sign: int) -> Iterator[Posting]:
    for line in doc.get("Line", []):
        detail = line.get("AccountBasedExpenseLineDetail")
        if detail:
            account = id_of(detail, "AccountRef")
        else:
            detail = line.get("ItemBasedExpenseLineDetail") or {}
            account = id_of(detail, "ItemAccountRef") or facts.bought_on(id_of(detail, "ItemRef"))
        owed = bool(name) and facts.owed_to(account) == (name or ("",))[0]
        yield posting(account, sign * money(line.get("Amount")), name, owed=owed, detail=detail)
    for line in (doc.get("TxnTaxDetail") or {}).get("TaxLine", []):
        rate = id_of(line.get("TaxLineDetail") or {}, "TaxRateRef")
        yield posting(facts.tax_payable(rate), sign * money(line.get("Amount")), name)
