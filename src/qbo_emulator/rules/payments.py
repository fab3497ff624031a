"""Payment: what the server makes of what was sent."""

from qbo_emulator.rules import applications, dates, faults, preferences, voiding
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import ZERO, money
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json, plain


def compose(draft: Draft, write: Write) -> None:
    """Lines checked, UnappliedAmt by C2, deposit account and date; links are made by `applications.apply`."""
    payment, before = write.after, write.before
    dates.date_document(draft, payment)
    dates.refuse_closed_period(draft, payment, before)
    if money(payment["TotalAmt"]) < 0:
        raise faults.invalid_value("2140", "Invalid Amount", "TotalAmt", payment["TotalAmt"])
    if before:
        refuse_deposited(before)
    customer = draft.get("Customer", payment["CustomerRef"]["value"]) or {}
    payment.setdefault("CurrencyRef", customer.get("CurrencyRef") or preferences.home_currency(draft))
    payment.setdefault("ProcessPayment", False)
    payment.setdefault("Line", [])
    if "DepositToAccountRef" not in payment and money(payment["TotalAmt"]):
        accounts = draft.find("Account", "AccountSubType", "UndepositedFunds")
        if accounts:
            payment["DepositToAccountRef"] = {"value": accounts[0]}
    applications.check_lines(draft, payment)
    open_amount = applications.unapplied(payment)
    if open_amount < ZERO:
        raise faults.business("The amount applied exceeds the amount of the payment and its credits.", "Line")
    payment["UnappliedAmt"] = plain(open_amount)


def void(_draft: Draft, payment: Json) -> Json:
    """Amounts 0, no lines: what it paid is open again. Raises Fault 6540."""
    refuse_deposited(payment)
    return voiding.noted(payment) | {"TotalAmt": 0, "UnappliedAmt": 0, "Line": []}


def refuse_deleted(_draft: Draft, payment: Json) -> None:
    """Raise Fault 6540 for a payment that a bank deposit took in."""
    refuse_deposited(payment)


def refuse_deposited(payment: Json) -> None:
    """Raise Fault 6540 for a payment that a bank deposit took in."""
    if any(link.get("TxnType") == "Deposit" for link in payment.get("LinkedTxn", [])):
        raise faults.Fault(
            "6540", "Deposited Transaction Cannot Be Changed", "The payment is deposited: remove it from the deposit."
        )
