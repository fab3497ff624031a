"""Bundles on sales documents: component lines the client left out come from the item (reference A5)."""

from decimal import Decimal

from qbo_emulator.rules import faults
from qbo_emulator.rules.rounding import half_up, money
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json, plain


def fill(draft: Draft, lines: list[Json], *, in_us: bool) -> None:
    """Give each bundle line without components those of its item, at their present price, times its Quantity.

    The natural reading: nothing settles whether the live service fills them on a create, or refuses.
    Raises Fault 2020 without GroupItemRef, 2500 or 6000 for an item that is no bundle.
    """
    for line in lines:
        if line.get("DetailType") == "GroupLineDetail" and not (line.get("GroupLineDetail") or {}).get("Line"):
            _fill(draft, line, in_us=in_us)


def _fill(draft: Draft, line: Json, *, in_us: bool) -> None:
    detail = line.setdefault("GroupLineDetail", {})
    if "GroupItemRef" not in detail:
        raise faults.missing("GroupItemRef")
    bundle = draft.get("Item", detail["GroupItemRef"]["value"])
    if bundle is None:
        raise faults.invalid_reference("GroupItemRef")
    listed = (bundle.get("ItemGroupDetail") or {}).get("ItemGroupLine", [])
    if bundle.get("Type") != "Group" or not listed:
        raise faults.business("The item is not a bundle with products or services in it.", "GroupItemRef")
    quantity = money(detail.setdefault("Quantity", 1))
    if "Description" in bundle:
        line.setdefault("Description", bundle["Description"])
    detail["Line"] = [_component(draft, each, quantity, in_us=in_us) for each in listed]


def _component(draft: Draft, listed: Json, quantity: Decimal, *, in_us: bool) -> Json:
    item = draft.get("Item", listed["ItemRef"]["value"])
    if item is None:
        raise faults.invalid_reference("ItemRef")
    count, unit_price = half_up(quantity * money(listed.get("Qty", 1)), 7), money(item.get("UnitPrice"))
    detail: Json = {
        "ItemRef": {"value": item["Id"], "name": item.get("FullyQualifiedName") or item["Name"]},
        "UnitPrice": plain(unit_price),
        "Qty": plain(count),
    }
    if in_us:
        detail["TaxCodeRef"] = {"value": "TAX" if item.get("Taxable") else "NON"}
    elif "SalesTaxCodeRef" in item:
        detail["TaxCodeRef"] = {"value": item["SalesTaxCodeRef"]["value"]}
    row: Json = {"Amount": plain(half_up(count * unit_price)), "DetailType": "SalesItemLineDetail"}
    described = {"Description": item["Description"]} if "Description" in item else {}
    return described | row | {"SalesItemLineDetail": detail}
