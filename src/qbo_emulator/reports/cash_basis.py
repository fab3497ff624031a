"""Cash basis: what is on account counts as far as it is paid, and what is paid in advance counts by itself.

A share of a document counts on the later of two days, its own and the payment's. Money that came earlier, or is not
applied at all, lies on "Unapplied Cash Payment Income" meanwhile, money paid to vendors on "Unapplied Cash Bill
Payment Expense" (Intuit's help, the same words).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from qbo_emulator.rules.postings import Name
from qbo_emulator.rules.postings.posting import name_in
from qbo_emulator.rules.purchasing import payments as bill_payments
from qbo_emulator.rules.rounding import half_up, money
from qbo_emulator.store.books import Books
from qbo_emulator.store.text import Json

ON_ACCOUNT = {"Invoice": 1, "CreditMemo": -1, "Bill": 1, "VendorCredit": -1}
"""Documents that payments settle; a credit is settled by using it up."""

PARTY = {"Payment": ("CustomerRef", "Customer"), "BillPayment": ("VendorRef", "Vendor")}


@dataclass(frozen=True, slots=True)
class Share:
    """What one payment settles of one document, in the document's currency, on the day it counts."""

    entity: str
    id: str
    day: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Advance:
    """Money paid in advance by a Payment or BillPayment, in home currency; below 0 when it is used up."""

    entity: str
    day: str
    amount: Decimal
    name: Name | None


def shares(books: Books) -> Iterator[Share]:
    """Every settled share of every document on account."""
    for _, payment in _payments(books):
        for entity, object_id, amount in _settled(payment):
            yield Share(entity, object_id, max(_day(payment), _day_of(books, entity, object_id)), amount)


def advances(books: Books) -> Iterator[Advance]:
    """What is unapplied, and what was until its document came."""
    for entity, payment in _payments(books):
        rate, paid_on = money(payment.get("ExchangeRate", 1)), _day(payment)
        name = name_in(payment, *PARTY[entity])
        waiting = money(payment.get("UnappliedAmt")) if entity == "Payment" else bill_payments.unapplied(payment)
        for kind, object_id, amount in _settled(payment):
            day = _day_of(books, kind, object_id)
            if day > paid_on:
                waiting += ON_ACCOUNT[kind] * amount
                yield Advance(entity, day, -half_up(ON_ACCOUNT[kind] * amount * rate), name)
        if waiting:
            yield Advance(entity, paid_on, half_up(waiting * rate), name)


def _payments(books: Books) -> Iterator[tuple[str, Json]]:
    for entity in PARTY:
        for record in books.shelf(entity).live().values():
            yield entity, record.object()


def _settled(payment: Json) -> Iterator[tuple[str, str, Decimal]]:
    for line in payment.get("Line", []):
        for link in line.get("LinkedTxn", [])[:1]:
            if link.get("TxnType") in ON_ACCOUNT:
                yield str(link["TxnType"]), str(link.get("TxnId")), money(line.get("Amount"))


def _day_of(books: Books, entity: str, object_id: str) -> str:
    return str(books.shelf(entity).column("TxnDate").get(object_id) or "")


def _day(doc: Json) -> str:
    return str(doc.get("TxnDate", ""))
