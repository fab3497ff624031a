"""Bills, vendor credits and the payments on them."""

from decimal import Decimal
from typing import Any

import pytest


def test_a_minimal_bill_gets_what_the_service_adds(api: Any, vendor: Any, bill_of: Any) -> None:
    bill = bill_of(vendor, "103.55", TxnDate="2026-04-05")

    assert bill["Balance"] == bill["TotalAmt"] == Decimal("103.55")
    assert bill["DueDate"] == "2026-04-05"
    assert bill["APAccountRef"]["name"] == "Accounts Payable (A/P)"
    assert bill["VendorRef"] == {"value": vendor["Id"], "name": "Cables and More"}
    assert bill["CurrencyRef"]["value"] == "USD"
    assert "LinkedTxn" not in bill
    assert "DocNumber" not in bill
    line = bill["Line"][0]
    assert (line["Id"], line["LineNum"], line["LinkedTxn"], line["CustomExtensions"]) == ("1", 1, [], [])
    detail = line["AccountBasedExpenseLineDetail"]
    assert (detail["BillableStatus"], detail["TaxCodeRef"]) == ("NotBillable", {"value": "NON"})


def test_the_term_says_when_a_bill_is_due(api: Any, vendor: Any, bill_of: Any) -> None:
    net_30 = api.select("select * from Term where Name = 'Net 30'")["Term"][0]
    bill = bill_of(vendor, 10, TxnDate="2026-01-31", SalesTermRef={"value": net_30["Id"]})

    assert bill["DueDate"] == "2026-03-02"
    assert api.change("Bill", bill, TxnDate="2026-02-01")["DueDate"] == "2026-03-03"


def test_a_payment_lowers_the_bill_the_vendor_and_both_accounts(
    api: Any, vendor: Any, bill_of: Any, pay_bills: Any, balance: Any
) -> None:
    bill = bill_of(vendor, 80, 20)
    assert api.read("Vendor", vendor["Id"])["Balance"] == 100
    payment = pay_bills(vendor, 30, ("Bill", bill, 30))

    after = api.read("Bill", bill["Id"])
    assert (after["Balance"], after["SyncToken"]) == (70, "1")
    assert after["LinkedTxn"] == [{"TxnId": payment["Id"], "TxnType": "BillPaymentCheck"}]
    assert payment["CheckPayment"]["PrintStatus"] == "NotSet"
    assert api.read("Vendor", vendor["Id"])["Balance"] == 70
    assert balance("Accounts Payable (A/P)") == -70
    assert balance("Checking") == -30
    assert api.read("Vendor", vendor["Id"])["SyncToken"] == "0"


def test_a_voided_or_deleted_payment_opens_its_bill_again(
    api: Any, vendor: Any, bill_of: Any, pay_bills: Any, balance: Any
) -> None:
    bill = bill_of(vendor, 100)
    first = pay_bills(vendor, 60, ("Bill", bill, 60))
    second = pay_bills(vendor, 40, ("Bill", bill, 40))
    assert api.read("Bill", bill["Id"])["Balance"] == 0

    voided = api.write("BillPayment", {"Id": first["Id"], "SyncToken": "0", "sparse": True}, include="void")
    assert (voided["TotalAmt"], voided["Line"], voided["PrivateNote"]) == (0, [], "Voided")
    api.write("BillPayment", {"Id": second["Id"], "SyncToken": "0"}, operation="delete")

    after = api.read("Bill", bill["Id"])
    assert after["Balance"] == 100
    assert "LinkedTxn" not in after
    assert (balance("Checking"), balance("Accounts Payable (A/P)")) == (0, -100)


def test_a_vendor_credit_pays_a_bill_with_a_payment_of_nothing(
    api: Any, vendor: Any, bill_of: Any, pay_bills: Any, expense: Any, balance: Any
) -> None:
    bill = bill_of(vendor, 100)
    credit = api.write("VendorCredit", {"VendorRef": {"value": vendor["Id"]}, "Line": [expense(25)]})
    assert (credit["TotalAmt"], credit["Balance"]) == (25, 25)
    assert api.read("Vendor", vendor["Id"])["Balance"] == 75
    pay_bills(vendor, 0, ("Bill", bill, 15), ("VendorCredit", credit, 15))

    assert api.read("Bill", bill["Id"])["Balance"] == 85
    assert api.read("VendorCredit", credit["Id"])["Balance"] == 10
    assert api.read("Vendor", vendor["Id"])["Balance"] == 75
    assert (balance("Checking"), balance("Accounts Payable (A/P)")) == (0, -75)


def test_what_is_not_applied_still_lowers_the_vendor(api: Any, vendor: Any, bill_of: Any, pay_bills: Any) -> None:
    bill = bill_of(vendor, 100)
    payment = pay_bills(vendor, 130, ("Bill", bill, 100))
    assert api.read("Vendor", vendor["Id"])["Balance"] == -30

    api.change("BillPayment", payment, Line=[])
    assert api.read("Bill", bill["Id"])["Balance"] == 100
    assert api.read("Vendor", vendor["Id"])["Balance"] == -30


