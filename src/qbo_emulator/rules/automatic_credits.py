"""Credit that QuickBooks applies by itself, where the Preferences say so (reference 9.2, C3).

Oldest first, to one and the same customer, never to parents or children: nothing recorded settles the order.
"""

from collections.abc import Iterator
from decimal import Decimal

from qbo_emulator.catalog.documents import PAYMENT
from qbo_emulator.rules import applications, payments, preferences
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json, plain

NOTE = "Created by QB Online to link credits to charges."


def settle_new_invoice(draft: Draft, invoice: Json) -> None:
    """1. Open credit memos, each by a payment of nothing; 2. unapplied payments, each by a line of its own."""
    if preferences.applies_credits(draft):
        for memo in _open(draft, "CreditMemo", invoice, "Balance"):
            _link(draft, invoice["Id"], memo["Id"], invoice)
    if preferences.applies_payments(draft):
        for payment in _open(draft, "Payment", invoice, "UnappliedAmt"):
            _add_line(draft, payment, invoice["Id"])


def spend_new_credit(draft: Draft, memo: Json) -> None:
    """To the open invoices of its customer."""
    if preferences.applies_credits(draft):
        for invoice in _open(draft, "Invoice", memo, "Balance"):
            _link(draft, invoice["Id"], memo["Id"], memo)


def _open(draft: Draft, entity: str, doc: Json, what: str) -> Iterator[Json]:
    """The customer's other documents with something open, oldest first."""
    ids = draft.find(entity, "CustomerRef.value", doc["CustomerRef"]["value"])
    found = [stored for each in ids if (stored := draft.get(entity, each)) and money(stored.get(what)) > 0]
    yield from sorted(found, key=lambda each: (each.get("TxnDate", ""), int(each["Id"])))


def _link(draft: Draft, invoice_id: str, memo_id: str, doc: Json) -> None:
    amount = min(_left(draft, "Invoice", invoice_id), _left(draft, "CreditMemo", memo_id))
    if amount <= 0:
        return
    lines = [_line(amount, "Invoice", invoice_id), _line(amount, "CreditMemo", memo_id)]
    head = {name: doc[name] for name in ("CustomerRef", "CurrencyRef", "ExchangeRate") if name in doc}
    sent = head | {"TotalAmt": 0, "TxnDate": doc["TxnDate"], "PrivateNote": NOTE, "Line": lines}
    payment = sent | {"Id": str(draft.next_number(PAYMENT.numbers_from)), "domain": "QBO", "sparse": False}
    payments.compose(draft, Write(PAYMENT, sent, None, payment, sparse=False))
    payment = PAYMENT.ordered(payment)
    draft.put("Payment", payment)
    applications.apply(draft, None, payment)


def _add_line(draft: Draft, before: Json, invoice_id: str) -> None:
    amount = min(_left(draft, "Invoice", invoice_id), money(before["UnappliedAmt"]))
    if amount <= 0:
        return
    payment = before | {"Line": [*before.get("Line", []), _line(amount, "Invoice", invoice_id)]}
    payment["UnappliedAmt"] = plain(applications.unapplied(payment))
    draft.put("Payment", payment)
    applications.apply(draft, before, payment)


def _left(draft: Draft, entity: str, object_id: str) -> Decimal:
    return money((draft.get(entity, object_id) or {}).get("Balance"))


def _line(amount: Decimal, txn_type: str, txn_id: str) -> Json:
    return {"Amount": plain(amount), "LinkedTxn": [{"TxnId": txn_id, "TxnType": txn_type}]}
