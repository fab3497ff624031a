"""Customers, vendors and employees: what the server makes of them."""

from decimal import Decimal
from typing import Any

import pytest

from error_causes import Desk

ADDRESS = {"City": "Salem", "CountrySubDivisionCode": "OR", "PostalCode": "97301"}


def _code(answer: Any) -> str:
    assert answer.status_code == 400, answer.text
    code: str = answer.json()["Fault"]["Error"][0]["code"]
    return code


def _balance(desk: Desk, account: str) -> Decimal:
    stored = desk.http.get(f"/account/{desk.account(account)}").json()["Account"]
    return Decimal(str(stored["CurrentBalance"]))


def test_an_employee_s_name_is_what_was_sent_without_payroll(desk: Desk) -> None:
    body = {"GivenName": "Ida", "MiddleName": "B", "FamilyName": "Wells", "DisplayName": "Ida W."}

    assert desk.create("Employee", body)["DisplayName"] == "Ida W."


def test_an_employee_s_name_is_its_parts_with_payroll(desk: Desk) -> None:
    desk.switch(payroll=True)
    body = {"GivenName": "Ida", "MiddleName": "B", "FamilyName": "Wells", "DisplayName": "Ida W.", "BillRate": 90}

    employee = desk.create("Employee", body | {"BillableTime": True, "PrimaryAddr": ADDRESS})

    assert employee["DisplayName"] == "Ida B Wells"
    assert "BillRate" not in employee
    changed = desk.change("Employee", employee["Id"], FamilyName="Barnett").json()["Employee"]
    assert changed["DisplayName"] == "Ida B Barnett"


def test_payroll_needs_an_address_and_no_masked_number(desk: Desk) -> None:
    desk.switch(payroll=True)
    name = {"GivenName": "Ida", "FamilyName": "Wells"}

    assert _code(desk.post("employee", name)) == "2020"
    assert _code(desk.post("employee", name | {"PrimaryAddr": ADDRESS, "SSN": "XXX-XX-XXXX"})) == "2040"


def test_numbers_of_people_come_back_masked(desk: Desk) -> None:
    employee = desk.create("Employee", {"GivenName": "Ida", "SSN": "123-45-6789"})
    vendor = desk.create("Vendor", {"DisplayName": "Elm", "TaxIdentifier": "98-7654321", "Vendor1099": True})

    assert employee["SSN"] == "XXX-XX-XXXX"
    assert (vendor["TaxIdentifier"], vendor["Vendor1099"]) == ("XXXXXX4321", True)


def test_a_bill_rate_needs_billable_time(desk: Desk) -> None:
    assert "BillRate" not in desk.create("Employee", {"GivenName": "Ida", "BillRate": 90})


def test_a_full_update_clears_what_it_does_not_name(desk: Desk) -> None:
    body = {"DisplayName": "Elm", "Notes": "old", "CompanyName": "Elm Ltd"}
    customer = desk.create("Customer", body)

    changed = desk.create("Customer", {"Id": customer["Id"], "SyncToken": "0", "DisplayName": "Elm"})

    assert not {"Notes", "CompanyName"} & changed.keys()
    assert changed["MetaData"]["CreateTime"] == customer["MetaData"]["CreateTime"]


def test_a_sparse_update_cannot_clear_the_display_name(desk: Desk) -> None:
    changed = desk.change("Customer", desk["customer"], DisplayName="").json()["Customer"]

    assert changed["DisplayName"] == "Harbor Bikes"


def test_the_opening_balance_of_a_customer_is_an_invoice(desk: Desk) -> None:
    receivable = _balance(desk, "AccountsReceivable")

    customer = desk.create("Customer", {"DisplayName": "Old Debt", "Balance": 250.25, "OpenBalanceDate": "2026-01-15"})

    assert (customer["Balance"], customer["BalanceWithJobs"]) == (250.25, 250.25)
    found = desk.query(f"select * from Invoice where CustomerRef = '{customer['Id']}'").json()["QueryResponse"]
    invoice = found["Invoice"][0]
    assert (invoice["TxnDate"], invoice["TotalAmt"], invoice["Balance"]) == ("2026-01-15", 250.25, 250.25)
    assert _balance(desk, "AccountsReceivable") == receivable + Decimal("250.25")


def test_the_opening_balance_of_a_vendor_is_a_bill(desk: Desk) -> None:
    vendor = desk.create("Vendor", {"DisplayName": "Old Credit", "Balance": 80})

    assert vendor["Balance"] == 80
    found = desk.query(f"select * from Bill where VendorRef = '{vendor['Id']}'").json()["QueryResponse"]
    assert found["Bill"][0]["Balance"] == 80
    assert _balance(desk, "AccountsPayable") == -80


