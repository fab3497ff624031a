"""Deposits: what they take to the bank, and what may no longer be changed then."""

from decimal import Decimal
from typing import Any

import pytest


@pytest.fixture
def received(customer: Any, pay: Any) -> Any:
    """A payment of an amount that lies in Undeposited Funds."""
    return lambda amount: pay(customer, amount)


def take(*payments: Any) -> list[Any]:
    return [
        {"Amount": each["TotalAmt"], "LinkedTxn": [{"TxnId": each["Id"], "TxnType": "Payment"}]} for each in payments
    ]


def own(account: Any, amount: Any, **detail: Any) -> Any:
    return {"Amount": amount, "DetailType": "DepositLineDetail", "DepositLineDetail": {"AccountRef": account} | detail}


def test_a_deposit_takes_payments_to_the_bank(api: Any, account: Any, received: Any, balance: Any) -> None:
    first, second = received("226.75"), received(80)
    assert balance("Undeposited Funds") == Decimal("306.75")
    body = {"DepositToAccountRef": account("Checking"), "Line": take(first, second)}
    made = api.write("Deposit", body)

    assert made["TotalAmt"] == Decimal("306.75")
    assert made["Line"][0] == {
        "Amount": Decimal("226.75"),
        "LinkedTxn": [{"TxnId": first["Id"], "TxnType": "Payment", "TxnLineId": "0"}],
    }
    assert (balance("Undeposited Funds"), balance("Checking")) == (0, Decimal("306.75"))
    deposited = api.read("Payment", first["Id"])
    assert deposited["LinkedTxn"] == [{"TxnId": made["Id"], "TxnType": "Deposit"}]
    assert (deposited["SyncToken"], deposited["MetaData"]) == (first["SyncToken"], first["MetaData"])


def test_a_deposited_payment_cannot_be_changed_voided_or_deleted_until_it_is_taken_out(
    api: Any, account: Any, received: Any, balance: Any
) -> None:
    payment, other = received(50), received(7)
    body = {"DepositToAccountRef": account("Checking"), "Line": take(payment, other)}
    deposit = api.write("Deposit", body)
    head = {"Id": payment["Id"], "SyncToken": payment["SyncToken"]}

    assert api.refused(api.post("payment", head | {"sparse": True, "TotalAmt": 60})) == "6540"
    assert api.refused(api.post("payment", head | {"sparse": True}, include="void")) == "6540"
    assert api.refused(api.post("payment", head, operation="delete")) == "6540"

    api.change("Deposit", deposit, Line=take(other))
    assert "LinkedTxn" not in api.read("Payment", payment["Id"])
    assert (balance("Undeposited Funds"), balance("Checking")) == (50, 7)
    assert api.change("Payment", payment, TotalAmt=60)["TotalAmt"] == 60

    api.write("Deposit", {"Id": deposit["Id"], "SyncToken": "1"}, operation="delete")
    assert (balance("Undeposited Funds"), balance("Checking")) == (67, 0)


def test_own_lines_and_cash_back(api: Any, account: Any, vendor: Any, balance: Any) -> None:
    lines = [
        own(account("Opening Balance Equity"), 100, Entity={"value": vendor["Id"]}, CheckNum="77"),
        own(account("Bank Charges"), "-2.5"),
    ]
    back = {"AccountRef": account("Savings"), "Amount": 20, "Memo": "put aside"}
    made = api.write("Deposit", {"DepositToAccountRef": account("Checking"), "CashBack": back, "Line": lines})

    assert made["TotalAmt"] == Decimal("77.5")
    assert [(line["Id"], line["LineNum"]) for line in made["Line"]] == [("1", 1), ("2", 2)]
    assert made["Line"][0]["DepositLineDetail"]["Entity"] == {
        "value": vendor["Id"],
        "name": "Cables and More",
        "type": "Vendor",
    }
    assert made["TxnTaxDetail"] == {}
    assert (balance("Checking"), balance("Savings")) == (Decimal("77.5"), 20)
    assert balance("Opening Balance Equity") == -100


