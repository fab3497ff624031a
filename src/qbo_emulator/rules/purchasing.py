"""PurchaseOrder: what the server makes of what was sent (reference 9.15, A8, E2)."""

from qbo_emulator.rules import addresses, dates, faults, lines, numbers, preferences
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import ZERO, money
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json, plain


def compose_purchase_order(draft: Draft, write: Write) -> None:
    """Lines checked and numbered, total by A8, number from its own counter; it has no subtotal line."""
    order, before = write.after, write.before
    dates.date_document(draft, order)
    if before is None or "DocNumber" in order:  # a full update without the number clears it (recorded)
        numbers.number_document(draft, "PurchaseOrder", order, before, allow_duplicate=write.allow_duplicate_number)
    if not order["Line"]:
        raise faults.missing("Line")
    for line in order["Line"]:
        _check(draft, line)
    _number(order["Line"], (before or {}).get("Line", []))
    addresses.number_addresses(draft, order)
    order.setdefault("CurrencyRef", preferences.home_currency(draft))
    order.setdefault("CustomField", [])
    order.setdefault("EmailStatus", "NotSet")
    order.setdefault("POStatus", "Open")
    order["LinkedTxn"] = (before or {}).get("LinkedTxn", [])
    order["TotalAmt"] = plain(sum((money(line.get("Amount")) for line in order["Line"]), ZERO))


def _check(draft: Draft, line: Json) -> None:
    kind = line.get("DetailType")
    if kind is None:
        raise faults.missing("DetailType")
    if kind == "DescriptionOnly":
        return
    detail = line.get(kind)
    if detail is None:
        raise faults.missing(kind)
    needed = "ItemRef" if kind == "ItemBasedExpenseLineDetail" else "AccountRef"
    if needed not in detail:
        raise faults.missing(needed)
    if needed == "ItemRef":
        item = draft.get("Item", detail["ItemRef"]["value"])
        if item is not None and "ExpenseAccountRef" not in item:
            raise faults.Fault(
                "6430", "Invalid account type used", "The item needs an expense account.", element="ItemRef"
            )
    lines.check_amount(line, detail)
    detail.setdefault("BillableStatus", "NotBillable")
    detail.setdefault("TaxCodeRef", {"value": "NON"})
    line.setdefault("CustomExtensions", [])


def _number(order_lines: list[Json], before: list[Json]) -> None:
    stored = {line["Id"] for line in before if "Id" in line}
    last = max((int(each) for each in stored if each.isdigit()), default=0)
    for place, line in enumerate(order_lines, start=1):
        if line.get("Id") not in stored:
            last += 1
            line["Id"] = str(last)
        line["LineNum"] = place
