"""What was earned and spent, by account and day: on accrual or on cash basis."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from qbo_emulator.reports.asked import Asked
from qbo_emulator.rules import postings
from qbo_emulator.rules.postings.posting import id_of
from qbo_emulator.rules.rounding import half_up, money

SETTLED_BY = {"Invoice": "Payment", "CreditMemo": "Payment", "Bill": "BillPayment", "VendorCredit": "BillPayment"}
"""Documents that count on cash basis only as far as they are paid, and what pays them."""

EARNED = ("Revenue", "Expense")


@dataclass(frozen=True, slots=True)
class Earning:
    """An amount on an income or expense account, a debit positive, in home currency."""

    day: str
    account: str
    amount: Decimal
    of: Mapping[str, str]
    """Who and what it was earned or spent for: id by entity, "" where nothing says."""


def earnings(asked: Asked) -> Iterator[Earning]:
    """Every amount on an income or expense account.

    On cash basis a document on account counts on the day of each payment, with the share that was paid then; what is
    paid in advance counts when it is applied (the service's account for unapplied payments is not emulated).
    """
    cash = asked.basis == "Cash"
    payments = _payments(asked) if cash else {}
    for entry in postings.journal(asked.books):
        if entry.classification not in EARNED:
            continue
        if not cash or entry.entity not in SETTLED_BY:
            yield _earning(entry, entry.day, entry.posting.amount)
            continue
        total = money(entry.doc.get("TotalAmt"))
        for day, paid in payments.get((entry.entity, entry.doc["Id"]), ()):
            if total:
                yield _earning(entry, day, half_up(entry.posting.amount * paid / total))


def _earning(entry: postings.Entry, day: str, amount: Decimal) -> Earning:
    posted, doc = entry.posting, entry.doc
    of = {
        "Item": posted.item,
        "Class": posted.class_id or id_of(doc, "ClassRef"),
        "Department": posted.department or id_of(doc, "DepartmentRef"),
    }
    if posted.name:
        of[posted.name[0]] = posted.name[1]
    return Earning(day, posted.account, amount, of)


def _payments(asked: Asked) -> dict[tuple[str, str], list[tuple[str, Decimal]]]:
    """When each document on account was paid, and how much."""
    found: dict[tuple[str, str], list[tuple[str, Decimal]]] = defaultdict(list)
    for entity in sorted(set(SETTLED_BY.values())):
        for record in asked.books.shelf(entity).live().values():
            payment = record.object()
            for line in payment.get("Line", []):
                for link in line.get("LinkedTxn", [])[:1]:
                    target = str(link.get("TxnType")), str(link.get("TxnId"))
                    found[target].append((payment["TxnDate"], money(line.get("Amount"))))
    return found
