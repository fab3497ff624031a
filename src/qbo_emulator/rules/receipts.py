"""SalesReceipt and RefundReceipt: sales paid, or paid back, on the spot (recorded; Intuit, same pages)."""

from qbo_emulator.rules import sales, system_accounts, voiding
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json


def compose_sales_receipt(draft: Draft, write: Write) -> None:
    """Like an invoice without customer, due date or balance; the money goes to Undeposited Funds unless sent.

    Raises Fault 6540 when what a bank deposit took in would change.
    """
    receipt, before = write.after, write.before
    sales.compose_sale(draft, write)
    if "DepositToAccountRef" not in receipt and (account := system_accounts.undeposited_funds(draft)):
        receipt["DepositToAccountRef"] = account
    _complete(draft, receipt, before)


def compose_refund_receipt(draft: Draft, write: Write) -> None:
    """Money given back: the account it leaves has to be sent (Intuit, RefundReceipt)."""
    sales.compose_sale(draft, write)
    _complete(draft, write.after, write.before)


def void_sales_receipt(_draft: Draft, before: Json) -> Json:
    """Worth nothing. Raises Fault 6540."""
    voiding.refuse_deposited(before)
    return voiding.emptied(before)


def refuse_deleted(_draft: Draft, receipt: Json) -> None:
    """Raise Fault 6540 for a receipt that a bank deposit took in."""
    voiding.refuse_deposited(receipt)


def _complete(draft: Draft, receipt: Json, before: Json | None) -> None:
    if money(receipt.get("Balance")) or "Balance" not in receipt:
        receipt["Balance"] = 0
    if "HomeTotalAmt" in receipt and before is None:
        receipt["HomeBalance"] = 0
    for name, entity in (("PaymentMethodRef", "PaymentMethod"), ("DepositToAccountRef", "Account")):
        if name in receipt and receipt[name] != (before or {}).get(name):
            found = draft.get(entity, receipt[name]["value"])
            if found is not None:
                receipt[name] = receipt[name] | {"name": found["Name"]}
    voiding.keep_what_is_deposited(before, receipt)
