"""ProfitAndLoss: income and expenses by account, as invoiced or as paid."""

from decimal import Decimal
from typing import Any

import pytest


def _report(api: Any, **options: str) -> Any:
    answer = api.get("reports/ProfitAndLoss", **options)
    assert answer.status_code == 200, answer.text
    return answer.json


def _groups(report: dict[str, Any]) -> dict[str, list[str]]:
    """The summary of every section, by its group."""
    return {row["group"]: [each["value"] for each in row["Summary"]["ColData"]] for row in report["Rows"]["Row"]}


@pytest.fixture
def expense(api: Any) -> Any:
    """Record a bill of an amount on a date, on an account of a type."""

    def make(amount: str, day: str, account_type: str = "Expense") -> Any:
        vendors = api.select("select * from Vendor").get("Vendor") or [api.write("Vendor", {"DisplayName": "Grid"})]
        name = f"{account_type} {day}"
        account = api.write("Account", {"Name": name, "AccountType": account_type})
        line = {
            "Amount": amount,
            "DetailType": "AccountBasedExpenseLineDetail",
            "AccountBasedExpenseLineDetail": {"AccountRef": {"value": account["Id"]}},
        }
        return api.write("Bill", {"VendorRef": {"value": vendors[0]["Id"]}, "TxnDate": day, "Line": [line]})

    return make


def test_an_empty_report_is_as_recorded(api: Any) -> None:
    report = _report(api, start_date="2015-01-01", end_date="2015-07-31", summarize_column_by="Customers", customer="1")

    header = report["Header"]
    assert list(header) == [
        "Time", "ReportName", "ReportBasis", "StartPeriod", "EndPeriod", "SummarizeColumnsBy", "Currency", "Customer",
        "Option",
    ]  # fmt: skip
    assert header["ReportBasis"] == "Accrual"
    assert header["Option"] == [
        {"Name": "AccountingStandard", "Value": "GAAP"},
        {"Name": "NoReportData", "Value": "true"},
    ]
    assert report["Columns"]["Column"] == [
        {"ColTitle": "", "ColType": "Account", "MetaData": [{"Name": "ColKey", "Value": "account"}]},
        {"ColTitle": "TOTAL", "ColType": "Money", "MetaData": [{"Name": "ColKey", "Value": "total"}]},
    ]
    assert report["Rows"]["Row"] == [
        {
            "Header": {"ColData": [{"value": "Income"}, {"value": ""}]},
            "Summary": {"ColData": [{"value": "Total Income"}, {"value": ""}]},
            "type": "Section",
            "group": "Income",
        },
        {
            "Summary": {"ColData": [{"value": "Gross Profit"}, {"value": ""}]},
            "type": "Section",
            "group": "GrossProfit",
        },
        {
            "Header": {"ColData": [{"value": "Expenses"}, {"value": ""}]},
            "Summary": {"ColData": [{"value": "Total Expenses"}, {"value": ""}]},
            "type": "Section",
            "group": "Expenses",
        },
        {
            "Summary": {"ColData": [{"value": "Net Operating Income"}, {"value": ""}]},
            "type": "Section",
            "group": "NetOperatingIncome",
        },
        {
            "Summary": {"ColData": [{"value": "Net Income"}, {"value": ""}]},
            "type": "Section",
            "group": "NetIncome",
        },
    ]
    assert "time" not in report


