"""Links between an invoice and the estimate and time entries it came from (reference E1, E3, I8)."""

from qbo_emulator.rules import faults
from qbo_emulator.store.draft import Draft, Manner
from qbo_emulator.store.text import Json

SETTABLE = ("Estimate", "TimeActivity")
"""What an invoice may be linked to through the API; payments link from their own side (Intuit, Invoice)."""

type Link = tuple[str, str]


def of(invoice: Json | None) -> set[Link]:
    """The estimates and time entries an invoice names, in its header and on its lines."""
    if invoice is None:
        return set()
    named = list(invoice.get("LinkedTxn", []))
    for line in invoice.get("Line", []):
        named += line.get("LinkedTxn", [])
    return {(link["TxnType"], link["TxnId"]) for link in named if link.get("TxnType") in SETTABLE}


def accept(draft: Draft, invoice: Json, before: Json | None) -> None:
    """Keep the payment links the server made, check the sent ones. Raises Fault 620, 2020.

    A link sent on a line only is repeated in the header; an estimate's on the header only, on every item line
    (recorded 2026).
    """
    made = [link for link in (before or {}).get("LinkedTxn", []) if link.get("TxnType") not in SETTABLE]
    for link in invoice.get("LinkedTxn", []):
        if not link.get("TxnId") or not link.get("TxnType"):
            raise faults.missing("TxnId" if not link.get("TxnId") else "TxnType")
        if link["TxnType"] not in SETTABLE and link not in made:
            raise faults.cannot_link(link["TxnId"], f"TxnType {link['TxnType']} cannot be set on an invoice")
    wanted = of(invoice)
    if len([link for link in wanted if link[0] == "Estimate"]) > 1:
        raise faults.cannot_link("", "an invoice can be linked to one estimate only")
    for txn_type, txn_id in sorted(wanted - of(before)):
        _check(draft, invoice, txn_type, txn_id)
    if wanted or made or before is None or "LinkedTxn" in before:
        invoice["LinkedTxn"] = [{"TxnId": i, "TxnType": t} for t, i in sorted(wanted)] + made


def follow(draft: Draft, before: Json | None, after: Json | None) -> None:
    """Bring the other side along: estimates closed and linked, time entries billed, or both released again."""
    invoice_id = (after or before or {})["Id"]
    for txn_type, txn_id in of(after) - of(before):
        _take(draft, txn_type, txn_id, invoice_id)
    for txn_type, txn_id in of(before) - of(after):
        _release(draft, txn_type, txn_id, invoice_id)


def refuse_linked(_draft: Draft, doc: Json) -> None:
    """Raise Fault 800 for a document that another one, a payment or a bill, was made on."""
    for link in doc.get("LinkedTxn", []):
        if link.get("TxnType") not in SETTABLE:
            raise faults.has_dependents(f"{link.get('TxnType')} {link.get('TxnId')} is linked to it: unlink it first")


def _check(draft: Draft, invoice: Json, txn_type: str, txn_id: str) -> None:
    doc = draft.get(txn_type, txn_id)
    if doc is None:
        raise faults.cannot_link(txn_id, f"there is no such {txn_type}")
    if (doc.get("CustomerRef") or {}).get("value") != invoice["CustomerRef"]["value"]:
        raise faults.cannot_link(txn_id, "it belongs to another customer")
    if txn_type == "Estimate" and doc.get("TxnStatus") in ("Closed", "Converted", "Rejected"):
        raise faults.cannot_link(txn_id, f"the estimate is {doc['TxnStatus']}")
    if txn_type == "TimeActivity" and doc.get("BillableStatus") != "Billable":
        raise faults.cannot_link(txn_id, "the time entry is not billable, or billed already")


def _take(draft: Draft, txn_type: str, txn_id: str, invoice_id: str) -> None:
    doc = draft.get(txn_type, txn_id)
    if doc is None:
        return
    if txn_type == "Estimate":
        doc["TxnStatus"] = "Closed"
        doc["LinkedTxn"] = [*doc.get("LinkedTxn", []), {"TxnId": invoice_id, "TxnType": "Invoice"}]
    else:
        doc["BillableStatus"] = "HasBeenBilled"
    draft.put(txn_type, doc, Manner.TOUCH)


def _release(draft: Draft, txn_type: str, txn_id: str, invoice_id: str) -> None:
    doc = draft.get(txn_type, txn_id)
    if doc is None:
        return
    if txn_type == "Estimate":
        doc["TxnStatus"] = "Pending"
        doc["LinkedTxn"] = [link for link in doc.get("LinkedTxn", []) if link.get("TxnId") != invoice_id]
    else:
        doc["BillableStatus"] = "Billable"
    draft.put(txn_type, doc, Manner.TOUCH)
