"""Documents as the transaction reports tell of them: type, name, account, split, amount."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from qbo_emulator.reports.asked import Asked
from qbo_emulator.reports.periods import Period
from qbo_emulator.rules import postings
from qbo_emulator.rules.rounding import ZERO, half_up, money
from qbo_emulator.store.text import Json

TITLES = {
    "Invoice": "Invoice",
    "Payment": "Payment",
    "SalesReceipt": "Sales Receipt",
    "CreditMemo": "Credit Memo",
    "RefundReceipt": "Refund",
    "Estimate": "Estimate",
    "Bill": "Bill",
    "BillPayment": "Bill Payment (Check)",
    "Purchase": "Expense",
    "VendorCredit": "Vendor Credit",
    "PurchaseOrder": "Purchase Order",
    "JournalEntry": "Journal Entry",
    "Deposit": "Deposit",
    "Transfer": "Transfer",
}
_NATURAL_DEBITS = ("Asset", "Expense")
_NAMES = ("CustomerRef", "VendorRef", "EntityRef", "EmployeeRef")


@dataclass(frozen=True)
class Transaction:
    """One document with what it posts; nothing for an estimate or a purchase order."""

    entity: str
    doc: Json
    postings: list[postings.Posting]
    asked: Asked

    @property
    def title(self) -> str:
        """Its type as QuickBooks words it."""
        if self.entity == "BillPayment" and self.doc.get("PayType") == "CreditCard":
            return "Bill Payment (Credit Card)"
        if self.entity == "Purchase" and self.doc.get("PaymentType") == "Check":
            return "Check"
        if self.entity == "Purchase" and self.doc.get("Credit") is True:
            return "Credit Card Credit"
        return TITLES[self.entity]

    @property
    def name(self) -> Json:
        """The reference to its customer, vendor or employee; {} without one."""
        return next((self.doc[each] for each in _NAMES if self.doc.get(each)), {})

    @property
    def account(self) -> str:
        """The id of the account it is about: receivables, payables, the bank; "" if it posts nothing."""
        return self.postings[0].account if self.postings else ""

    @cached_property
    def others(self) -> list[str]:
        """The ids of the other accounts."""
        return list(dict.fromkeys(each.account for each in self.postings if each.account != self.account))

    @property
    def amount(self) -> Decimal:
        """What its account grew by, seen from the account's own side: a bill raises what we owe. In home currency."""
        if not self.postings:
            return half_up(money(self.doc.get("TotalAmt")) * money(self.doc.get("ExchangeRate", 1)))
        debit = sum((each.amount for each in self.postings if each.account == self.account), ZERO)
        classification = self.account_object(self.account).get("Classification", "Asset")
        return debit if classification in _NATURAL_DEBITS else -debit

    def account_object(self, account_id: str) -> Json:
        """The Account with this id, {} when there is none."""
        record = self.asked.books.shelf("Account").get(account_id)
        return record.object() if record else {}


def transactions(asked: Asked, period: Period) -> Iterator[Transaction]:
    """The documents dated in a period, by date."""
    facts = postings.Facts(asked.books)
    first, last = period.start.isoformat(), period.end.isoformat()
    found = []
    for entity in TITLES:
        shelf = asked.books.shelf(entity)
        dates = shelf.column("TxnDate")
        chosen = [each for each in shelf.ids() if first <= str(dates[each] or "") <= last]
        found += [(str(dates[each]), each, entity) for each in chosen]
    for _, object_id, entity in sorted(found, key=lambda each: (each[0], len(each[1]), each[1])):
        doc = asked.books.shelf(entity).live()[object_id].object()
        yield Transaction(entity, doc, postings.of(entity, doc, facts), asked)