def test_income_less_cost_less_expenses(api: Any, customer: Any, invoice_of: Any, expense: Any) -> None:
    invoice_of(customer, 1000, TxnDate="2026-03-05")
    invoice_of(customer, 7, TxnDate="2026-04-01")
    expense("300.25", "2026-03-31")
    expense("100", "2026-03-01", "Cost of Goods Sold")
    expense("50", "2026-03-02", "Other Expense")

    report = _report(api, start_date="2026-03-01", end_date="2026-03-31")

    assert _groups(report) == {
        "Income": ["Total Income", "1000.00"],
        "COGS": ["Total Cost of Goods Sold", "100.00"],
        "GrossProfit": ["Gross Profit", "900.00"],
        "Expenses": ["Total Expenses", "300.25"],
        "NetOperatingIncome": ["Net Operating Income", "599.75"],
        "OtherExpenses": ["Total Other Expenses", "50.00"],
        "NetOtherIncome": ["Net Other Income", "-50.00"],
        "NetIncome": ["Net Income", "549.75"],
    }
    income = report["Rows"]["Row"][0]["Rows"]["Row"][0]
    account = api.read("Item", "1")["IncomeAccountRef"]
    assert income == {
        "ColData": [{"value": account["name"], "id": account["value"]}, {"value": "1000.00"}],
        "type": "Data",
    }


def test_on_cash_basis_counts_what_was_paid_when_it_was_paid(
    api: Any, customer: Any, invoice_of: Any, pay: Any
) -> None:
    invoice = invoice_of(customer, 300, TxnDate="2026-01-05")
    payment = pay(customer, 100, ("Invoice", invoice, 100))
    api.change("Payment", payment, TxnDate="2026-02-05", Line=payment["Line"])

    def income(basis: str, month: str) -> str:
        options = {"start_date": f"2026-{month}-01", "end_date": f"2026-{month}-28", "accounting_method": basis}
        return _groups(_report(api, **options))["Income"][-1]

    assert (income("Accrual", "01"), income("Accrual", "02")) == ("300.00", "")
    assert (income("Cash", "01"), income("cash", "02")) == ("", "100.00")


def test_money_paid_in_advance_counts_until_its_invoice_comes(
    api: Any, customer: Any, invoice_of: Any, pay: Any
) -> None:
    invoice = invoice_of(customer, 300, TxnDate="2026-03-05")
    payment = pay(customer, 130, ("Invoice", invoice, 100))
    api.change("Payment", payment, TxnDate="2026-02-10", Line=payment["Line"])

    def income(*months: str) -> list[tuple[str, ...]]:
        options = {"start_date": f"2026-{months[0]}-01", "end_date": f"2026-{months[-1]}-28"}
        rows = _report(api, accounting_method="Cash", **options)["Rows"]["Row"][0].get("Rows", {"Row": []})["Row"]
        return [tuple(each["value"] for each in row["ColData"]) for row in rows]

    assert income("02") == [("Unapplied Cash Payment Income", "130.00")]
    assert income("03") == [("Services", "100.00"), ("Unapplied Cash Payment Income", "-100.00")]
    assert income("02", "03") == [("Services", "100.00"), ("Unapplied Cash Payment Income", "30.00")]
    account = api.write("Account", {"Name": "Advance", "AccountSubType": "UnappliedCashPaymentIncome"})
    assert income("02") == [("Advance", "130.00")]
    assert _report(api, accounting_method="Cash", date_macro="all", customer="99")["Rows"]["Row"][0].get("Rows") is None
    assert account["AccountType"] == "Income"


def test_money_paid_to_vendors_in_advance_is_an_expense(api: Any, expense: Any) -> None:
    bill = expense("30", "2026-03-31")
    link = [{"TxnId": bill["Id"], "TxnType": "Bill"}]
    bank = api.select("select * from Account where Name = 'Checking'")["Account"][0]["Id"]
    paid = {
        "VendorRef": bill["VendorRef"],
        "PayType": "Check",
        "CheckPayment": {"BankAccountRef": {"value": bank}},
        "TotalAmt": 50,
        "Line": [{"Amount": 30, "LinkedTxn": link}],
        "TxnDate": "2026-03-01",
    }
    api.write("BillPayment", paid)

    def spent(start: str, end: str) -> str:
        return _groups(_report(api, start_date=start, end_date=end, accounting_method="Cash"))["Expenses"][-1]

    assert spent("2026-03-01", "2026-03-30") == "50.00"
    assert spent("2026-03-31", "2026-03-31") == "0.00"
    assert spent("2026-03-01", "2026-03-31") == "50.00"


