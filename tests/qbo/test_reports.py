"""Reports over a scripted transport."""

from datetime import date
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest

from qbo import SANDBOX, Client, errors
from qbo.retry import ONCE
from qbo.testing import ScriptedTransport, answer

# The shape of Intuit's profit and loss sample ("Run reports").
BODY = {
    "Header": {
        "ReportName": "ProfitAndLoss",
        "Currency": "USD",
        "Option": [{"Name": "NoReportData", "Value": "false"}],
    },
    "Columns": {
        "Column": [
            {"ColTitle": "", "ColType": "Account", "MetaData": [{"Name": "ColKey", "Value": "account"}]},
            {"ColTitle": "Total", "ColType": "Money"},
        ]
    },
    "Rows": {
        "Row": [
            {
                "Header": {"ColData": [{"value": "Income"}, {"value": ""}]},
                "Rows": {
                    "Row": [
                        {"ColData": [{"value": "Sales", "id": "79"}, {"value": "1000.50"}], "type": "Data"},
                        {
                            "Header": {"ColData": [{"value": "Jobs", "id": "48"}, {"value": ""}]},
                            "Rows": {},
                            "Summary": {"ColData": [{"value": "Total Jobs"}, {"value": "2.00"}]},
                            "type": "Section",
                        },
                    ]
                },
                "Summary": {"ColData": [{"value": "Total Income"}, {"value": "1002.50"}]},
                "type": "Section",
                "group": "Income",
            },
            {"Summary": {"ColData": [{"value": "Net"}, {"value": "1002.50"}]}, "type": "Section", "group": "NetIncome"},
        ]
    },
}


def ask(body, **options):
    transport = ScriptedTransport(answer(body))
    client = Client("1", lambda: "t", base_url=SANDBOX, transport=transport, retries=ONCE)
    return client.report("ProfitAndLoss", **options), transport


def test_a_report_comes_as_the_lines_one_would_print():
    report, _ = ask(BODY)
    assert [(row.kind, row.depth, row.group, [cell.value for cell in row.cells]) for row in report.rows] == [
        ("header", 0, "Income", ["Income", ""]),
        ("data", 1, "", ["Sales", "1000.50"]),
        ("header", 1, "", ["Jobs", ""]),
        ("summary", 1, "", ["Total Jobs", "2.00"]),
        ("summary", 0, "Income", ["Total Income", "1002.50"]),
        ("summary", 0, "NetIncome", ["Net", "1002.50"]),
    ]
    assert report.rows[1].cells[0].id == "79"
    assert Decimal(report.rows[1].cells[1].value) == Decimal("1000.50")
    assert [(column.title, column.type, column.key) for column in report.columns] == [
        ("", "Account", "account"),
        ("Total", "Money", ""),
    ]
    assert bytes(report.header["Currency"]) == b'"USD"'
    assert b"NoReportData" in bytes(report.raw)


def test_options_go_out_as_intuit_writes_them():
    _, transport = ask(
        BODY, start_date=date(2026, 1, 1), customer=["1", "2"], qzurl=True, aging_period=30, accounting_method="Accrual"
    )
    parts = urlsplit(str(transport.requests[0].url))
    assert parts.path == "/v3/company/1/reports/ProfitAndLoss"
    assert {key: values[0] for key, values in parse_qs(parts.query).items()} == {
        "start_date": "2026-01-01",
        "customer": "1,2",
        "qzurl": "true",
        "aging_period": "30",
        "accounting_method": "Accrual",
        "minorversion": "75",
    }


def test_a_report_about_nothing_has_no_rows():
    report, _ = ask({**BODY, "Rows": {}})
    assert report.rows == ()


@pytest.mark.parametrize("body", [b"", b"<html>", {"Header": {}}, {"QueryResponse": {}}, {**BODY, "Rows": {"Row": 5}}])
def test_what_is_no_report_is_no_answer(body):
    with pytest.raises(errors.Unavailable):
        ask(body)


def test_a_report_name_cannot_bend_the_address():
    client = Client("1", lambda: "t", base_url=SANDBOX, transport=ScriptedTransport())
    with pytest.raises(ValueError, match="QuickBooks report"):
        client.report("../invoice")
