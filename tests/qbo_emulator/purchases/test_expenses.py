"""Purchases: money spent at once."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("kind", "paid_from", "txn_type", "balance_after"),
    [("Cash", "Checking", "54", -30), ("Check", "Checking", "3", -30), ("CreditCard", "Credit Card", "54", -30)],
)
def test_a_purchase_credits_what_it_was_paid_from(
    api: Any,
    vendor: Any,
    expense: Any,
    account: Any,
    balance: Any,
    kind: str,
    paid_from: str,
    txn_type: str,
    balance_after: int,
) -> None:
    body = {"AccountRef": account(paid_from), "PaymentType": kind, "Line": [expense(10), expense(20)]}
    made = api.write("Purchase", body | {"EntityRef": {"value": vendor["Id"]}})

    assert made["TotalAmt"] == 30
    assert made["EntityRef"] == {"value": vendor["Id"], "name": "Cables and More", "type": "Vendor"}
    assert made["PurchaseEx"]["any"][0]["value"] == {"Name": "TxnType", "Value": txn_type}
    assert made.get("Credit") == (False if kind == "CreditCard" else None)
    assert made.get("PrintStatus") == ("NotSet" if kind == "Check" else None)
    assert [line["Id"] for line in made["Line"]] == ["1", "2"]
    assert not any("LineNum" in line or "LinkedTxn" in line for line in made["Line"])
    assert balance(paid_from) == balance_after
    assert balance("Office Expenses") == 0


def test_a_card_credit_stays_positive_and_posts_the_other_way(
    api: Any, expense: Any, account: Any, balance: Any
) -> None:
    body = {"AccountRef": account("Credit Card"), "PaymentType": "CreditCard", "Credit": True, "Line": [expense(15)]}
    made = api.write("Purchase", body)

    assert (made["TotalAmt"], made["Credit"]) == (15, True)
    assert made["PurchaseEx"]["any"][0]["value"]["Value"] == "11"
    assert balance("Credit Card") == 15


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"AccountRef": None}, "2020"),
        ({"PaymentType": None}, "2020"),
        ({"PaymentType": "Barter"}, "2170"),
        ({"Line": []}, "2250"),
        ({"PaymentType": "CreditCard"}, "6430"),
        ({"EntityRef": {"value": "999", "type": "Vendor"}}, "2500"),
        ({"EntityRef": {"type": "Vendor"}}, "2020"),
        ({"EntityRef": {"value": "1", "type": "Bank"}}, "2170"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_purchase_that_cannot_be_is_refused(api: Any, expense: Any, account: Any, changes: Any, code: str) -> None:
    body = {"AccountRef": account("Checking"), "PaymentType": "Check", "Line": [expense(10)]}

    assert api.refused(api.post("purchase", body | changes)) == code
    assert api.select("select count(*) from Purchase") == {"totalCount": 0}


def test_a_purchase_is_changed_and_deleted(api: Any, expense: Any, account: Any, balance: Any) -> None:
    made = api.write("Purchase", {"AccountRef": account("Checking"), "PaymentType": "Cash", "Line": [expense(10)]})
    changed = api.change("Purchase", made, AccountRef=account("Savings"), Line=[expense(12)])

    assert (changed["TotalAmt"], changed["SyncToken"]) == (12, "1")
    assert (balance("Checking"), balance("Savings")) == (0, -12)
    api.write("Purchase", {"Id": made["Id"], "SyncToken": "1"}, operation="delete")
    assert balance("Savings") == 0
