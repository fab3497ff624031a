"""Postings of sales documents and of the payments for them."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from qbo_emulator.rules.postings.facts import Facts
from qbo_emulator.rules.postings.posting import Name, Posting, closed, id_of, name_in, posting
from qbo_emulator.rules.rounding import ZERO, money
from qbo_emulator.store.text import Json

GIVES = frozenset({"CreditMemo", "RefundReceipt"})
"""Documents that take a sale back: the same accounts, the other side."""

ON_ACCOUNT = frozenset({"Invoice", "CreditMemo"})
"""Documents that move what the customer owes; the others move money."""


def sale(entity: str, doc: Json, facts: Facts) -> list[Posting]:
    """Debit what the customer owes or paid, credit income line by line, discounts and tax; reversed for credits."""
    customer = name_in(doc, "CustomerRef", "Customer")
    total, deposit = money(doc.get("TotalAmt")), ZERO
    if entity in ON_ACCOUNT:
        deposit = money(doc.get("Deposit")) if entity == "Invoice" else ZERO
        receivable = facts.receivable(id_of(doc, "CurrencyRef"))
        rows = [posting(receivable, total - deposit, customer, owed=True)]
    else:
        rows = [posting(_money_account(doc, facts), total, customer)]
    if deposit:
        rows.append(posting(_money_account(doc, facts), deposit, customer))
    rows += _earned(doc, facts, customer)
    if entity in GIVES:
        rows = [replace(row, amount=-row.stated, stated=-row.stated) for row in rows]
    return closed(doc, rows, facts.unexplained())


def payment(doc: Json, facts: Facts) -> list[Posting]:
    """Debit where the money lies; credit receivables in the name of each paid invoice's customer.

    Used credits are debited in the name of theirs, and what is unapplied is credited in the payer's: so each
    customer's postings sum to the balance of reference C7.
    """
    payer, total = name_in(doc, "CustomerRef", "Customer"), money(doc.get("TotalAmt"))
    receivable = id_of(doc, "ARAccountRef") or facts.receivable(id_of(doc, "CurrencyRef"))
    rows = [posting(_money_account(doc, facts), total, payer)]
    left = total
    for line in doc.get("Line", []):
        for link in line.get("LinkedTxn", [])[:1]:
            amount = money(line.get("Amount")) * (1 if link.get("TxnType") == "CreditMemo" else -1)
            owner = facts.party(str(link.get("TxnType")), str(link.get("TxnId"))) or payer
            rows.append(posting(receivable, amount, owner, owed=True))
            left += amount
    rows.append(posting(receivable, -left, payer, owed=True))
    return closed(doc, rows, "")


def _money_account(doc: Json, facts: Facts) -> str:
    return id_of(doc, "DepositToAccountRef") or facts.undeposited()


def _earned(doc: Json, facts: Facts, customer: Name | None) -> Iterator[Posting]:
    for line in _lines(doc.get("Line", [])):
        amount = money(line.get("Amount"))
        if line.get("DetailType") == "DiscountLineDetail":
            detail = line.get("DiscountLineDetail") or {}
            account = id_of(detail, "DiscountAccountRef") or facts.discounts()
            yield posting(account, amount, customer, detail=detail)
        elif line.get("DetailType") == "SalesItemLineDetail":
            detail = line["SalesItemLineDetail"]
            yield posting(_income(detail, facts), -amount, customer, detail=detail)
    for line in (doc.get("TxnTaxDetail") or {}).get("TaxLine", []):
        rate = id_of(line.get("TaxLineDetail") or {}, "TaxRateRef")
        yield posting(facts.tax_payable(rate), Decimal(-money(line.get("Amount"))), customer)


def _income(detail: Json, facts: Facts) -> str:
    written = id_of(detail, "ItemAccountRef")
    return written or facts.income_of(id_of(detail, "ItemRef")) or facts.unexplained()


def _lines(lines: list[Json]) -> Iterator[Json]:
    for line in lines:
        if line.get("DetailType") == "GroupLineDetail":
            yield from _lines((line.get("GroupLineDetail") or {}).get("Line", []))
        else:
            yield line
