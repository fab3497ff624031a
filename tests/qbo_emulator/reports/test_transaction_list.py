"""TransactionList: the documents of a period with the columns, filters and groups clients ask for."""

from typing import Any

import pytest


def _report(api: Any, **options: str) -> Any:
    answer = api.get("reports/TransactionList", **({"date_macro": "all"} | options))
    assert answer.status_code == 200, answer.text
    return answer.json


def _values(rows: dict[str, Any]) -> list[list[str]]:
    return [[each["value"] for each in row["ColData"]] for row in rows.get("Row", [])]


@pytest.fixture
def documents(api: Any, customer: Any, invoice_of: Any, pay: Any, item_line: Any) -> dict[str, Any]:
    invoice = invoice_of(customer, 60, TxnDate="2026-03-01", DocNumber="1001", PrivateNote="rack")
    payment = pay(customer, 60, ("Invoice", invoice, 60))
    payment = api.change("Payment", payment, TxnDate="2026-03-02", Line=payment["Line"])
    body = {"CustomerRef": {"value": customer["Id"]}, "Line": [item_line(5)]}
    memo = api.write("CreditMemo", body | {"TxnDate": "2026-03-03", "DocNumber": "C1"})
    estimate = api.write("Estimate", body | {"TxnDate": "2026-03-04", "DocNumber": "E1"})
    return {"Invoice": invoice, "Payment": payment, "CreditMemo": memo, "Estimate": estimate}


def test_each_document_is_a_row(api: Any, customer: Any, documents: dict[str, Any]) -> None:
    report = _report(api)

    assert [each["ColType"] for each in report["Columns"]["Column"]] == [
        "tx_date", "txn_type", "doc_num", "is_no_post", "name", "dept_name", "memo", "account_name", "other_account",
        "subt_nat_home_amount",
    ]  # fmt: skip
    receivable, money = "Accounts Receivable (A/R)", "Undeposited Funds"
    income = api.read("Item", "1")["IncomeAccountRef"]["name"]
    assert _values(report["Rows"]) == [
        ["2026-03-01", "Invoice", "1001", "Yes", "Harbor Bikes", "", "rack", receivable, income, "60.00"],
        ["2026-03-02", "Payment", "", "Yes", "Harbor Bikes", "", "", money, receivable, "60.00"],
        ["2026-03-03", "Credit Memo", "C1", "Yes", "Harbor Bikes", "", "", receivable, income, "-5.00"],
        ["2026-03-04", "Estimate", "E1", "No", "Harbor Bikes", "", "", "", "", "5.00"],
    ]
    first = report["Rows"]["Row"][0]
    assert first["type"] == "Data"
    assert first["ColData"][1]["id"] == documents["Invoice"]["Id"]
    assert first["ColData"][4]["id"] == customer["Id"]


def test_a_document_on_several_accounts_is_split(api: Any, customer: Any, item_line: Any) -> None:
    account = api.write("Account", {"Name": "Hosting", "AccountType": "Income"})
    item = api.write("Item", {"Name": "Mailbox", "Type": "Service", "IncomeAccountRef": {"value": account["Id"]}})
    lines = [item_line(1), item_line(2, ItemRef={"value": item["Id"]})]
    api.write("Invoice", {"CustomerRef": {"value": customer["Id"]}, "Line": lines})

    assert _values(_report(api, columns="other_account")["Rows"]) == [["-Split-"]]


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ({"start_date": "2026-03-02", "end_date": "2026-03-03"}, ["", "C1"]),
        ({"transaction_type": "Invoice,Estimate"}, ["1001", "E1"]),
        ({"transaction_type": "ReceivePayment"}, [""]),
        ({"docnum": "C1"}, ["C1"]),
        ({"customer": "99"}, []),
        ({"arpaid": "Paid"}, ["1001"]),
        ({"arpaid": "Unpaid"}, []),
        ({"bothamount": "-5"}, ["C1"]),
        ({"sort_order": "descend"}, ["E1", "C1", "", "1001"]),
        ({"sort_by": "doc_num"}, ["", "1001", "C1", "E1"]),
    ],
)
def test_the_rows_asked_for(api: Any, documents: dict[str, Any], options: dict[str, str], numbers: list[str]) -> None:
    report = _report(api, **options)
    place = [each["ColType"] for each in report["Columns"]["Column"]].index("doc_num")

    assert [row[place] for row in _values(report["Rows"])] == numbers


def test_the_columns_asked_for(api: Any, documents: dict[str, Any]) -> None:
    report = _report(api, columns="doc_num,subt_nat_amount,due_date,nonsense", transaction_type="Invoice")

    assert [each["ColTitle"] for each in report["Columns"]["Column"]] == ["Num", "Amount", "Due Date"]
    assert _values(report["Rows"]) == [["1001", "60.00", documents["Invoice"]["DueDate"]]]


def test_grouped_by_customer_with_totals(api: Any, customer: Any, documents: dict[str, Any]) -> None:
    section = _report(api, group_by="Customer", columns="doc_num,amount")["Rows"]["Row"][0]

    assert section["Header"]["ColData"][0] == {"value": "Harbor Bikes", "id": customer["Id"]}
    assert len(section["Rows"]["Row"]) == 4
    assert [each["value"] for each in section["Summary"]["ColData"]] == ["Total for Harbor Bikes", "120.00"]


def test_wrong_options_are_refused(api: Any) -> None:
    assert api.refused(api.get("reports/TransactionList", start_date="yesterday")) == "2060"
    assert api.refused(api.get("reports/TransactionList", group_by="Colour")) == "2170"
