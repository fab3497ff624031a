"""CustomerBalance and AgedReceivables: what is owed, by whom, since when; always the sum of the customers' balances."""

from decimal import Decimal
from typing import Any

import pytest

from qbo_emulator.samples import fill


def _report(api: Any, name: str, **options: str) -> Any:
    answer = api.get(f"reports/{name}", **options)
    assert answer.status_code == 200, answer.text
    return answer.json


def _cells(row: dict[str, Any]) -> list[str]:
    return [each["value"] for each in row.get("ColData") or row["Summary"]["ColData"]]


def _rows(report: dict[str, Any]) -> list[list[str]]:
    return [_cells(row) for row in report["Rows"]["Row"]]


def _total(report: dict[str, Any]) -> Decimal:
    last = report["Rows"]["Row"][-1]
    assert last["group"] == "GrandTotal"
    return Decimal(_cells(last)[-1])


@pytest.fixture
def today(api: Any) -> str:
    return str(api.write("Customer", {"DisplayName": "Today"})["MetaData"]["CreateTime"][:10])


def test_the_balance_of_each_customer_in_the_services_own_shape(
    api: Any, customer: Any, invoice_of: Any, pay: Any
) -> None:
    invoice = invoice_of(customer, 1000, TxnDate="2026-01-10")
    pay(customer, "400.5", ("Invoice", invoice, "400.5"))

    report = _report(api, "CustomerBalance")

    assert report["Header"]["ReportName"] == "CustomerBalance"
    assert report["Header"]["Currency"] == "USD"
    assert [each["Name"] for each in report["Header"]["Option"]] == ["report_date", "NoReportData"]
    assert report["Columns"] == {
        "Column": [{"ColTitle": "", "ColType": "Customer"}, {"ColTitle": "Total", "ColType": "Money"}]
    }
    assert report["Rows"]["Row"] == [
        {"ColData": [{"value": "Harbor Bikes", "id": customer["Id"]}, {"value": "599.50"}]},
        {
            "Summary": {"ColData": [{"value": "TOTAL"}, {"value": "599.50"}]},
            "type": "Section",
            "group": "GrandTotal",
        },
    ]


def test_sub_customers_stand_below_their_parent(api: Any, customer: Any, invoice_of: Any) -> None:
    job = api.write("Customer", {"DisplayName": "Dock", "Job": True, "ParentRef": {"value": customer["Id"]}})
    invoice_of(customer, 10)
    invoice_of(job, 5)

    section = _report(api, "CustomerBalance")["Rows"]["Row"][0]

    assert section["Header"]["ColData"] == [{"value": "Harbor Bikes", "id": customer["Id"]}, {"value": "10.00"}]
    assert section["Rows"]["Row"] == [{"ColData": [{"value": "Dock", "id": job["Id"]}, {"value": "5.00"}]}]
    assert _cells(section) == ["Total Harbor Bikes", "15.00"]


def test_nobody_owes_anything(api: Any, customer: Any) -> None:
    for name in ("CustomerBalance", "AgedReceivables", "AgedReceivableDetail"):
        report = _report(api, name)
        assert report["Rows"] == {}
        assert report["Header"]["Option"][-1] == {"Name": "NoReportData", "Value": "true"}


def test_a_report_of_an_earlier_day_knows_nothing_of_later_payments(
    api: Any, customer: Any, invoice_of: Any, pay: Any
) -> None:
    first = invoice_of(customer, 100, TxnDate="2026-01-10")
    invoice_of(customer, 50, TxnDate="2026-02-10")
    payment = pay(customer, 100, ("Invoice", first, 100))
    api.change("Payment", payment, TxnDate="2026-03-01", Line=payment["Line"])

    def at(day: str) -> Any:
        report = _report(api, "CustomerBalance", report_date=day)
        return _total(report) if report["Rows"] else None

    assert at("2026-01-09") is None
    assert at("2026-01-10") == 100
    assert at("2026-02-28") == 150
    assert at("2026-03-01") == 50


def test_open_amounts_stand_under_their_age(api: Any, customer: Any, invoice_of: Any) -> None:
    for amount, due in ((1, "2026-06-30"), (2, "2026-06-29"), (4, "2026-05-31"), (8, "2026-05-30"), (16, "2026-01-01")):
        invoice_of(customer, amount, TxnDate="2026-01-01", DueDate=due)

    report = _report(api, "AgedReceivables", report_date="2026-06-30")

    titles = [each["ColTitle"] for each in report["Columns"]["Column"]]
    assert titles == ["", "Current", "1 - 30", "31 - 60", "61 - 90", "91 and over", "Total"]
    assert _rows(report) == [
        ["Harbor Bikes", "1.00", "6.00", "8.00", "", "16.00", "31.00"],
        ["TOTAL", "1.00", "6.00", "8.00", "0.00", "16.00", "31.00"],
    ]


