"""Bundles: filled from the item or sent with their components, negative lines, text lines."""

from decimal import Decimal
from typing import Any

import pytest

from qbo_emulator.rules.faults import Fault
from sales_lines import bundle, item

type Json = dict[str, Any]


@pytest.fixture
def kit(shop: Any) -> str:
    """3 x A at 4.00, taxed, and 1 x B at 10.00, untaxed."""
    account = {"IncomeAccountRef": {"value": "1"}}
    a = shop.company.create("Item", {"Name": "A", "Type": "Service", "UnitPrice": 4, "Taxable": True} | account)
    b = shop.company.create("Item", {"Name": "B", "Type": "Service", "UnitPrice": 10, "Description": "b"} | account)
    inside = [{"ItemRef": {"value": a["Id"]}, "Qty": 3}, {"ItemRef": {"value": b["Id"]}, "Qty": 1}]
    made = shop.company.create("Item", {"Name": "Kit", "Type": "Group", "ItemGroupDetail": {"ItemGroupLine": inside}})
    return str(made["Id"])


def test_components_left_out_come_from_the_item(shop: Any, kit: str) -> None:
    made = shop.sell("Invoice", bundle(kit, "2"))

    outer, closing = made["Line"]
    inner = outer["GroupLineDetail"]["Line"]
    assert outer["Amount"] == 0
    assert [(line["Amount"], line["SalesItemLineDetail"]["Qty"]) for line in inner] == [(24, 6), (20, 2)]
    assert [line["SalesItemLineDetail"]["TaxCodeRef"]["value"] for line in inner] == ["TAX", "NON"]
    assert (inner[1]["Description"], inner[1]["Id"]) == ("b", "3")
    assert closing["Amount"] == made["TotalAmt"] == 44


def test_one_bundle_unless_a_quantity_is_sent(shop: Any, kit: str) -> None:
    made = shop.sell("Invoice", bundle(kit))

    assert made["Line"][0]["GroupLineDetail"]["Quantity"] == 1
    assert made["TotalAmt"] == 22


def test_sent_components_stand_as_they_are(shop: Any, kit: str) -> None:
    made = shop.sell("Invoice", bundle(kit, "2", item("24", "6", "4"), item("-3", "-1", "3")))

    assert made["TotalAmt"] == 21


def test_what_was_filled_keeps_its_price(shop: Any, kit: str) -> None:
    made = shop.sell("Invoice", bundle(kit))
    shop.edit("Item", shop.company.read("Item", "3"), UnitPrice=Decimal("9.99"))

    again = shop.edit("Invoice", made, Line=[*made["Line"], item("1")])

    assert again["TotalAmt"] == 23


@pytest.mark.parametrize(("ref", "code"), [("1", "6000"), ("999", "2500")])
def test_only_a_bundle_can_be_filled(shop: Any, ref: str, code: str) -> None:
    with pytest.raises(Fault) as refused:
        shop.sell("Invoice", bundle(ref))

    assert (refused.value.code, refused.value.element) == (code, "GroupItemRef")


def test_text_lines_count_nothing(shop: Any) -> None:
    text = {"DetailType": "DescriptionOnly", "Description": "Thank you", "Amount": 5}

    made = shop.sell("Invoice", item("10"), text, item("-4", "-2", "2"))

    assert [line.get("Amount") for line in made["Line"]] == [10, None, -4, 6]
    assert made["TotalAmt"] == 6


def test_a_negative_total_is_refused(shop: Any) -> None:
    with pytest.raises(Fault) as refused:
        shop.sell("Invoice", item("10"), item("-14", "-2", "7"))

    assert refused.value.code == "6000"
