"""Lines of sales documents as a client sends them, amounts as text."""

from decimal import Decimal
from typing import Any

type Json = dict[str, Any]


def item(amount: str, qty: str | None = None, price: str | None = None, code: str = "TAX", ref: str = "1") -> Json:
    """An item line; `code` is its TaxCodeRef, "" for none."""
    detail: Json = {"ItemRef": {"value": ref}} | ({"TaxCodeRef": {"value": code}} if code else {})
    if qty is not None:
        detail |= {"Qty": Decimal(qty)}
    if price is not None:
        detail |= {"UnitPrice": Decimal(price)}
    return {"Amount": Decimal(amount), "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": detail}


def percent_off(percent: str) -> Json:
    """A discount line by percentage."""
    detail = {"PercentBased": True, "DiscountPercent": Decimal(percent)}
    return {"DetailType": "DiscountLineDetail", "DiscountLineDetail": detail}


def off(amount: str) -> Json:
    """A discount line of a fixed amount."""
    row = {"DetailType": "DiscountLineDetail", "DiscountLineDetail": {"PercentBased": False}}
    return row | {"Amount": Decimal(amount)}


def shipping(amount: str, code: str = "NON") -> Json:
    """The shipping line."""
    return item(amount, code=code, ref="SHIPPING_ITEM_ID")


def bundle(ref: str, quantity: str | None = None, *inside: Json) -> Json:
    """A bundle line; without `inside` the components are left out."""
    detail: Json = {"GroupItemRef": {"value": ref}} | ({"Quantity": Decimal(quantity)} if quantity else {})
    if inside:
        detail["Line"] = list(inside)
    return {"DetailType": "GroupLineDetail", "GroupLineDetail": detail}
