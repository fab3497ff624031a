"""The lines of a sales document: checked, priced, numbered, and closed with the subtotal (reference A1-A5, B1)."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from qbo_emulator.rules import faults
from qbo_emulator.rules.rounding import ZERO, half_up, money
from qbo_emulator.store.text import Json, plain

SHIPPING = "SHIPPING_ITEM_ID"

type LineTax = Callable[[Json], None]
"""Checks the tax code of an item line, and makes its Amount the net one where it was entered with tax."""


def composed(sent: list[Json], before: list[Json], line_tax: LineTax) -> list[Json]:
    """The answer's lines: items in the order sent, subtotal, discount, shipping (recorded 69 of 69).

    `before` are the stored lines of an update: a line sent with a stored Id keeps it, any other gets the next.
    Subtotal lines that were sent are ignored.
    Raises Fault 2020, 2140, 2250, 6070, 6090, 6440 and what `line_tax` raises.
    """
    own = [line for line in sent if line.get("DetailType") != "SubTotalLineDetail"]
    if not own:
        raise faults.no_lines()
    for line in own:
        _check(line, line_tax)
    discounts = [line for line in own if line["DetailType"] == "DiscountLineDetail"]
    shipping = [line for line in own if is_shipping(line)]
    items = [line for line in own if line not in discounts and line not in shipping]
    if len(discounts) > 1:
        raise faults.business("Only one discount line is allowed on a transaction.", "Line")
    if not items:
        raise faults.no_lines()
    _number(items, before)
    sub_total = sum((money(line["Amount"]) for line in selling(items)), ZERO)
    closing: Json = {"Amount": plain(sub_total), "DetailType": "SubTotalLineDetail", "SubTotalLineDetail": {}}
    for line in discounts:
        _discount(line, sub_total)
    return [_in_order(line) for line in [*items, closing, *discounts, *shipping]]


def selling(lines: list[Json]) -> Iterator[Json]:
    """The lines that carry an amount of goods or services: inside a bundle, its inner lines."""
    for line in lines:
        if line["DetailType"] == "GroupLineDetail":
            yield from selling(line["GroupLineDetail"].get("Line", []))
        elif line["DetailType"] == "SalesItemLineDetail":
            yield line


def amount_of(lines: list[Json], detail_type: str) -> Decimal:
    """The summed Amount of the top-level lines of one detail type."""
    return sum((money(line["Amount"]) for line in lines if line["DetailType"] == detail_type), ZERO)


def shipping_of(lines: list[Json]) -> Decimal:
    """The summed Amount of the shipping lines, which lie outside the subtotal."""
    return sum((money(line["Amount"]) for line in lines if is_shipping(line)), ZERO)


def check_amount(line: Json, detail: Json) -> None:
    """A1: with Qty and UnitPrice, Amount must equal their product rounded to cents (Fault 6070).

    Alone, it needs at most two decimals (Fault 2140). Raises Fault 2020 without an Amount. Qty and UnitPrice of zero
    beside an Amount count as not given: python-quickbooks sends them so, and its tests pass in Intuit's sandbox.
    """
    if line.get("Amount") is None:
        raise faults.missing("Amount")
    supplied = money(line["Amount"])
    if supplied and not any(money(detail.get(name)) for name in ("Qty", "UnitPrice")):
        for name in ("Qty", "UnitPrice"):
            detail.pop(name, None)
    if detail.get("Qty") is not None and detail.get("UnitPrice") is not None:
        if supplied != half_up(money(detail["Qty"]) * money(detail["UnitPrice"])):
            raise faults.wrong_amount(line["Amount"])
    elif supplied != half_up(supplied):
        raise faults.invalid_value("2140", "Invalid Amount", "Amount", line["Amount"])


def _check(line: Json, line_tax: LineTax) -> None:
    match line.get("DetailType"):
        case None:
            raise faults.missing("DetailType")
        case "SalesItemLineDetail":
            _check_item_line(line, line_tax)
        case "GroupLineDetail":
            _check_bundle(line, line_tax)
        case "DescriptionOnly":
            line.pop("Amount", None)
        case "DiscountLineDetail":
            if "DiscountLineDetail" not in line:
                raise faults.missing("DiscountLineDetail")


def _check_item_line(line: Json, line_tax: LineTax) -> None:
    detail = line.get("SalesItemLineDetail")
    if detail is None:
        raise faults.missing("SalesItemLineDetail")
    if "ItemRef" not in detail:
        raise faults.refused("6440", element="ItemRef")
    check_amount(line, detail)
    line_tax(line)
    line.setdefault("CustomExtensions", [])


def _check_bundle(line: Json, line_tax: LineTax) -> None:
    inner = line.get("GroupLineDetail", {}).get("Line")
    if not inner:
        raise faults.missing("GroupLineDetail.Line")
    line["Amount"] = 0
    for component in inner:
        _check(component, line_tax)


def is_shipping(line: Json) -> bool:
    """Whether it is the shipping line, which lies outside the subtotal."""
    detail = line.get("SalesItemLineDetail") or {}
    return bool((detail.get("ItemRef") or {}).get("value") == SHIPPING)


def _discount(line: Json, sub_total: Decimal) -> None:
    detail = line["DiscountLineDetail"]
    detail.setdefault("PercentBased", False)
    if detail["PercentBased"]:
        if detail.get("DiscountPercent") is None:
            raise faults.refused("6090", element="DiscountPercent")
        line["Amount"] = plain(half_up(sub_total * money(detail["DiscountPercent"]) / 100))
    elif line.get("Amount") is None:
        raise faults.refused("6090", element="Amount")
    else:
        check_amount(line, {})
    line.pop("Id", None)
    line.pop("LineNum", None)


def _number(items: list[Json], before: list[Json]) -> None:
    stored = {line["Id"] for line in _with_inner(before) if "Id" in line}
    last = max((int(each) for each in stored if each.isdigit()), default=0)
    for place, line in enumerate(_with_inner(items), start=1):
        if line.get("Id") not in stored:
            last += 1
            line["Id"] = str(last)
        line["LineNum"] = place


def _with_inner(lines: list[Json]) -> Iterator[Json]:
    for line in lines:
        yield line
        yield from _with_inner(line.get("GroupLineDetail", {}).get("Line", []))


_ORDER = ("Id", "LineNum", "Description", "Amount", "LinkedTxn", "DetailType")


def _in_order(line: Json) -> Json:
    return {name: line[name] for name in _ORDER if name in line} | line