def test_what_a_credit_settles_is_no_income(api: Any, customer: Any, invoice_of: Any, item_line: Any, pay: Any) -> None:
    invoice = invoice_of(customer, 300, TxnDate="2026-03-05")
    body = {"CustomerRef": {"value": customer["Id"]}, "Line": [item_line(40)], "TxnDate": "2026-03-01"}
    memo = api.write("CreditMemo", body)
    pay(customer, 60, ("Invoice", invoice, 100), ("CreditMemo", memo, 40))

    assert _groups(_report(api, date_macro="all", accounting_method="Cash"))["Income"][-1] == "60.00"


def test_a_column_for_each_month(api: Any, customer: Any, invoice_of: Any) -> None:
    for amount, day in ((1, "2026-01-31"), (2, "2026-02-01"), (4, "2026-03-15")):
        invoice_of(customer, amount, TxnDate=day)

    report = _report(api, start_date="2026-01-10", end_date="2026-03-31", summarize_column_by="Month")

    assert [each["ColTitle"] for each in report["Columns"]["Column"]] == [
        "", "Jan 2026", "Feb 2026", "Mar 2026", "Total",
    ]  # fmt: skip
    assert report["Columns"]["Column"][1]["MetaData"] == [
        {"Name": "StartDate", "Value": "2026-01-10"},
        {"Name": "EndDate", "Value": "2026-01-31"},
    ]
    assert _groups(report)["NetIncome"] == ["Net Income", "1.00", "2.00", "4.00", "7.00"]


@pytest.mark.parametrize(
    ("by", "titles"),
    [
        ("Days", ["Jan 31, 2026", "Feb 1, 2026"]),
        ("Week", ["Jan 31 - Jan 31, 2026", "Feb 1 - Feb 1, 2026"]),
        ("Quarter", ["Jan 31 - Feb 1, 2026"]),
        ("Year", ["2026"]),
    ],
)
def test_columns_of_other_stretches(api: Any, customer: Any, invoice_of: Any, by: str, titles: list[str]) -> None:
    invoice_of(customer, 1, TxnDate="2026-01-31")

    report = _report(api, start_date="2026-01-31", end_date="2026-02-01", summarize_column_by=by)

    assert [each["ColTitle"] for each in report["Columns"]["Column"]] == ["", *titles, "Total"]


def test_too_many_columns_are_refused(api: Any) -> None:
    ages = {"start_date": "0001-01-01", "end_date": "9999-12-31"}

    assert api.refused(api.get("reports/ProfitAndLoss", **ages, summarize_column_by="Week")) == "10100"


def test_a_column_for_each_customer(api: Any, customer: Any, invoice_of: Any) -> None:
    other = api.write("Customer", {"DisplayName": "Other"})
    invoice_of(customer, 1, TxnDate="2026-01-31")
    invoice_of(other, 2, TxnDate="2026-01-31")

    report = _report(api, date_macro="all", summarize_column_by="Customers")

    assert [each["ColTitle"] for each in report["Columns"]["Column"]] == ["", "Harbor Bikes", "Other", "TOTAL"]
    assert _groups(report)["Income"] == ["Total Income", "1.00", "2.00", "3.00"]