def test_a_line_repeats_how_the_payment_came_in(api: Any, account: Any, customer: Any) -> None:
    check = api.select("select * from PaymentMethod where Name = 'Check'")["PaymentMethod"][0]
    body = {"CustomerRef": {"value": customer["Id"]}, "TotalAmt": 9, "PaymentMethodRef": {"value": check["Id"]}}
    payment = api.write("Payment", body | {"PaymentRefNum": "6552"})
    made = api.write("Deposit", {"DepositToAccountRef": account("Checking"), "Line": take(payment)})

    assert made["Line"][0]["DepositLineDetail"] == {
        "PaymentMethodRef": {"value": check["Id"]},
        "CheckNum": "6552",
    }


def test_what_cannot_be_deposited_is_refused(
    api: Any, account: Any, customer: Any, received: Any, invoice_of: Any
) -> None:
    to_checking = {"DepositToAccountRef": account("Checking")}
    payment, deposited, invoice = received(50), received(10), invoice_of(customer, 5)
    elsewhere = api.write(
        "Payment", {"CustomerRef": {"value": customer["Id"]}, "TotalAmt": 4, "DepositToAccountRef": account("Savings")}
    )
    api.write("Deposit", to_checking | {"Line": take(deposited)})
    partly = take(payment)[0] | {"Amount": 49}

    def code(*lines: Any, **changes: Any) -> str:
        return str(api.refused(api.post("deposit", to_checking | {"Line": list(lines)} | changes)))

    assert code(*take(deposited)) == "620"
    assert code(*take(elsewhere)) == "620"
    assert code({"Amount": 5, "LinkedTxn": [{"TxnId": invoice["Id"], "TxnType": "Invoice"}]}) == "620"
    assert code({"Amount": 5, "LinkedTxn": [{"TxnId": "999", "TxnType": "Payment"}]}) == "2500"
    assert code(partly) == "6000"
    assert code(*take(payment), *take(payment)) == "620"
    assert code() == "2250"
    assert code({"Amount": 5}) == "2020"
    assert code({"DetailType": "DepositLineDetail", "DepositLineDetail": {}}) == "2020"
    assert code({"Amount": 5, "DepositLineDetail": {"CheckNum": "1"}}) == "2020"
    assert code(own(account("Services"), -1)) == "6000"
    assert code(*take(payment), CashBack={"Amount": 1}) == "2020"
    assert code(*take(payment), CashBack={"Amount": -1, "AccountRef": account("Savings")}) == "2140"
    assert "LinkedTxn" not in api.read("Payment", payment["Id"])


def test_a_deposited_amount_cannot_be_changed_behind_the_payment(api: Any, account: Any, received: Any) -> None:
    payment = received(50)
    deposit = api.write("Deposit", {"DepositToAccountRef": account("Checking"), "Line": take(payment)})
    body = {"Id": deposit["Id"], "SyncToken": "0", "sparse": True, "Line": [deposit["Line"][0] | {"Amount": 49}]}

    assert api.refused(api.post("deposit", body)) == "6000"
    assert api.write("Deposit", deposit) == deposit


def test_a_deposited_receipt_cannot_be_changed_either(
    api: Any, account: Any, customer: Any, item_line: Any, balance: Any
) -> None:
    sold = {"CustomerRef": {"value": customer["Id"]}, "Line": [item_line(30)]}
    receipt = api.write("SalesReceipt", sold)
    line = {"Amount": 30, "LinkedTxn": [{"TxnId": receipt["Id"], "TxnType": "SalesReceipt"}]}
    api.write("Deposit", {"DepositToAccountRef": account("Checking"), "Line": [line]})

    assert (balance("Undeposited Funds"), balance("Checking")) == (0, 30)
    body = {"Id": receipt["Id"], "SyncToken": receipt["SyncToken"]}
    assert api.refused(api.post("salesreceipt", body, operation="delete")) == "6540"
    assert api.refused(api.post("salesreceipt", body | {"sparse": True, "Line": [item_line(31)]})) == "6540"