def test_a_card_pays_bills_too(api: Any, vendor: Any, bill_of: Any, account: Any, pay_bills: Any, balance: Any) -> None:
    bill = bill_of(vendor, 50)
    card = {"CCAccountRef": account("Credit Card")}
    paid = pay_bills(vendor, 50, ("Bill", bill, 50), PayType="CreditCard", CheckPayment=None, CreditCardPayment=card)

    assert paid["CreditCardPayment"]["CCAccountRef"]["name"] == "Credit Card"
    assert api.read("Bill", bill["Id"])["LinkedTxn"][0]["TxnType"] == "BillPaymentCheck"
    assert balance("Credit Card") == -50


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"TotalAmt": 99}, "6000"),
        ({"TotalAmt": -1}, "2140"),
        ({"PayType": "Cash"}, "2170"),
        ({"PayType": "CreditCard"}, "2020"),
        ({"VendorRef": None}, "2020"),
        ({"Line": [{"Amount": 101, "LinkedTxn": "the bill"}], "TotalAmt": 101}, "6000"),
        ({"Line": [{"Amount": -1, "LinkedTxn": "the bill"}]}, "2290"),
        ({"Line": [{"Amount": 1}]}, "2020"),
        ({"Line": [{"Amount": 1, "LinkedTxn": [{"TxnId": "9999", "TxnType": "Bill"}]}]}, "2500"),
        ({"Line": [{"Amount": 1, "LinkedTxn": [{"TxnId": "1", "TxnType": "Invoice"}]}]}, "620"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_payment_that_cannot_be_is_refused_and_leaves_nothing(
    api: Any, vendor: Any, bill_of: Any, account: Any, changes: Any, code: str
) -> None:
    bill = bill_of(vendor, 100)
    link = [{"TxnId": bill["Id"], "TxnType": "Bill"}]
    body = {
        "VendorRef": {"value": vendor["Id"]},
        "PayType": "Check",
        "CheckPayment": {"BankAccountRef": account("Checking")},
        "TotalAmt": 100,
        "Line": [{"Amount": 100, "LinkedTxn": link}],
    } | changes
    for line in body["Line"]:
        if line.get("LinkedTxn") == "the bill":
            line = line | {"LinkedTxn": link}
            body["Line"] = [line]

    assert api.refused(api.post("billpayment", body)) == code
    assert api.read("Bill", bill["Id"]) == bill


def test_a_payment_needs_the_bills_own_vendor_and_an_account_of_the_right_type(
    api: Any, vendor: Any, bill_of: Any, account: Any
) -> None:
    other = api.write("Vendor", {"DisplayName": "Norton Lumber"})
    bill = bill_of(other, 10)
    body = {
        "VendorRef": {"value": vendor["Id"]},
        "PayType": "Check",
        "CheckPayment": {"BankAccountRef": account("Checking")},
        "TotalAmt": 10,
        "Line": [{"Amount": 10, "LinkedTxn": [{"TxnId": bill["Id"], "TxnType": "Bill"}]}],
    }

    assert api.refused(api.post("billpayment", body)) == "620"
    body["CheckPayment"] = {"BankAccountRef": account("Credit Card")}
    assert api.refused(api.post("billpayment", body)) == "6430"


def test_a_paid_bill_keeps_its_vendor_its_worth_and_its_place(
    api: Any, vendor: Any, bill_of: Any, pay_bills: Any, expense: Any
) -> None:
    other = api.write("Vendor", {"DisplayName": "Norton Lumber"})
    bill = bill_of(vendor, 100)
    pay_bills(vendor, 60, ("Bill", bill, 60))
    head = {"Id": bill["Id"], "SyncToken": "1", "sparse": True}

    assert api.refused(api.post("bill", head | {"VendorRef": {"value": other["Id"]}})) == "6000"
    assert api.refused(api.post("bill", head | {"Line": [expense(59)]})) == "6000"
    assert api.refused(api.post("bill", head, operation="delete")) == "800"
    assert api.write("Bill", head | {"Line": [expense(70)]})["Balance"] == 10
    assert api.refused(api.post("bill", head | {"SyncToken": "2"}, operation="void")) == "500"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"DetailType": None}, "2020"),
        ({"AccountBasedExpenseLineDetail": None}, "6440"),
        ({"AccountBasedExpenseLineDetail": {"BillableStatus": "NotBillable"}}, "6440"),
        ({"Amount": None}, "2020"),
        ({"Amount": "1.005"}, "2140"),
        ({"DetailType": "SalesItemLineDetail"}, "2170"),
        ({"AccountBasedExpenseLineDetail": {"AccountRef": {"value": "999"}}}, "2500"),
        ({"AccountBasedExpenseLineDetail": {"AccountRef": {"value": "18"}, "BillableStatus": "Billable"}}, "6000"),
        ({"AccountBasedExpenseLineDetail": {"AccountRef": {"value": "18"}, "BillableStatus": "HasBeenBilled"}}, "2170"),
        ({"Amount": -5}, "6000"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_line_that_cannot_be_is_refused(api: Any, vendor: Any, expense: Any, line: Any, code: str) -> None:
    body = {"VendorRef": {"value": vendor["Id"]}, "Line": [expense(5) | line]}

    assert api.refused(api.post("bill", body)) == code


def test_an_item_line_keeps_the_rules_of_amounts(api: Any, vendor: Any, part: Any) -> None:
    detail = {"ItemRef": {"value": part["Id"]}, "Qty": "3.75", "UnitPrice": "41.33"}
    line = {"DetailType": "ItemBasedExpenseLineDetail", "ItemBasedExpenseLineDetail": detail}
    body = {"VendorRef": {"value": vendor["Id"]}, "Line": [line | {"Amount": "154.98"}]}

    assert api.refused(api.post("bill", body)) == "6070"
    body["Line"] = [line | {"Amount": "154.99"}]
    assert api.write("Bill", body)["TotalAmt"] == Decimal("154.99")


def test_an_item_that_is_not_bought_cannot_be_on_a_bill(api: Any, vendor: Any) -> None:
    detail = {"ItemRef": {"value": "1"}}
    line = {"Amount": 1, "DetailType": "ItemBasedExpenseLineDetail", "ItemBasedExpenseLineDetail": detail}

    assert api.refused(api.post("bill", {"VendorRef": {"value": vendor["Id"]}, "Line": [line]})) == "6430"


def test_tax_sent_with_a_us_bill_is_added(api: Any, vendor: Any, bill_of: Any) -> None:
    tax = {
        "TaxLine": [{"Amount": "1.25", "DetailType": "TaxLineDetail", "TaxLineDetail": {"TaxRateRef": {"value": "1"}}}]
    }

    bill = bill_of(vendor, 10, TxnTaxDetail=tax)

    assert bill["TotalAmt"] == bill["Balance"] == Decimal("11.25")
    assert bill["TxnTaxDetail"]["TotalTax"] == Decimal("1.25")
    del tax["TaxLine"][0]["Amount"]
    body = {"VendorRef": {"value": vendor["Id"]}, "Line": bill["Line"], "TxnTaxDetail": tax}
    assert api.refused(api.post("bill", body)) == "2020"


def test_a_deleted_bill_gives_everything_back(api: Any, vendor: Any, bill_of: Any, balance: Any) -> None:
    bill = bill_of(vendor, 100)

    stub = api.write("Bill", {"Id": bill["Id"], "SyncToken": "0"}, operation="delete")

    assert stub == {"domain": "QBO", "status": "Deleted", "Id": bill["Id"]}
    assert api.refused(api.get(f"bill/{bill['Id']}")) == "610"
    assert api.read("Vendor", vendor["Id"])["Balance"] == 0
    assert balance("Accounts Payable (A/P)") == 0


def test_a_billable_line_owns_a_hidden_charge(
    api: Any, vendor: Any, customer: Any, expense: Any, pay_bills: Any
) -> None:
    for_customer = {"CustomerRef": {"value": customer["Id"]}, "BillableStatus": "Billable"}
    lines = [expense(30, **for_customer), expense(5)]
    bill = api.write("Bill", {"VendorRef": {"value": vendor["Id"]}, "Line": lines})
    charge = {"TxnId": str(int(bill["Id"]) + 1), "TxnType": "ReimburseCharge"}

    assert [line["LinkedTxn"] for line in bill["Line"]] == [[charge], []]
    assert bill["LinkedTxn"] == [charge]
    payment = pay_bills(vendor, 35, ("Bill", bill, 35))
    assert int(payment["Id"]) == int(bill["Id"]) + 2
    paid = api.read("Bill", bill["Id"])
    assert paid["LinkedTxn"] == [{"TxnId": payment["Id"], "TxnType": "BillPaymentCheck"}, charge]
    assert api.write("Bill", paid) == paid
    api.write("BillPayment", {"Id": payment["Id"], "SyncToken": "0"}, operation="delete")

    free = api.change("Bill", bill, Line=[bill["Line"][1]])
    assert "LinkedTxn" not in free
    api.write("Bill", {"Id": bill["Id"], "SyncToken": free["SyncToken"]}, operation="delete")


def test_an_expense_that_was_billed_on_keeps_its_bill(api: Any, vendor: Any, customer: Any, bill_of: Any) -> None:
    bill = bill_of(vendor, 30)
    detail = bill["Line"][0]["AccountBasedExpenseLineDetail"] | {"BillableStatus": "HasBeenBilled"}
    api.company.seed({"Bill": [bill | {"Line": [bill["Line"][0] | {"AccountBasedExpenseLineDetail": detail}]}]})

    assert api.refused(api.post("bill", {"Id": bill["Id"], "SyncToken": "0"}, operation="delete")) == "800"
