"""Postings of deposits, transfers and journal entries."""

from qbo_emulator.rules.postings.bought import payee_of
from qbo_emulator.rules.postings.facts import Facts
from qbo_emulator.rules.postings.posting import Name, Posting, closed, id_of, posting
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.text import Json


def deposit(doc: Json, facts: Facts) -> list[Posting]:
    """Debit the bank and the cash back; credit where the linked money lay, and the accounts of the other lines."""
    rows = [posting(id_of(doc, "DepositToAccountRef"), money(doc.get("TotalAmt")))]
    if doc.get("CashBack"):
        rows.append(posting(id_of(doc["CashBack"], "AccountRef"), money(doc["CashBack"].get("Amount"))))
    for line in doc.get("Line", []):
        amount = -money(line.get("Amount"))
        if line.get("LinkedTxn"):
            taken = str(line["LinkedTxn"][0].get("TxnType")), str(line["LinkedTxn"][0].get("TxnId"))
            rows.append(posting(facts.lies_on(*taken), amount, facts.party(*taken)))
        else:
            detail = line.get("DepositLineDetail") or {}
            rows.append(_named(detail, amount, payee_of(detail.get("Entity")), facts))
    return closed(doc, rows, "")


def transfer(doc: Json, _facts: Facts) -> list[Posting]:
    """Credit the one account, debit the other."""
    amount = money(doc.get("Amount"))
    rows = [posting(id_of(doc, "FromAccountRef"), -amount), posting(id_of(doc, "ToAccountRef"), amount)]
    return closed(doc, rows, "")


def journal_entry(doc: Json, facts: Facts) -> list[Posting]:
    """Each line as it stands."""
    rows = []
    for line in doc.get("Line", []):
        detail = line.get("JournalEntryLineDetail") or {}
        amount = money(line.get("Amount")) * (1 if detail.get("PostingType") == "Debit" else -1)
        entity = detail.get("Entity") or {}
        name = payee_of((entity.get("EntityRef") or {}) | {"type": entity.get("Type")})
        rows.append(_named(detail, amount, name, facts))
    return closed(doc, rows, "")


def _named(detail: Json, amount: object, name: Name | None, facts: Facts) -> Posting:
    """On receivables a customer owes it, on payables a vendor is owed it."""
    account = id_of(detail, "AccountRef")
    owed = name is not None and facts.owed_to(account) == name[0]
    return posting(account, money(amount), name, owed=owed, detail=detail)
