"""What was earned and spent, by account and day: on accrual or on cash basis."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from qbo_emulator.reports import cash_basis
from qbo_emulator.reports.asked import Asked
from qbo_emulator.rules import postings
from qbo_emulator.rules.postings.posting import id_of
from qbo_emulator.rules.rounding import half_up, money
from qbo_emulator.rules.system_accounts import oldest

UNAPPLIED = {
    "Payment": ("Unapplied Cash Payment Income", "UnappliedCashPaymentIncome", "Income"),
    "BillPayment": ("Unapplied Cash Bill Payment Expense", "UnappliedCashBillPaymentExpense", "Expense"),
}
"""Where money paid in advance counts on cash basis: the account's name, sub-type and type."""

EARNED = ("Revenue", "Expense")


@dataclass(frozen=True, slots=True)
class Earning:
    """An amount on an income or expense account, a debit positive, in home currency."""

    day: str
    account: str
    account_type: str
    amount: Decimal
    of: Mapping[str, str]
    """Who and what it was earned or spent for: id by entity, "" where nothing says."""


def earnings(asked: Asked) -> Iterator[Earning]:
    """Every amount on an income or expense account; on cash basis those of documents on account as they are paid."""
    cash = asked.basis == "Cash"
    paid: dict[tuple[str, str], list[tuple[str, Decimal]]] = defaultdict(list)
    for share in cash_basis.shares(asked.books) if cash else ():
        paid[share.entity, share.id].append((share.day, share.amount))
    types = asked.books.shelf("Account").column("AccountType")
    for entry in postings.journal(asked.books):
        if entry.classification not in EARNED:
            continue
        account_type = str(types[entry.posting.account])
        if not cash or entry.entity not in cash_basis.ON_ACCOUNT:
            yield _earning(entry, account_type, entry.day, entry.posting.amount)
            continue
        total = money(entry.doc.get("TotalAmt"))
        for day, part in paid[entry.entity, entry.doc["Id"]] if total else ():
            yield _earning(entry, account_type, day, half_up(entry.posting.amount * part / total))
    if cash:
        yield from _unapplied(asked)


def _earning(entry: postings.Entry, account_type: str, day: str, amount: Decimal) -> Earning:
    posted, doc = entry.posting, entry.doc
    of = {
        "Item": posted.item,
        "Class": posted.class_id or id_of(doc, "ClassRef"),
        "Department": posted.department or id_of(doc, "DepartmentRef"),
    }
    if posted.name:
        of[posted.name[0]] = posted.name[1]
    return Earning(day, posted.account, account_type, amount, of)


def _unapplied(asked: Asked) -> Iterator[Earning]:
    """What was paid in advance, on the account for it; in a company that has none, on its name."""
    for each in cash_basis.advances(asked.books):
        name, sub_type, account_type = UNAPPLIED[each.entity]
        account = oldest(asked.books.shelf("Account").having("AccountSubType", sub_type)) or name
        amount = -each.amount if each.entity == "Payment" else each.amount
        yield Earning(each.day, account, account_type, amount, dict([each.name] if each.name else []))
