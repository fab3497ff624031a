"""Bill and VendorCredit: what the server makes of what was sent (Intuit, Bill and VendorCredit; reference C8, E5)."""

from datetime import date
from decimal import Decimal

from qbo_emulator.rules import addresses, dates, exchange, faults
from qbo_emulator.rules.purchasing import lines, orders, totals
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import money
from qbo_emulator.rules.system_accounts import oldest
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json, plain

PAYMENT_LINK = "BillPaymentCheck"
"""What a bill calls the payments it names, those by credit card too (recorded 10 of 10)."""


CHARGE = "ReimburseCharge"
"""The hidden transaction of a line that is to be billed to a customer (recorded 1 of 1; reference E3)."""


def compose_bill(draft: Draft, write: Write) -> None:
    """Lines, tax, total, dates, payables account, orders closed, and what is open of it.

    Payments and hidden charges in LinkedTxn are the server's: what was sent of them is replaced by what is stored.
    """
    bill, before = write.after, write.before
    closed = orders.named(bill)
    _keep_links(bill, before)
    _compose(draft, write)
    _link_charges(draft, bill)
    _date_due(draft, write)
    settle(bill, "Bill", money(bill["TotalAmt"]) - _used(write))
    orders.close(draft, closed, "Bill", bill)


def compose_vendor_credit(draft: Draft, write: Write) -> None:
    """Lines, tax, total, date, payables account, and what remains of it."""
    _compose(draft, write)
    settle(write.after, "VendorCredit", money(write.after["TotalAmt"]) - _used(write))


def settle(doc: Json, entity: str, balance: Decimal) -> None:
    """Set what is open on a bill or vendor credit. Raises Fault 6000 when more is applied than it is worth."""
    if not 0 <= balance <= money(doc["TotalAmt"]):
        raise faults.business(
            f"The amount applied to {entity} {doc.get('DocNumber', doc['Id'])} exceeds its open balance.", "Line"
        )
    doc["Balance"] = plain(balance)
    exchange.restate(doc)


def reopen_orders(draft: Draft, before: Json | None, after: Json | None) -> None:
    """Open the purchase orders of a bill again once it is deleted."""
    if before and after is None:
        orders.reopen(draft, "Bill", before["Id"])


def refuse_paid(_draft: Draft, doc: Json) -> None:
    """Raise Fault 800 for a bill or vendor credit that a payment names, or with an expense that was billed on."""
    details = [line.get(str(line.get("DetailType"))) or {} for line in doc.get("Line", [])]
    paid = any(link.get("TxnType") != CHARGE for link in doc.get("LinkedTxn", []))
    billed = any(detail.get("BillableStatus") == "HasBeenBilled" for detail in details)
    if paid or billed or money(doc.get("Balance")) != money(doc["TotalAmt"]):
        raise faults.has_dependents("A bill payment or a customer's invoice is linked to it: unlink it first")


def _compose(draft: Draft, write: Write) -> None:
    doc, before = write.after, write.before
    dates.date_document(draft, doc)
    dates.refuse_closed_period(draft, doc, before)
    vendor = draft.get("Vendor", doc["VendorRef"]["value"]) or {}
    if before is None and "BillAddr" in vendor:
        doc.setdefault("VendorAddr", vendor["BillAddr"])
    addresses.number_addresses(draft, doc)
    exchange.denominate(draft, doc, before, vendor)
    payable = oldest(draft.find("Account", "AccountType", "Accounts Payable"))
    if "APAccountRef" not in doc and payable:
        account = draft.get("Account", payable) or {}
        doc["APAccountRef"] = {"value": payable, "name": account.get("FullyQualifiedName", "")}
    lines.compose(draft, doc, before, placed=True)
    for line in doc["Line"]:
        line.setdefault("LinkedTxn", [])
    totals.add_up(draft, doc, before)


def _used(write: Write) -> Decimal:
    """How much of the document payments took up. Raises Fault 6000 if its vendor changes although it is paid."""
    before = write.before
    if before is None:
        return Decimal(0)
    used = money(before["TotalAmt"]) - money(before.get("Balance", before["TotalAmt"]))
    if used and write.after["VendorRef"]["value"] != before["VendorRef"]["value"]:
        raise faults.business("The vendor of a paid transaction cannot be changed.", "VendorRef")
    return used


def _date_due(draft: Draft, write: Write) -> None:
    """E5: by the term; without one, a bill is due on its own day (recorded 7 of 7)."""
    bill = write.after
    if write.sparse and "DueDate" not in write.sent and {"SalesTermRef", "TxnDate"} & write.sent.keys():
        bill.pop("DueDate", None)
    if "DueDate" not in bill:
        term = draft.get("Term", bill["SalesTermRef"]["value"]) if "SalesTermRef" in bill else None
        issued = date.fromisoformat(bill["TxnDate"])
        bill["DueDate"] = (dates.due_date(issued, term) if term else issued).isoformat()


def _keep_links(bill: Json, before: Json | None) -> None:
    stored = before or {}
    bill.pop("LinkedTxn", None)
    if stored.get("LinkedTxn"):
        bill["LinkedTxn"] = stored["LinkedTxn"]
    kept = {line.get("Id"): line.get("LinkedTxn", []) for line in stored.get("Line", [])}
    for line in bill["Line"]:
        if line.get("DetailType") != "DescriptionOnly":
            line["LinkedTxn"] = kept.get(line.get("Id"), []) if line.get("Id") else []


def _link_charges(draft: Draft, bill: Json) -> None:
    """Give each billable line its hidden charge, named on the line and after the payments in the header.

    A charge takes the next number of the transactions' ids (recorded: bill 25, its charge 26).
    """
    links = [link for link in bill.get("LinkedTxn", []) if link["TxnType"] != CHARGE]
    for line in bill["Line"]:
        detail = line.get(line["DetailType"]) or {}
        if detail.get("BillableStatus", "NotBillable") == "NotBillable":
            line["LinkedTxn"] = []
        elif not line["LinkedTxn"]:
            line["LinkedTxn"] = [{"TxnId": str(draft.next_number("transaction")), "TxnType": CHARGE}]
        links += line["LinkedTxn"]
    bill.pop("LinkedTxn", None)
    if links:
        bill["LinkedTxn"] = links
