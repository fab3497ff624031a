"""Purchase orders and what is made on them."""

from typing import Any

import pytest


def linked(order: Any) -> dict[str, Any]:
    return {"LinkedTxn": [{"TxnId": order["Id"], "TxnType": "PurchaseOrder"}]}


@pytest.mark.parametrize("place", ["header", "line"])
def test_a_bill_closes_the_order_and_only_the_order_shows_it(
    api: Any, vendor: Any, order_of: Any, expense: Any, place: str
) -> None:
    order = order_of(vendor)
    body = {"VendorRef": {"value": vendor["Id"]}, "Line": [expense(20)]}
    if place == "header":
        body |= linked(order)
    else:
        body["Line"][0] |= linked(order)
    bill = api.write("Bill", body)

    closed = api.read("PurchaseOrder", order["Id"])
    assert (closed["POStatus"], closed["SyncToken"]) == ("Closed", "1")
    assert closed["LinkedTxn"] == [{"TxnId": bill["Id"], "TxnType": "Bill"}]
    assert "LinkedTxn" not in bill
    assert bill["Line"][0]["LinkedTxn"] == []
    assert api.refused(api.post("purchaseorder", {"Id": order["Id"], "SyncToken": "1"}, operation="delete")) == "800"

    api.write("Bill", {"Id": bill["Id"], "SyncToken": "0"}, operation="delete")
    opened = api.read("PurchaseOrder", order["Id"])
    assert (opened["POStatus"], opened["LinkedTxn"]) == ("Open", [])


def test_an_expense_closes_an_order_as_well(api: Any, vendor: Any, order_of: Any, expense: Any, account: Any) -> None:
    order = order_of(vendor)
    paid = {"AccountRef": account("Checking"), "PaymentType": "Check", "Line": [expense(20)]}
    made = api.write("Purchase", paid | {"EntityRef": {"value": vendor["Id"], "type": "Vendor"}} | linked(order))

    assert api.read("PurchaseOrder", order["Id"])["LinkedTxn"] == [{"TxnId": made["Id"], "TxnType": "Purchase"}]
    assert "LinkedTxn" not in made
    api.write("Purchase", {"Id": made["Id"], "SyncToken": "0"}, operation="delete")
    assert api.read("PurchaseOrder", order["Id"])["POStatus"] == "Open"


def test_an_order_of_another_vendor_or_one_that_is_closed_cannot_be_linked(
    api: Any, vendor: Any, order_of: Any, bill_of: Any, expense: Any
) -> None:
    other = api.write("Vendor", {"DisplayName": "Norton Lumber"})
    order = order_of(other)
    body = {"VendorRef": {"value": vendor["Id"]}, "Line": [expense(20)]}

    assert api.refused(api.post("bill", body | linked(order))) == "620"
    assert api.refused(api.post("bill", body | linked({"Id": "999"}))) == "620"
    bill_of(other, 20, **linked(order))
    assert api.refused(api.post("bill", body | {"VendorRef": {"value": other["Id"]}} | linked(order))) == "620"


def test_a_changed_bill_keeps_its_order_closed(api: Any, vendor: Any, order_of: Any, bill_of: Any) -> None:
    order = order_of(vendor)
    bill = bill_of(vendor, 20, **linked(order))
    api.change("Bill", bill, PrivateNote="again", **linked(order))

    assert api.read("PurchaseOrder", order["Id"])["SyncToken"] == "1"
    assert api.read("PurchaseOrder", order["Id"])["POStatus"] == "Closed"
