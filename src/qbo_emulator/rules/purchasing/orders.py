"""PurchaseOrder: what the server makes of what was sent (reference 9.15, A8), and what becomes of it (E2)."""

from qbo_emulator.rules import addresses, dates, exchange, faults, numbers
from qbo_emulator.rules.purchasing import lines, totals
from qbo_emulator.rules.request import Write
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json

ORDER = "PurchaseOrder"


def compose(draft: Draft, write: Write) -> None:
    """Lines checked and numbered, total by A8, number from its own counter."""
    order, before = write.after, write.before
    dates.date_document(draft, order)
    if before is None or "DocNumber" in order:  # a full update without the number clears it (recorded)
        numbers.number_document(draft, ORDER, order, before, allow_duplicate=write.allow_duplicate_number)
    lines.compose(draft, order, before, placed=True)
    addresses.number_addresses(draft, order)
    exchange.denominate(draft, order, before, draft.get("Vendor", order["VendorRef"]["value"]) or {})
    order.setdefault("CustomField", [])
    order.setdefault("EmailStatus", "NotSet")
    order.setdefault("POStatus", "Open")
    order["LinkedTxn"] = (before or {}).get("LinkedTxn", [])
    totals.add_up(draft, order, before)


def named(doc: Json) -> list[str]:
    """Ids of the orders a bill or expense names in its header and on its lines, and the names taken off.

    Only the order shows the link (recorded 2 of 2).
    """
    found: list[str] = []
    for holder in (doc, *doc["Line"]):
        links = holder.get("LinkedTxn", [])
        found += [str(link.get("TxnId")) for link in links if link.get("TxnType") == ORDER]
        if "LinkedTxn" in holder:
            holder["LinkedTxn"] = [link for link in links if link.get("TxnType") != ORDER]
    return list(dict.fromkeys(found))


def close(draft: Draft, orders: list[str], entity: str, doc: Json) -> None:
    """Close the orders the document was made on; its SyncToken goes up (recorded 2 of 2).

    Raises Fault 620 for one that is not there, is another vendor's, or is closed by another document.
    """
    vendor = (doc.get("VendorRef") or doc.get("EntityRef") or {}).get("value")
    link = {"TxnId": doc["Id"], "TxnType": entity}
    for order_id in orders:
        order = draft.get(ORDER, order_id)
        if order is None:
            raise faults.cannot_link(order_id, "there is no such purchase order")
        made = order.get("LinkedTxn", [])
        if link in made:
            continue
        if (order.get("VendorRef") or {}).get("value") != vendor:
            raise faults.cannot_link(order_id, "it belongs to another vendor")
        if order.get("POStatus") == "Closed":
            raise faults.cannot_link(order_id, "the purchase order is closed")
        order |= {"POStatus": "Closed", "LinkedTxn": [*made, link]}
        draft.put(ORDER, order)


def reopen(draft: Draft, entity: str, doc_id: str) -> None:
    """Open the orders again that a deleted document was made on."""
    for order_id in draft.find(ORDER, "LinkedTxn.TxnId", doc_id):
        order = draft.get(ORDER, order_id) or {}
        left = [link for link in order["LinkedTxn"] if (link["TxnType"], link["TxnId"]) != (entity, doc_id)]
        draft.put(ORDER, order | {"LinkedTxn": left, "POStatus": "Closed" if left else "Open"})
