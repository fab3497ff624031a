"""The lines of a purchase-side document: checked, named, numbered; it has no subtotal line (reference A1, A4)."""

from decimal import Decimal

from qbo_emulator.rules import faults, lines, preferences
from qbo_emulator.rules.rounding import ZERO, money
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json

WHAT_IS_BOUGHT = {"ItemBasedExpenseLineDetail": "ItemRef", "AccountBasedExpenseLineDetail": "AccountRef"}
"""The property each kind of line cannot do without."""

_ORDER = ("Id", "LineNum", "Description", "Amount", "Received", "LinkedTxn", "DetailType")


def compose(draft: Draft, doc: Json, before: Json | None, *, placed: bool) -> None:
    """Check, complete and number the lines; `placed` documents show each line's LineNum (all but Purchase: recorded).

    A line sent with a stored Id keeps it, any other gets the next. Lines that stay as they are, are left alone.
    Raises Fault 2020, 2140, 2170, 2250, 6070, 6430, 6440, 6000.
    """
    if not doc["Line"]:
        raise faults.no_lines()
    if before and doc["Line"] == before.get("Line"):
        return
    stored = {line["Id"]: line for line in (before or {}).get("Line", []) if "Id" in line}
    for line in doc["Line"]:
        _check(draft, line, stored.get(line.get("Id")))
    number(doc["Line"], list(stored), placed=placed)
    doc["Line"] = [{name: line[name] for name in _ORDER if name in line} | line for line in doc["Line"]]


def number(own: list[Json], stored: list[str], *, placed: bool, first: int = 1) -> None:
    """Give every line without a stored Id the next one, counted from `first`, and its place if it shows one."""
    last = max((int(each) for each in stored if each.isdigit()), default=first - 1)
    for place, line in enumerate(own, start=1):
        if line.get("Id") not in stored:
            last += 1
            line["Id"] = str(last)
        if placed:
            line["LineNum"] = place
        else:
            line.pop("LineNum", None)


def total(doc: Json) -> Decimal:
    """The summed Amount of the lines; a line of description carries none."""
    return sum((money(line.get("Amount")) for line in doc["Line"]), ZERO)


def _check(draft: Draft, line: Json, stored: Json | None) -> None:
    kind = line.get("DetailType")
    if kind is None:
        raise faults.missing("DetailType")
    if kind == "DescriptionOnly":
        line.pop("Amount", None)
        return
    detail = line.get(kind) or {}
    if WHAT_IS_BOUGHT[kind] not in detail:
        raise faults.refused("6440", element=WHAT_IS_BOUGHT[kind])
    if kind == "ItemBasedExpenseLineDetail":
        _check_item(draft, detail)
    lines.check_amount(line, detail)
    _check_billable(detail, (stored or {}).get(kind) or {})
    if preferences.country(draft) == "US":
        detail.setdefault("TaxCodeRef", {"value": "NON"})  # recorded on every line
    line.setdefault("CustomExtensions", [])


def _check_item(draft: Draft, detail: Json) -> None:
    item = draft.get("Item", detail["ItemRef"]["value"])
    if item is not None and "ExpenseAccountRef" not in item:
        raise faults.Fault("6430", "Invalid account type used", "The item needs an expense account.", element="ItemRef")


def _check_billable(detail: Json, stored: Json) -> None:
    """HasBeenBilled is the server's to set (2170); what is to be billed needs somebody to bill (Intuit, Bill)."""
    status = detail.setdefault("BillableStatus", "NotBillable")
    if status == "HasBeenBilled" and stored.get("BillableStatus") != status:
        raise faults.invalid_value("2170", "Invalid Enumeration", "BillableStatus", "HAS_BEEN_BILLED")
    if status == "Billable" and "CustomerRef" not in detail:
        raise faults.business("When you check Billable, you must also choose a customer.", "CustomerRef")
