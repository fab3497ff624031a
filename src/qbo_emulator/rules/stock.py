"""What documents do to the stock of inventory items, and what they may not (codes 6270 and 6520)."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from qbo_emulator.rules import faults
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.draft import Draft, Manner
from qbo_emulator.store.text import Json, plain

MOVING = {
    "Invoice": -1,
    "SalesReceipt": -1,
    "VendorCredit": -1,
    "CreditMemo": 1,
    "RefundReceipt": 1,
    "Bill": 1,
    "Purchase": 1,
}
"""Documents that move stock, out of it or into it; estimates and orders only promise it."""


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


def move(draft: Draft) -> None:
    """Carry every noted change of a document over to QtyOnHand, which may fall below 0 (Intuit, Item).

    Touches LastUpdatedTime only, as balances do: nothing settles it. A document dated before an item's stock was
    counted (InvStartDate) is part of that count already.
    """
    moved: dict[str, Decimal] = defaultdict(Decimal)
    for change in draft.changes():
        if change.entity in MOVING:
            for way, doc in ((-1, change.before), (1, change.after)):
                for item_id, quantity in _quantities(draft, change.entity, doc or {}):
                    moved[item_id] += way * quantity
    for item_id, quantity in moved.items():
        item = draft.get("Item", item_id)
        if item is not None and quantity:
            item["QtyOnHand"] = plain(money(item.get("QtyOnHand")) + quantity)
            draft.put("Item", item, Manner.TOUCH)


def _quantities(draft: Draft, entity: str, doc: Json) -> Iterator[tuple[str, Decimal]]:
    """Item and what a document adds to it; a card credit takes back what was bought."""
    sign = -MOVING[entity] if doc.get("Credit") else MOVING[entity]
    for detail in _item_details(doc.get("Line", [])):
        item = draft.get("Item", detail["ItemRef"]["value"]) or {}
        if item.get("Type") == "Inventory" and doc.get("TxnDate", "") >= item.get("InvStartDate", ""):
            yield item["Id"], sign * money(detail.get("Qty"))


def _item_details(lines: list[Json]) -> Iterator[Json]:
    for line in lines:
        for name in ("SalesItemLineDetail", "ItemBasedExpenseLineDetail"):
            if "ItemRef" in line.get(name, {}):
                yield line[name]
        yield from _item_details(line.get("GroupLineDetail", {}).get("Line", []))
