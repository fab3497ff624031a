"""BillPayment: what the server makes of what was sent, and what it does to bills and vendor credits (reference C8)."""

from decimal import Decimal

from qbo_emulator.rules import dates, exchange, faults, voiding
from qbo_emulator.rules.applications import applied
from qbo_emulator.rules.purchasing import bills
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import ZERO, money
from qbo_emulator.store.draft import Draft, Manner
from qbo_emulator.store.text import Json

PAID_FROM = {
    "Check": ("CheckPayment", "BankAccountRef", "Bank"),
    "CreditCard": ("CreditCardPayment", "CCAccountRef", "Credit Card"),
}
"""By PayType: the group that says where the money comes from, its account, and the type that account must have."""

TARGETS = ("Bill", "VendorCredit")


def compose(draft: Draft, write: Write) -> None:
    """Account, date and lines checked; links are made by `apply`.

    TotalAmt may exceed what is applied: the rest is unapplied and lowers the vendor's balance (reference C8).
    Raises Fault 2020, 2140, 2290, 2500, 620, 6430, 6000.
    """
    payment = write.after
    dates.date_document(draft, payment)
    dates.refuse_closed_period(draft, payment, write.before)
    if money(payment["TotalAmt"]) < 0:
        raise faults.invalid_value("2140", "Invalid Amount", "TotalAmt", payment["TotalAmt"])
    _check_account(draft, payment)
    vendor = draft.get("Vendor", payment["VendorRef"]["value"]) or {}
    exchange.denominate(draft, payment, write.before, vendor)
    if payment["PayType"] == "Check":
        payment["CheckPayment"].setdefault("PrintStatus", "NotSet")
    payment.setdefault("Line", [])
    for line in payment["Line"]:
        _check_line(draft, payment, line)
    if unapplied(payment) < 0:
        raise faults.business("The amount applied exceeds the amount of the payment and its credits.", "Line")
    exchange.state_in_home_currency(draft, payment)


def unapplied(payment: Json) -> Decimal:
    """TotalAmt + vendor credit lines - bill lines; all line amounts are positive (as reference C2 for customers)."""
    on = applied(payment)
    return money(payment["TotalAmt"]) + sum(
        (amount if entity == "VendorCredit" else -amount for (entity, _), amount in on.items()), ZERO
    )


def apply(draft: Draft, before: Json | None, after: Json | None) -> None:
    """Move the difference between two states of a payment onto its documents, both ways of the link at once.

    1. Each document's balance falls by what is applied to it now and was not before; below zero: Fault 6000.
    2. A bill names its payments in LinkedTxn, and its SyncToken goes up (recorded 10 of 10); a vendor credit does
       neither, as a credit memo (nothing settles it).
    """
    payment_id = (after or before or {})["Id"]
    was, now = applied(before), applied(after)
    for entity, object_id in was.keys() | now.keys():
        target = (entity, object_id)
        difference = now.get(target, ZERO) - was.get(target, ZERO)
        doc = draft.get(entity, object_id)
        if doc is None or (not difference and (target in now) == (target in was)):
            continue
        bills.settle(doc, entity, money(doc.get("Balance", doc["TotalAmt"])) - difference)
        if entity == "Bill":
            _relink(doc, payment_id, linked=target in now)
        draft.put(entity, doc, Manner.EDIT if entity == "Bill" else Manner.TOUCH)


def void(_draft: Draft, payment: Json) -> Json:
    """Amount 0, no lines: what it paid is open again (Intuit, BillPayment)."""
    home = {"HomeTotalAmt": 0} if "HomeTotalAmt" in payment else {}
    return voiding.noted(payment) | {"TotalAmt": 0, "Line": []} | home


def _check_account(draft: Draft, payment: Json) -> None:
    group, reference, account_type = PAID_FROM[payment["PayType"]]
    if reference not in payment.get(group, {}):
        raise faults.missing(f"{group}.{reference}")
    account = draft.get("Account", payment[group][reference]["value"])
    if account is not None and account.get("AccountType") != account_type:
        raise faults.Fault(
            "6430", "Invalid account type used", f"{reference} must be an account of type {account_type}."
        )


def _check_line(draft: Draft, payment: Json, line: Json) -> None:
    links = line.get("LinkedTxn", [])
    if not links or not links[0].get("TxnId"):
        raise faults.missing("LinkedTxn.TxnId")
    if line.get("Amount") is None:
        raise faults.missing("Amount")
    if money(line["Amount"]) < 0:
        raise faults.Fault("2290", "Negative Amount", "Negative amounts aren't supported on transaction lines.")
    link = links[0]
    if len(links) > 1 or link.get("TxnType") not in TARGETS:
        raise faults.cannot_link(link["TxnId"], f"TxnType {link.get('TxnType')} is not supported here")
    target = draft.get(link["TxnType"], link["TxnId"])
    if target is None:
        raise faults.invalid_reference("LinkedTxn")
    if (target.get("VendorRef") or {}).get("value") != payment["VendorRef"]["value"]:
        raise faults.cannot_link(link["TxnId"], "it belongs to another vendor")


def _relink(bill: Json, payment_id: str, *, linked: bool) -> None:
    own = {"TxnId": payment_id, "TxnType": bills.PAYMENT_LINK}
    links = [link for link in bill.get("LinkedTxn", []) if link != own]
    if linked:
        charges = [link for link in links if link["TxnType"] == bills.CHARGE]
        links = [link for link in links if link not in charges] + [own, *charges]
    if links:
        bill["LinkedTxn"] = links
    else:
        bill.pop("LinkedTxn", None)
