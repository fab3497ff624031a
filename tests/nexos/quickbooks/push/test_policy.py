"""What keeps an invoice from going, before anything is sent: each reason with the place to fix it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from nexos.kit.money import Money
from nexos.quickbooks.push.document import InvoiceSource, Item, Surroundings
from nexos.quickbooks.push.policy import check
from sample_invoices import BOOKS, COMPANY, CUSTOMER, ITEMS, SUPPORT, invoice, line, there

USD = Money(Decimal("1"), "USD")


def test_an_invoice_in_order_may_go() -> None:
    assert check(invoice(), there()) == []
    assert check(invoice(line(taxable=True), discount="20"), there()) == []


TABLE: list[tuple[str, InvoiceSource, Surroundings, str, str, str]] = [
    ("never synced", invoice(), there(books=None), "not_read", "Sync now", "sync"),
    ("no customer", invoice(), there(customer=None), "customer", "has no customer in QuickBooks", "customer"),
    (
        "customer inactive",
        invoice(),
        there(customer=replace(CUSTOMER, active=False)),
        "customer",
        "is inactive",
        "customer",
    ),
    ("no item", invoice(), there(items={}), "item", "is not linked to an item", "item"),
    ("no product", invoice(line(product_id=None)), there(), "item", "has no product", "document"),
    (
        "item inactive",
        invoice(),
        there(items={SUPPORT: Item("15", "Support", False)}),
        "item",
        "inactive there",
        "item",
    ),
    (
        "no lines",
        replace(invoice(), lines=(), subtotal=USD - USD, total=USD - USD),
        there(),
        "totals",
        "no lines",
        "document",
    ),
    ("line amount", invoice(line(amount=Money(Decimal("362.51"), "USD"))), there(), "totals", "$362.50", "document"),
    ("subtotal", replace(invoice(), subtotal=USD, total=USD), there(), "totals", "the subtotal says $1.00", "document"),
    ("total", replace(invoice(), total=USD), there(), "totals", "do not come to the total", "document"),
    ("negative total", invoice(discount="400"), there(), "totals", "below zero", "document"),
    ("surcharge", invoice(discount="-1"), there(), "totals", "line of its own", "document"),
    ("long number", invoice(number="I" * 22), there(), "limits", "more than 21", "document"),
    ("long memo", invoice(memo="m" * 1001), there(), "limits", "1,001", "document"),
    ("long text", invoice(line(description="t" * 4001)), there(), "limits", "line 1", "document"),
    ("eight places", invoice(line("0.12345678", "1")), there(), "limits", "7 decimal places", "document"),
    ("too large", invoice(line("1", "100000000000")), there(), "limits", "larger than", "document"),
    ("too many taxed lines", invoice(*[line(taxable=True)] * 751), there(), "limits", "751 lines", "document"),
    (
        "customer's currency",
        invoice(),
        there(customer=replace(CUSTOMER, currency="CAD")),
        "currency",
        "in CAD",
        "customer",
    ),
    (
        "books' currency",
        invoice(),
        there(customer=replace(CUSTOMER, currency=""), books=replace(BOOKS, home_currency="CAD")),
        "currency",
        "in CAD only",
        "document",
    ),
    (
        "closed books",
        invoice(),
        there(books=replace(BOOKS, close_date=date(2026, 11, 24))),
        "closed_period",
        "closed through Nov 24, 2026",
        "document",
    ),
    (
        "abroad",
        invoice(),
        there(books=replace(BOOKS, country="CA")),
        "tax_code",
        "Outside the United States",
        "tax_code",
    ),
    (
        "tax off",
        invoice(line(taxable=True)),
        there(books=replace(BOOKS, sales_tax=False)),
        "tax_code",
        "switched off",
        "settings",
    ),
    (
        "no tax code",
        invoice(line(taxable=True)),
        there(customer=replace(CUSTOMER, tax_code_id=""), books=replace(BOOKS, automated_sales_tax=False)),
        "tax_code",
        "has no sales tax code",
        "tax_code",
    ),
]


@pytest.mark.parametrize(
    ("source", "around", "reason", "says", "remedy"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_what_is_missing_is_a_reason(
    source: InvoiceSource, around: Surroundings, reason: str, says: str, remedy: str
) -> None:
    [found] = check(source, around)
    assert (found.reason, found.remedy) == (reason, remedy)
    assert says in found.sentence


def test_the_day_after_the_close_date_is_open() -> None:
    assert check(invoice(), there(books=replace(BOOKS, close_date=date(2026, 11, 23)))) == []


def test_a_product_that_is_not_linked_is_named_once_however_many_lines_sell_it() -> None:
    [found] = check(invoice(line(), line("1", "10")), there(items={}))
    assert found.what == str(SUPPORT)


def test_the_customer_comes_first_when_several_things_are_missing() -> None:
    found = check(invoice(), there(customer=None, items={}))
    assert [(one.reason, one.what) for one in found] == [("customer", str(COMPANY)), ("item", str(SUPPORT))]


def test_where_quickbooks_numbers_documents_ours_may_be_long() -> None:
    assert check(invoice(number="I" * 22), there(books=replace(BOOKS, custom_numbers=False))) == []


def test_without_automated_sales_tax_the_customers_code_is_enough() -> None:
    assert check(invoice(line(taxable=True)), there(books=replace(BOOKS, automated_sales_tax=False), items=ITEMS)) == []
