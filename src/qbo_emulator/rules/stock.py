"""What documents may do with inventory items (codes 6270 and 6520)."""

from collections.abc import Iterator

from qbo_emulator.rules import faults
from qbo_emulator.rules.request import Write
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json

MOVING = frozenset({"Invoice", "SalesReceipt", "CreditMemo", "RefundReceipt", "Bill", "Purchase", "VendorCredit"})
"""Documents that move stock; estimates and orders only promise it."""


def refuse_untracked(draft: Draft, write: Write) -> None:
    """Raise Fault 6270 for an inventory item on a document before its InvStartDate, 6520 for one without Qty.

    An item the document had on the same date before is not checked again (recorded documents lie before it).
    """
    doc, before = write.after, write.before or {}
    if write.entity.name not in MOVING:
        return
    same_day = before.get("TxnDate") == doc["TxnDate"]
    known = {detail["ItemRef"]["value"] for detail in _item_details(before.get("Line", [])) if same_day}
    for detail in _item_details(doc.get("Line", [])):
        if detail["ItemRef"]["value"] in known:
            continue
        item = draft.get("Item", detail["ItemRef"]["value"])
        if item is None or item.get("Type") != "Inventory":
            continue
        if doc["TxnDate"] < item.get("InvStartDate", ""):
            raise faults.refused("6270", item["Name"], item["InvStartDate"], element="TxnDate")
        if detail.get("Qty") is None:
            raise faults.refused("6520", element="Qty")


def _item_details(lines: list[Json]) -> Iterator[Json]:
    for line in lines:
        for name in ("SalesItemLineDetail", "ItemBasedExpenseLineDetail"):
            if "ItemRef" in line.get(name, {}):
                yield line[name]
        yield from _item_details(line.get("GroupLineDetail", {}).get("Line", []))