def test_the_periods_of_age_are_a_matter_of_choice(api: Any, customer: Any, invoice_of: Any) -> None:
    invoice_of(customer, 3, TxnDate="2026-01-01", DueDate="2026-06-10")

    report = _report(api, "AgedReceivables", report_date="2026-06-30", aging_period="10", num_periods="2")

    assert [each["ColTitle"] for each in report["Columns"]["Column"]][1:-1] == ["Current", "1 - 10", "11 and over"]
    assert _rows(report)[0] == ["Harbor Bikes", "", "", "3.00", "3.00"]


def test_the_detail_lists_the_documents_of_each_age(api: Any, customer: Any, invoice_of: Any) -> None:
    invoice = invoice_of(customer, 7, TxnDate="2026-01-01", DueDate="2026-02-01", DocNumber="1100")

    report = _report(api, "AgedReceivableDetail", report_date="2026-02-11")

    section = report["Rows"]["Row"][0]
    assert section["Header"]["ColData"][0]["value"] == "1 - 30 days past due"
    row = section["Rows"]["Row"][0]["ColData"]
    assert [each["value"] for each in row] == [
        "2026-01-01", "Invoice", "1100", "Harbor Bikes", "2026-02-01", "7.00", "7.00",
    ]  # fmt: skip
    assert row[1]["id"] == invoice["Id"]
    assert _total(report) == 7


def test_the_detail_lists_journal_entries_on_receivables(api: Any, customer: Any) -> None:
    accounts = {each["AccountType"]: each["Id"] for each in api.select("SELECT * FROM Account")["Account"]}
    sides = (("Debit", "Accounts Receivable"), ("Credit", "Income"))
    entity = {"Type": "Customer", "EntityRef": {"value": customer["Id"]}}
    lines = [
        {
            "Amount": 50,
            "DetailType": "JournalEntryLineDetail",
            "JournalEntryLineDetail": {
                "PostingType": side,
                "AccountRef": {"value": accounts[kind]},
                **({"Entity": entity} if side == "Debit" else {}),
            },
        }
        for side, kind in sides
    ]
    entry = api.write("JournalEntry", {"Line": lines})

    report = _report(api, "AgedReceivableDetail")

    row = report["Rows"]["Row"][0]["Rows"]["Row"][0]["ColData"]
    assert (row[1], row[3]) == (
        {"value": "Journal Entry", "id": entry["Id"]},
        {"value": "Harbor Bikes", "id": customer["Id"]},
    )
    assert row[-1]["value"] == "50.00"


def test_only_the_customers_asked_for(api: Any, customer: Any, invoice_of: Any) -> None:
    other = api.write("Customer", {"DisplayName": "Other"})
    invoice_of(customer, 1)
    invoice_of(other, 2)

    report = _report(api, "AgedReceivables", customer=other["Id"])

    assert [row[0] for row in _rows(report)] == ["Other", "TOTAL"]
    assert report["Header"]["Customer"] == other["Id"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"report_date": "31.12.2026"}, "2060"),
        ({"date_macro": "Someday"}, "2170"),
        ({"aging_period": "0"}, "2090"),
        ({"num_periods": "many"}, "2090"),
        ({"aging_method": "Moon"}, "2170"),
        ({"start_date": "2026-02-01", "end_date": "2026-01-01"}, "2600"),
    ],
)
def test_wrong_options_are_refused(api: Any, options: dict[str, str], code: str) -> None:
    assert api.refused(api.get("reports/AgedReceivables", **options)) == code


def test_an_unknown_report_is_one_that_may_not_be_seen(api: Any) -> None:
    answer = api.get("reports/Cashflow")

    assert api.refused(answer) == "5020"
    assert answer.json["Fault"]["Error"][0]["element"] == "ReportName"


@pytest.mark.parametrize("country", ["US", "GB"])
def test_the_totals_are_the_sum_of_the_customers_balances(api: Any, country: str) -> None:
    company, _ = fill(api.world, "4620816365000077", "small", 7, country)
    api.company = company
    customers = company.books.shelf("Customer").column("Balance").values()
    owed = sum((Decimal(str(each)) for each in customers), Decimal(0))

    assert owed > 0
    assert _total(_report(api, "CustomerBalance")) == owed
    assert _total(_report(api, "AgedReceivables")) == owed
    assert _total(_report(api, "AgedReceivables", date_macro="Next Fiscal Year")) == owed
    assert _total(_report(api, "AgedReceivableDetail")) == owed
