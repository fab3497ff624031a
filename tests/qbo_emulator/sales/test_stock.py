"""Quantities on hand follow what is sold, taken back and bought."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from qbo_emulator.rules.faults import Fault

type Json = dict[str, Any]

DAY = {"TxnDate": "2026-03-02"}


class Stockroom:
    """A shop with 10 pieces of one item, counted on the first of March."""

    def __init__(self, shop: Any) -> None:
        self.shop = shop
        accounts = {row["object"]["AccountSubType"]: row["id"] for row in shop.company.documents("Account")}
        body = {
            "Name": "Lamp",
            "Type": "Inventory",
            "InvStartDate": "2026-03-01",
            "QtyOnHand": 10,
            "IncomeAccountRef": {"value": accounts["SalesOfProductIncome"]},
            "ExpenseAccountRef": {"value": accounts["SuppliesMaterialsCogs"]},
            "AssetAccountRef": {"value": accounts["Inventory"]},
        }
        self.checking = {"value": accounts["Checking"]}
        self.lamp = shop.company.create("Item", body)
        self.vendor = {"VendorRef": {"value": shop.company.create("Vendor", {"DisplayName": "Maker"})["Id"]}}

    @property
    def on_hand(self) -> Decimal:
        return Decimal(self.now["QtyOnHand"])

    @property
    def now(self) -> Json:
        found: Json = self.shop.read("Item", self.lamp)
        return found

    def sold(self, quantity: str) -> Json:
        detail = {"ItemRef": {"value": self.lamp["Id"]}, "Qty": Decimal(quantity), "UnitPrice": 4}
        return {"Amount": 4 * Decimal(quantity), "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": detail}

    def bought(self, quantity: int) -> Json:
        detail = {"ItemRef": {"value": self.lamp["Id"]}, "Qty": quantity, "UnitPrice": 3}
        line = {"Amount": 3 * quantity, "DetailType": "ItemBasedExpenseLineDetail"}
        return line | {"ItemBasedExpenseLineDetail": detail}


@pytest.fixture
def room(open_shop: Callable[..., Any]) -> Stockroom:
    return Stockroom(open_shop("US"))


@pytest.mark.parametrize(
    ("entity", "more", "left"),
    [
        ("Invoice", {}, "7.5"),
        ("SalesReceipt", {}, "7.5"),
        ("CreditMemo", {}, "12.5"),
        ("RefundReceipt", {"DepositToAccountRef": {"value": "4"}}, "12.5"),
        ("Estimate", {}, "10"),
    ],
)
def test_what_is_sold_leaves_the_stock_and_comes_back(room: Stockroom, entity: str, more: Json, left: str) -> None:
    made = room.shop.sell(entity, room.sold("2.5"), **DAY, **more)
    assert room.on_hand == Decimal(left)

    room.shop.company.delete(entity, made["Id"])
    assert room.on_hand == 10


@pytest.mark.parametrize(
    ("entity", "more", "left"),
    [
        ("Bill", {}, 14),
        ("VendorCredit", {}, 6),
        ("PurchaseOrder", {"APAccountRef": {"value": "11"}}, 10),
        ("Purchase", {"PaymentType": "Cash"}, 14),
        ("Purchase", {"PaymentType": "CreditCard", "Credit": True}, 6),
    ],
    ids=["bill", "vendor credit", "order", "expense", "card credit"],
)
def test_what_is_bought_enters_the_stock(room: Stockroom, entity: str, more: Json, left: int) -> None:
    if "PaymentType" in more:
        kind = "CreditCard" if "Credit" in more else "Checking"
        accounts = room.shop.company.documents("Account")
        paid_from = next(row["id"] for row in accounts if row["object"]["AccountSubType"] == kind)
        room.shop.company.create(entity, {"AccountRef": {"value": paid_from}, "Line": [room.bought(4)]} | DAY | more)
    else:
        room.shop.company.create(entity, room.vendor | {"Line": [room.bought(4)]} | DAY | more)

    assert room.on_hand == left


def test_an_edit_moves_the_difference_and_a_void_all_of_it(room: Stockroom) -> None:
    made = room.shop.sell("Invoice", room.sold("2"), room.sold("1"), **DAY)
    room.shop.edit("Invoice", made, Line=[room.sold("5")])
    assert room.on_hand == 5
    room.shop.edit("Invoice", made, PrivateNote="Fragile")
    assert room.on_hand == 5

    room.shop.company.void("Invoice", made["Id"])
    assert room.on_hand == 10


def test_the_parts_of_a_bundle_leave_the_stock(room: Stockroom) -> None:
    parts = {"ItemGroupLine": [{"ItemRef": {"value": room.lamp["Id"]}, "Qty": 2}]}
    bundle = room.shop.company.create("Item", {"Name": "Pair", "Type": "Group", "ItemGroupDetail": parts})
    detail = {"GroupItemRef": {"value": bundle["Id"]}, "Quantity": 3, "Line": [room.sold("6")]}

    room.shop.sell("Invoice", {"DetailType": "GroupLineDetail", "GroupLineDetail": detail}, **DAY)

    assert room.on_hand == 4


def test_more_can_be_sold_than_is_there(room: Stockroom) -> None:
    room.shop.sell("Invoice", room.sold("11"), **DAY)

    assert room.on_hand == -1


def test_the_item_shows_that_it_moved_and_keeps_its_token(room: Stockroom) -> None:
    room.shop.sell("Invoice", room.sold("1"), **DAY)

    assert room.now["SyncToken"] == "0"
    assert room.shop.edit("Item", room.lamp, QtyOnHand=50, Description="Red")["QtyOnHand"] == 9


def test_a_refused_sale_moves_nothing(room: Stockroom) -> None:
    with pytest.raises(Fault):
        room.shop.sell("Invoice", room.sold("2"), TxnDate="2026-02-28")

    assert room.on_hand == 10
