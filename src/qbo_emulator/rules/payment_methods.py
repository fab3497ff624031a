"""PaymentMethod: how money comes in (Intuit, PaymentMethod)."""

from qbo_emulator.rules import faults
from qbo_emulator.rules.request import Write
from qbo_emulator.store.draft import Draft


def compose(draft: Draft, write: Write) -> None:
    """A name used once among the active ones. Raises Fault 6240."""
    method, before = write.after, write.before
    method.setdefault("Active", True)
    method.setdefault("Type", "NON_CREDIT_CARD")
    if not method["Active"]:
        if before and before.get("Active") is not False:
            method["Name"] = f"{before['Name']} (deleted)"
        return
    for other_id in draft.find("PaymentMethod", "Name", method["Name"]):
        other = draft.get("PaymentMethod", other_id) or {}
        if other_id != method["Id"] and other.get("Active") is not False:
            raise faults.duplicate_name(other_id)