@pytest.mark.parametrize(
    ("by", "titles", "income", "expenses"),
    [
        ("Vendors", ["Not Specified", "Grid"], ["70.00", "0.00", "70.00"], ["0.00", "30.00", "30.00"]),
        ("Classes", ["Not Specified", "Shops"], ["50.00", "20.00", "70.00"], ["30.00", "0.00", "30.00"]),
        ("Departments", ["Not Specified", "North"], ["0.00", "70.00", "70.00"], ["30.00", "0.00", "30.00"]),
        (
            "ProductsAndServices",
            ["Not Specified", "Services", "Hours"],
            ["0.00", "50.00", "20.00", "70.00"],
            ["30.00", "0.00", "0.00", "30.00"],
        ),
    ],
)
def test_a_column_for_each_object_of_a_list(
    api: Any, customer: Any, item_line: Any, expense: Any, by: str, titles: list[str], income: Any, expenses: Any
) -> None:
    shops, north = api.write("Class", {"Name": "Shops"}), api.write("Department", {"Name": "North"})
    hours = item_line(20)
    hours["SalesItemLineDetail"] |= {"ItemRef": {"value": "2"}, "ClassRef": {"value": shops["Id"]}}
    sold = {"CustomerRef": {"value": customer["Id"]}, "DepartmentRef": {"value": north["Id"]}}
    api.write("Invoice", sold | {"Line": [item_line(50), hours], "TxnDate": "2026-03-05"})
    expense("30", "2026-03-31")

    report = _report(api, date_macro="all", summarize_column_by=by)

    assert report["Header"]["SummarizeColumnsBy"] == by
    assert [each["ColTitle"] for each in report["Columns"]["Column"]] == ["", *titles, "TOTAL"]
    assert _groups(report)["Income"][1:] == income
    assert _groups(report)["Expenses"][1:] == expenses


@pytest.mark.parametrize(("option", "income"), [("class", "20.00"), ("item", "20.00"), ("vendor", "0.00")])
def test_it_can_be_asked_for_one_object_of_a_list(
    api: Any, customer: Any, item_line: Any, expense: Any, option: str, income: str
) -> None:
    shops = api.write("Class", {"Name": "Shops"})
    hours = item_line(20)
    hours["SalesItemLineDetail"] |= {"ItemRef": {"value": "2"}, "ClassRef": {"value": shops["Id"]}}
    sold = {"CustomerRef": {"value": customer["Id"]}, "Line": [item_line(50), hours]}
    api.write("Invoice", sold | {"TxnDate": "2026-03-05"})
    bill = expense("30", "2026-03-31")
    wanted = {"class": shops["Id"], "item": "2", "vendor": bill["VendorRef"]["value"]}[option]

    assert _groups(_report(api, date_macro="all", **{option: wanted}))["Income"] == ["Total Income", income]


def test_sub_accounts_stand_below_their_parent(api: Any, customer: Any, item_line: Any) -> None:
    parent = api.write("Account", {"Name": "Hosting", "AccountType": "Income"})
    child = api.write(
        "Account",
        {"Name": "Mail", "AccountType": "Income", "SubAccount": True, "ParentRef": {"value": parent["Id"]}},
    )
    item = api.write("Item", {"Name": "Mailbox", "Type": "Service", "IncomeAccountRef": {"value": child["Id"]}})
    body = {"CustomerRef": {"value": customer["Id"]}, "Line": [item_line(9, ItemRef={"value": item["Id"]})]}
    api.write("Invoice", body | {"TxnDate": "2026-01-31"})

    section = _report(api, date_macro="all")["Rows"]["Row"][0]["Rows"]["Row"][0]

    assert section["Header"]["ColData"] == [{"value": "Hosting", "id": parent["Id"]}, {"value": ""}]
    assert section["Rows"]["Row"][0]["ColData"] == [{"value": "Mail", "id": child["Id"]}, {"value": "9.00"}]
    assert section["Summary"]["ColData"] == [{"value": "Total Hosting"}, {"value": "9.00"}]


def test_net_income_is_the_growth_of_the_balance_sheet(api: Any, customer: Any, invoice_of: Any, expense: Any) -> None:
    invoice_of(customer, 1000, TxnDate="2026-03-05")
    expense("300.25", "2026-03-31")

    accounts = api.select("select * from Account where Active in (true, false) maxresults 1000")["Account"]
    worth = sum(each["CurrentBalance"] for each in accounts)  # a debt is below zero

    assert Decimal(_groups(_report(api, date_macro="all"))["NetIncome"][-1]) == worth
