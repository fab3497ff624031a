"""The reports that reconciliation uses, against what the documents say."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from contract import papers
from qbo import errors
from qbo.entities import Customer, Payment, decode

pytestmark = pytest.mark.contract

TODAY = date.today()  # noqa: DTZ011 - any day near the present will do


def owing(books, overdue):
    """A customer who owes 154.99 since `overdue` days, and their invoice."""
    record = papers.invoice(books)
    record.TxnDate = TODAY - timedelta(days=overdue + 30)
    record.DueDate = TODAY - timedelta(days=overdue)
    made = books.create(record)
    return decode(Customer, books.client.read("Customer", made.CustomerRef.value)), made


def of_customer(report, id_):
    """The amounts in the row of a customer."""
    (row,) = [row for row in report.rows if row.cells and row.cells[0].id == id_]
    return [Decimal(cell.value or 0) for cell in row.cells[1:]]


def test_customer_balances_are_those_of_the_customers(books):
    customer, invoice = owing(books, 10)
    books.create(Payment(CustomerRef=invoice.CustomerRef, TotalAmt=Decimal("20.00")))
    balance = decode(Customer, books.client.read("Customer", customer.Id)).Balance
    report = books.client.report("CustomerBalance")
    assert of_customer(report, customer.Id) == [balance] == [Decimal("134.99")]
    assert bytes(report.header["ReportName"]) == b'"CustomerBalance"'


def test_receivables_stand_under_their_age(books):
    late, _ = owing(books, 40)
    early, _ = owing(books, -5)
    report = books.client.report("AgedReceivables", report_date=TODAY, aging_period=30, num_periods=4)
    titles = [column.title for column in report.columns[1:]]
    for customer, age in ((late, "31 - 60"), (early, "Current")):
        amounts = dict(zip(titles, of_customer(report, customer.Id), strict=True))
        assert {title: amount for title, amount in amounts.items() if amount} == {
            age: Decimal("154.99"),
            "Total": Decimal("154.99"),
        }


def test_transactions_are_listed_between_two_days(books):
    _, invoice = owing(books, 3)
    inside = books.client.report("TransactionList", start_date=invoice.TxnDate, end_date=invoice.TxnDate)
    before = invoice.TxnDate - timedelta(days=1)
    outside = books.client.report("TransactionList", start_date=before, end_date=before)
    named = [[cell.id for row in report.rows for cell in row.cells] for report in (inside, outside)]
    assert invoice.Id in named[0]
    assert invoice.Id not in named[1]


def test_profit_is_income_less_expense(emulated):
    emulated.create(papers.invoice(emulated))
    emulated.create(papers.purchase(emulated))
    report = emulated.client.report("ProfitAndLoss", start_date=papers.DAY, end_date=papers.DAY)
    totals = {row.group: Decimal(row.cells[-1].value) for row in report.rows if row.kind == "summary" and row.group}
    assert totals["Income"] == Decimal("154.99")
    assert totals["Expenses"] == Decimal("42.17")
    assert totals["NetIncome"] == Decimal("112.82")


def test_the_report_of_one_customer(books):
    customer, _ = owing(books, 1)
    owing(books, 1)
    report = books.client.report("CustomerBalance", customer=[customer.Id])
    assert {row.cells[0].id for row in report.rows if row.kind == "data"} == {customer.Id}


def test_a_report_that_is_none_is_refused(books):
    with pytest.raises(errors.Refused) as unknown:
        books.client.report("NoSuchReport")
    assert unknown.value.status is not None


def test_a_report_about_nothing_is_no_error(emulated):
    report = emulated.client.report("CustomerBalance", customer=[emulated.create(papers.customer(emulated)).Id])
    assert [row for row in report.rows if row.kind == "data"] == []
