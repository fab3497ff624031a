"""Payment: what the server makes of what was sent."""

from qbo_emulator.rules import applications, dates, exchange, faults, system_accounts, voiding
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import ZERO, money
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.shelf import dig
from qbo_emulator.store.text import Json, plain


def compose(draft: Draft, write: Write) -> None:
    """Lines checked, UnappliedAmt by C2, deposit account and date; links are made by `applications.apply`."""
    payment, before = write.after, write.before
    dates.date_document(draft, payment)
    dates.refuse_closed_period(draft, payment, before)
    if money(payment["TotalAmt"]) < 0:
        raise faults.invalid_value("2140", "Invalid Amount", "TotalAmt", payment["TotalAmt"])
    if isinstance(dig(payment, "CreditCardPayment.CreditChargeInfo.Number"), str | int):
        raise faults.refused("6530", element="CreditCardPayment")
    _check_receivable(draft, payment)
    customer = draft.get("Customer", payment["CustomerRef"]["value"]) or {}
    exchange.denominate(draft, payment, before, customer)
    payment.setdefault("ProcessPayment", False)
    payment.setdefault("Line", [])
    lies_nowhere = "DepositToAccountRef" not in payment and money(payment["TotalAmt"])
    if lies_nowhere and (account := system_accounts.undeposited_funds(draft)):
        payment["DepositToAccountRef"] = account
    voiding.keep_what_is_deposited(before, payment)
    applications.check_lines(draft, payment)
    open_amount = applications.unapplied(payment)
    if open_amount < ZERO:
        raise faults.business("The amount applied exceeds the amount of the payment and its credits.", "Line")
    payment["UnappliedAmt"] = plain(open_amount)


def void(_draft: Draft, payment: Json) -> Json:
    """Amounts 0, no lines: what it paid is open again. Raises Fault 6540, 6450."""
    voiding.refuse_settled(payment)
    voiding.refuse_deposited(payment)
    return voiding.noted(payment) | {"TotalAmt": 0, "UnappliedAmt": 0, "Line": []}


def refuse_deleted(_draft: Draft, payment: Json) -> None:
    """Raise Fault 6540 for a payment that a bank deposit took in."""
    voiding.refuse_deposited(payment)


def _check_receivable(draft: Draft, payment: Json) -> None:
    """What the customer owes lies in an account of that type only (Fault 6430); nothing settles it, it is I7."""
    account = draft.get("Account", (payment.get("ARAccountRef") or {}).get("value") or "")
    if account and account.get("AccountType") != "Accounts Receivable":
        raise faults.Fault("6430", "Invalid account type used", "The account is no receivable.", element="ARAccountRef")
