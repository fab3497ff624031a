"""What two versions of a document are compared by: amounts, dates, names, line by line. Pure.

Facts are plain JSON (amounts and quantities as decimal text), because they are kept as the baseline of later reads. A
fact that is None was not decided by us: QuickBooks' value stands, and nothing differs.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypedDict

DECIDED_THERE = frozenset({"Tax", "Total"})
"""The fields in which QuickBooks' figure counts: it is written back into our document."""


class LineFacts(TypedDict):
    """One sold line; `quantity` and `unit_price` are empty where the line holds an amount alone."""

    description: str
    item_id: str
    quantity: str
    unit_price: str
    amount: str
    taxable: bool


class Facts(TypedDict):
    """A sales document without its books-keeping: what it says and what it is worth."""

    number: str | None
    customer_id: str
    issued_on: str
    due_on: str | None
    memo: str
    discount: str
    tax: str | None
    total: str | None
    lines: list[LineFacts]


class Difference(TypedDict):
    """One field that reads differently on the two sides."""

    field: str
    here: str
    there: str


def facts_of(raw: Mapping[str, Any]) -> Facts:
    """The facts of an Invoice (or another sales document) as QuickBooks holds it; its numbers must be Decimal."""
    lines = raw.get("Line", [])
    discounts = [_number(line.get("Amount")) for line in lines if line.get("DetailType") == "DiscountLineDetail"]
    return Facts(
        number=raw.get("DocNumber", ""),
        customer_id=raw.get("CustomerRef", {}).get("value", ""),
        issued_on=raw.get("TxnDate", ""),
        due_on=raw.get("DueDate", ""),
        memo=raw.get("CustomerMemo", {}).get("value", ""),
        discount=plain(sum(discounts, Decimal(0))),
        tax=plain(_number(raw.get("TxnTaxDetail", {}).get("TotalTax"))),
        total=plain(_number(raw.get("TotalAmt"))),
        lines=[_line(line) for line in lines if line.get("DetailType") == "SalesItemLineDetail"],
    )


def differences(here: Facts, there: Facts) -> list[Difference]:
    """Every field that differs, in the order people read a document: numbers are compared by value."""
    found = [
        Difference(field=label, here=ours, there=theirs)
        for label, ours, theirs in (
            ("Number", here["number"], there["number"] or ""),
            ("Customer", here["customer_id"], there["customer_id"]),
            ("Date", here["issued_on"], there["issued_on"]),
            ("Due", here["due_on"], there["due_on"] or ""),
            ("Memo", here["memo"], there["memo"]),
        )
        if ours is not None and ours != theirs
    ]
    found += _line_differences(here["lines"], there["lines"])
    for label, ours, theirs in (
        ("Discount", here["discount"], there["discount"]),
        ("Tax", here["tax"], there["tax"]),
        ("Total", here["total"], there["total"]),
    ):
        if ours is not None and Decimal(ours) != Decimal(theirs or 0):
            found.append(Difference(field=label, here=_cents(ours), there=_cents(theirs or "0")))
    return found


def plain(value: Decimal) -> str:
    """A number as facts hold it: no exponent, no superfluous zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _line_differences(here: list[LineFacts], there: list[LineFacts]) -> list[Difference]:
    if len(here) != len(there):
        return [Difference(field="Lines", here=str(len(here)), there=str(len(there)))]
    found = []
    for place, (ours, theirs) in enumerate(zip(here, there, strict=True), 1):
        label = f"Line {place}"
        if ours["item_id"] != theirs["item_id"]:
            found.append(Difference(field=f"{label}, item", here=ours["item_id"], there=theirs["item_id"]))
        if ours["description"] != theirs["description"]:
            found.append(Difference(field=f"{label}, text", here=ours["description"], there=theirs["description"]))
        if ours["taxable"] != theirs["taxable"]:
            found.append(Difference(field=f"{label}, tax", here=_taxed(ours), there=_taxed(theirs)))
        for field, name in (("quantity", "quantity"), ("unit_price", "rate"), ("amount", "amount")):
            mine, other = ours[field], theirs[field]  # type: ignore[literal-required]
            if Decimal(mine or 0) != Decimal(other or 0):
                found.append(Difference(field=f"{label}, {name}", here=mine, there=other))
    return found


def _line(line: Mapping[str, Any]) -> LineFacts:
    detail = line.get("SalesItemLineDetail", {})
    return LineFacts(
        description=line.get("Description", ""),
        item_id=detail.get("ItemRef", {}).get("value", ""),
        quantity=_text(detail.get("Qty")),
        unit_price=_text(detail.get("UnitPrice")),
        amount=plain(_number(line.get("Amount"))),
        taxable=detail.get("TaxCodeRef", {}).get("value", "NON") != "NON",
    )


def _number(value: Any) -> Decimal:
    return Decimal(0) if value is None else Decimal(value)


def _text(value: Any) -> str:
    return "" if value is None else plain(Decimal(value))


def _cents(text: str) -> str:
    return f"{Decimal(text):,.2f}"


def _taxed(line: LineFacts) -> str:
    return "Taxable" if line["taxable"] else "Not taxable"
