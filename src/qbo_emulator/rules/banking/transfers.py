"""Transfer: money moved from one account to another (Intuit, Transfer)."""

from qbo_emulator.rules import dates, exchange, faults
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.draft import Draft

BALANCE_SHEET = ("Asset", "Liability", "Equity")


def compose(draft: Draft, write: Write) -> None:
    """Two different balance sheet accounts and an amount above 0. Raises Fault 2140, 6430, 6000."""
    transfer = write.after
    dates.date_document(draft, transfer)
    dates.refuse_closed_period(draft, transfer, write.before)
    if money(transfer["Amount"]) <= 0:
        raise faults.invalid_value("2140", "Invalid Amount", "Amount", transfer["Amount"])
    ends = [transfer[name]["value"] for name in ("FromAccountRef", "ToAccountRef")]
    if ends[0] == ends[1]:
        raise faults.business("You can't transfer to and from the same account.", "ToAccountRef")
    for name, account_id in zip(("FromAccountRef", "ToAccountRef"), ends, strict=True):
        account = draft.get("Account", account_id)
        if account is not None and account.get("Classification") not in BALANCE_SHEET:
            raise faults.Fault(
                "6430", "Invalid account type used", f"{name} must be a balance sheet account.", element=name
            )
    exchange.denominate(draft, transfer, write.before, {})
