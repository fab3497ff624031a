"""Sales receipts and refund receipts: paid on the spot, numbered with the invoices, taken in by deposits."""

from collections.abc import Callable
from typing import Any

import pytest

from qbo_emulator.rules.faults import Fault
from qbo_emulator.world import World
from sales_lines import item, percent_off

type Json = dict[str, Any]

UNDEPOSITED = {"value": "7", "name": "Undeposited Funds"}


def deposit(shop: Any, receipt: Json) -> Json:
    line = {"Amount": receipt["TotalAmt"], "LinkedTxn": [{"TxnId": receipt["Id"], "TxnType": "SalesReceipt"}]}
    line["LinkedTxn"][0]["TxnLineId"] = "0"
    body = {"DepositToAccountRef": {"value": "4"}, "Line": [line | {"DetailType": "DepositLineDetail"}]}
    made: Json = shop.company.create("Deposit", body)
    return made


def test_a_receipt_has_no_balance_and_lies_in_undeposited_funds(shop: Any) -> None:
    made = shop.sell("SalesReceipt", item("100"), percent_off("10"), TxnTaxDetail={"TxnTaxCodeRef": {"value": "2"}})

    assert (made["TotalAmt"], made["Balance"]) == (98, 0)
    assert made["DepositToAccountRef"] == UNDEPOSITED
    assert shop.read("Customer", shop.customer)["Balance"] == 0
    assert shop.company.read("Account", "7")["CurrentBalance"] == 98
    assert "DueDate" not in made


def test_a_receipt_needs_no_customer(shop: Any) -> None:
    made = shop.company.create("SalesReceipt", {"Line": [item("5")], "DepositToAccountRef": {"value": "4"}})

    assert "CustomerRef" not in made
    assert made["DepositToAccountRef"] == {"value": "4", "name": "Checking"}
    assert shop.company.read("Account", "4")["CurrentBalance"] == 5
    shop.check()


def test_invoices_receipts_credits_and_refunds_count_together(shop: Any) -> None:
    account = {"DepositToAccountRef": {"value": "4"}}
    made = [
        shop.sell("Invoice", item("5")),
        shop.sell("SalesReceipt", item("5")),
        shop.sell("CreditMemo", item("5")),
        shop.sell("RefundReceipt", item("5"), **account),
        shop.sell("Invoice", item("5")),
        shop.sell("Estimate", item("5")),
    ]

    assert [doc["DocNumber"] for doc in made] == ["1001", "1002", "1003", "1004", "1005", "1001"]


def test_a_voided_receipt_is_worth_nothing_and_stays(shop: Any) -> None:
    made = shop.sell("SalesReceipt", item("100", "4", "25"))

    shop.company.void("SalesReceipt", made["Id"])

    empty = shop.read("SalesReceipt", made)
    assert (empty["TotalAmt"], empty["PrivateNote"], empty["SyncToken"]) == (0, "Voided", "1")
    assert empty["Line"][0]["SalesItemLineDetail"]["Qty"] == 0
    assert empty["DocNumber"] == made["DocNumber"]
    assert shop.company.read("Account", "7")["CurrentBalance"] == 0
    shop.check()


def test_a_deposited_receipt_keeps_its_amount(shop: Any) -> None:
    made = shop.sell("SalesReceipt", item("100"))
    deposit(shop, made)

    shop.edit("SalesReceipt", made, PrivateNote="as agreed")
    for refused_verb in (
        lambda: shop.edit("SalesReceipt", made, Line=[item("90")]),
        lambda: shop.company.void("SalesReceipt", made["Id"]),
        lambda: shop.company.delete("SalesReceipt", made["Id"]),
    ):
        with pytest.raises(Fault) as refused:
            refused_verb()
        assert refused.value.code == "6540"
    assert shop.read("SalesReceipt", made)["TotalAmt"] == 100


def test_a_refund_names_the_account_the_money_leaves(shop: Any) -> None:
    with pytest.raises(Fault) as refused:
        shop.sell("RefundReceipt", item("30"))
    assert (refused.value.code, refused.value.element) == ("2020", "DepositToAccountRef")

    made = shop.sell("RefundReceipt", item("30"), DepositToAccountRef={"value": "4"})

    assert (made["TotalAmt"], made["Balance"]) == (30, 0)
    assert shop.company.read("Account", "4")["CurrentBalance"] == -30


def test_a_full_update_keeps_the_number_and_takes_the_day_of_the_update(shop: Any) -> None:
    made = shop.sell("SalesReceipt", item("100"), TxnDate="2020-01-31")
    today = shop.sell("SalesReceipt", item("1"))["TxnDate"]

    changed = shop.company.update(
        "SalesReceipt",
        {"Id": made["Id"], "SyncToken": "0", "Line": [item("70")], "DepositToAccountRef": {"value": "4"}},
    )

    assert (changed["DocNumber"], changed["TxnDate"], changed["TotalAmt"]) == (made["DocNumber"], today, 70)
    assert "CustomerRef" not in changed


@pytest.mark.parametrize("sparse", [True, False])
def test_recorded_receipts_seed_read_and_survive_being_sent_back(
    shape: Callable[[str], list[Json]], sparse: bool
) -> None:
    company = World().add_company(furnished=False)
    recorded = shape("SalesReceipt-qbo_api_2020.json")
    company.seed({"SalesReceipt": recorded})

    for receipt in recorded:
        assert company.read("SalesReceipt", receipt["Id"]) == receipt
        assert company.update("SalesReceipt", receipt | {"sparse": sparse}) == receipt


def test_recorded_receipts_are_computed_anew_to_the_same_amounts(shape: Callable[[str], list[Json]]) -> None:
    company = World().add_company()
    recorded = shape("SalesReceipt-qbo_api_2020.json")
    who = [{"Id": "1", "SyncToken": "0", "DisplayName": "C", "Active": True, "Balance": 0, "BalanceWithJobs": 0}]
    sold = company.read("Item", "1")
    items = [sold | {"Id": each, "Name": each, "FullyQualifiedName": each} for each in ("4", "6", "10")]
    company.seed({"Customer": who, "Item": items})

    for receipt in recorded:
        lines = [line for line in receipt["Line"] if line["DetailType"] != "SubTotalLineDetail"]
        for line in lines:
            line.get("DiscountLineDetail", {}).pop("DiscountAccountRef", None)
        made = company.create("SalesReceipt", {"CustomerRef": {"value": "1"}, "Line": lines})
        assert [line["Amount"] for line in made["Line"]] == [line["Amount"] for line in receipt["Line"]]
        assert (made["TotalAmt"], made["Balance"]) == (receipt["TotalAmt"], 0)
