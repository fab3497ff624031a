"""Which documents post, and how."""

from collections.abc import Callable
from functools import partial

from qbo_emulator.rules.postings import bought, moved, sold
from qbo_emulator.rules.postings.facts import Facts
from qbo_emulator.rules.postings.posting import Posting
from qbo_emulator.store.text import Json

_RULES: dict[str, Callable[[Json, Facts], list[Posting]]] = {
    "Invoice": partial(sold.sale, "Invoice"),
    "SalesReceipt": partial(sold.sale, "SalesReceipt"),
    "CreditMemo": partial(sold.sale, "CreditMemo"),
    "RefundReceipt": partial(sold.sale, "RefundReceipt"),
    "Payment": sold.payment,
    "Bill": partial(bought.bill, "Bill"),
    "VendorCredit": partial(bought.bill, "VendorCredit"),
    "BillPayment": bought.bill_payment,
    "Purchase": bought.purchase,
    "Deposit": moved.deposit,
    "Transfer": moved.transfer,
    "JournalEntry": moved.journal_entry,
}

POSTING = frozenset(_RULES)
"""The entities whose documents post."""


def of(entity: str, doc: Json, facts: Facts) -> list[Posting]:
    """What a document posts: a sum of zero in home currency; nothing for one that does not post, or is void."""
    rule = _RULES.get(entity)
    return rule(doc, facts) if rule else []