def test_the_opening_balance_of_an_account_is_a_journal_entry(desk: Desk) -> None:
    equity = _balance(desk, "OpeningBalanceEquity")
    body = {"Name": "Till", "AccountType": "Bank", "OpeningBalance": 40, "OpeningBalanceDate": "2026-01-01"}

    account = desk.create("Account", body)

    assert account["CurrentBalance"] == 40
    assert "OpeningBalance" not in account
    assert abs(_balance(desk, "OpeningBalanceEquity") - equity) == 40


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"AccountSubType": "Checking"}, ("Bank", "Checking", "Asset")),
        ({"AccountType": "Credit Card"}, ("Credit Card", "CreditCard", "Liability")),
        ({"AccountSubType": "SalesOfProductIncome"}, ("Income", "SalesOfProductIncome", "Revenue")),
    ],
)
def test_an_account_is_classified_by_what_was_sent(desk: Desk, body: dict[str, Any], kind: tuple[str, ...]) -> None:
    account = desk.create("Account", {"Name": "New"} | body)

    assert tuple(account[name] for name in ("AccountType", "AccountSubType", "Classification")) == kind


def test_type_and_sub_type_of_an_account_belong_together(desk: Desk) -> None:
    body = {"Name": "Till", "AccountType": "Bank"}

    assert _code(desk.post("account", body | {"AccountSubType": "UndepositedFunds"})) == "6010"
    till = desk.create("Account", body)
    moved = desk.change("Account", till["Id"], AccountType="Expense").json()["Account"]
    assert (moved["AccountSubType"], moved["Classification"]) == ("OtherBusinessExpenses", "Expense")
    back = desk.change("Account", till["Id"], AccountSubType="Savings").json()["Account"]
    assert (back["AccountType"], back["Classification"]) == ("Bank", "Asset")


@pytest.mark.parametrize("sub_type", ["UndepositedFunds", "RetainedEarnings", "AccountsReceivable", "AccountsPayable"])
def test_an_account_quickbooks_needs_keeps_its_type(desk: Desk, sub_type: str) -> None:
    account = desk.account(sub_type)

    assert _code(desk.change("Account", account, AccountType="Cost of Goods Sold")) == "6000"
    assert _code(desk.change("Account", account, AccountSubType="Checking")) == "6000"
    assert desk.change("Account", account, Description="Ours").json()["Account"]["AccountSubType"] == sub_type


def test_what_is_received_lies_on_the_account_that_was_there_first(desk: Desk) -> None:
    system = desk.account("UndepositedFunds")
    till = desk.create("Account", {"Name": "Till", "AccountSubType": "UndepositedFunds"})
    assert min(system, till["Id"]) == till["Id"] != system  # as texts: 31 comes before 7

    paid = desk.create("Payment", {"CustomerRef": {"value": desk["customer"]}, "TotalAmt": 25})

    assert paid["DepositToAccountRef"]["value"] == system


def test_the_length_of_an_account_number_depends_on_the_country(desk: Desk) -> None:
    body = {"Name": "Fees", "AccountType": "Expense"}

    assert _code(desk.post("account", body | {"AcctNum": "12345678"})) == "2050"
    assert _code(desk.post("account", body | {"AcctNum": "1:2"})) == "2040"
    with desk.elsewhere("CA") as abroad:
        assert abroad.create("Account", body | {"AcctNum": "12345678"})["AcctNum"] == "12345678"


def test_system_accounts_stand_alone_and_stay(desk: Desk) -> None:
    undeposited = desk.account("UndepositedFunds")
    body = {"Name": "Box", "AccountType": "Other Current Asset", "SubAccount": True}

    assert _code(desk.post("account", body | {"ParentRef": {"value": undeposited}})) == "700"
    assert _code(desk.change("Account", undeposited, Active=False)) == "6000"
    assert _code(desk.change("Account", desk.account("AccountsReceivable"), Active=False)) == "6220"


def test_a_category_is_a_name_and_can_be_deleted_when_it_is_empty(desk: Desk) -> None:
    category = desk.create("Item", {"Name": "Hardware", "Type": "Category", "UnitPrice": 5})
    below = {"SubItem": True, "ParentRef": {"value": category["Id"]}}
    item = desk.create("Item", {"Name": "Hub", "Type": "Service", "IncomeAccountRef": {"value": "1"}} | below)

    assert "UnitPrice" not in category
    assert (item["FullyQualifiedName"], item["Level"]) == ("Hardware:Hub", 1)
    assert _code(desk.delete("Item", category["Id"])) == "800"
    desk.change("Item", item["Id"], SubItem=False)
    assert desk.delete("Item", category["Id"]).json()["Item"]["status"] == "Deleted"


def test_the_quantity_on_hand_is_set_once(desk: Desk) -> None:
    changed = desk.change("Item", desk["stock"], QtyOnHand=99, Description="Red").json()["Item"]

    assert (changed["QtyOnHand"], changed["Description"]) == (10, "Red")
