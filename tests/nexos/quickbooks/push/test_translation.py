"""An invoice becomes the object QuickBooks takes, and the emulator computes the same cents from it."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import httpx2
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from emulator_process import EmulatorProcess
from nexos.quickbooks.push.document import InvoiceLineSource, Item, Surroundings
from nexos.quickbooks.push.translators.invoice import bill_email, translate
from nexos.quickbooks.state.facts import differences, facts_of
from nexos.quickbooks.state.raw import decoded
from sample_invoices import ACCESS_POINT, BOOKS, CUSTOMER, SUPPORT, invoice, line, there

MARKER = "NX-ABCDEFGHIJ"


def body(*lines: InvoiceLineSource, around: Surroundings | None = None, **more: Any) -> dict[str, Any]:
    return translate(invoice(*lines, **more), around or there(), MARKER).body


def test_everything_quickbooks_would_guess_is_said() -> None:
    assert body(line(), line("2", "156.00", taxable=True, product_id=ACCESS_POINT)) == {
        "CustomerRef": {"value": "58"},
        "DocNumber": "INV-2026-0418",
        "TxnDate": "2026-11-24",
        "DueDate": "2026-12-24",
        "CurrencyRef": {"value": "USD"},
        "CustomerMemo": {"value": "November services"},
        "BillEmail": {"Address": "billing@harbordental.example"},
        "PrivateNote": "INV-2026-0418 from NEXOS CORE NX-ABCDEFGHIJ",
        "Line": [
            {
                "DetailType": "SalesItemLineDetail",
                "Amount": Decimal("362.50"),
                "Description": "On-site support",
                "SalesItemLineDetail": {
                    "ItemRef": {"value": "15"},
                    "Qty": Decimal("2.5"),
                    "UnitPrice": Decimal("145.00"),
                    "TaxCodeRef": {"value": "NON"},
                },
            },
            {
                "DetailType": "SalesItemLineDetail",
                "Amount": Decimal("312.00"),
                "Description": "On-site support",
                "SalesItemLineDetail": {
                    "ItemRef": {"value": "31"},
                    "Qty": Decimal("2"),
                    "UnitPrice": Decimal("156.00"),
                    "TaxCodeRef": {"value": "TAX"},
                },
            },
        ],
    }


def test_a_discount_is_an_amount_and_says_that_tax_comes_after_it() -> None:
    sent = body(discount="16.12")
    assert sent["Line"][-1] == {
        "DetailType": "DiscountLineDetail",
        "Amount": Decimal("16.12"),
        "DiscountLineDetail": {"PercentBased": False},
    }
    assert sent["ApplyTaxAfterDiscount"] is True


def test_where_quickbooks_numbers_documents_no_number_is_sent() -> None:
    assert "DocNumber" not in body(around=there(books=replace(BOOKS, custom_numbers=False)))


def test_the_customers_tax_code_goes_along_only_where_tax_is_not_automated() -> None:
    by_code = there(books=replace(BOOKS, automated_sales_tax=False))
    assert body(line(taxable=True), around=by_code)["TxnTaxDetail"] == {"TxnTaxCodeRef": {"value": "2"}}
    assert "TxnTaxDetail" not in body(line(), around=by_code)
    assert "TxnTaxDetail" not in body(line(taxable=True))


@pytest.mark.parametrize(
    ("addresses", "sent"),
    [
        ("a@x.example", "a@x.example"),
        ("a@x.example, b@x.example", "a@x.example, b@x.example"),
        ("", ""),
        ("none", ""),
        (f"{'a' * 100}@x.example, b@x.example", "b@x.example"),
    ],
)
def test_only_addresses_quickbooks_can_hold_are_sent(addresses: str, sent: str) -> None:
    assert bill_email(addresses) == sent


def test_numbers_go_out_digit_for_digit() -> None:
    payload = translate(invoice(line("0.1234567", "0.0000001")), there(), MARKER).payload()
    assert b'"Qty":0.1234567' in payload
    assert b'"UnitPrice":0.0000001' in payload
    assert b'"Amount":0.00' in payload


@pytest.fixture(scope="module")
def company(emulator: EmulatorProcess) -> Iterator[tuple[httpx2.Client, Surroundings]]:
    """A company at the emulator without automated sales tax, and what our documents need of it."""
    realm_id = emulator.company()
    with emulator.api(realm_id) as api:
        customer = api.post("/customer", json={"DisplayName": "Harbor Dental Group, PLLC"}).json()["Customer"]["Id"]
        items = {SUPPORT: Item("1", "Services", True), ACCESS_POINT: Item("2", "Hours", True)}
        books = replace(BOOKS, custom_numbers=False, automated_sales_tax=False)
        yield api, Surroundings(replace(CUSTOMER, id=customer), items, books)


amounts = st.decimals(min_value="0.01", max_value="99999", places=2)
quantities = st.decimals(min_value="0.0000001", max_value="9999", places=7) | st.decimals("0.25", "40", places=2)
prices = amounts | st.decimals(min_value="0.0000001", max_value="500", places=7)
lines = st.builds(line, quantities, prices, taxable=st.booleans(), product_id=st.sampled_from([SUPPORT, ACCESS_POINT]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sold=st.lists(lines, min_size=1, max_size=8), share=st.integers(0, 99))
def test_quickbooks_computes_the_cents_we_expect(
    company: tuple[httpx2.Client, Surroundings], sold: list[InvoiceLineSource], share: int
) -> None:
    client, around = company
    subtotal = sum(one.amount.amount for one in sold)
    discount = (subtotal * share / 100).quantize(Decimal("0.01"))
    assume(discount <= subtotal)
    translated = translate(invoice(*sold, discount=discount), around, MARKER)

    answer = client.post("/invoice", content=translated.payload(), headers={"Content-Type": "application/json"})

    assert answer.status_code == 200, answer.text
    document = decoded(answer.content)["Invoice"]
    found = facts_of(document)
    assert differences(translated.expected, found) == []
    tax = Decimal(found["tax"] or 0)
    assert Decimal(found["total"] or 0) == subtotal - discount + tax
    assert (tax > 0) <= any(one.taxable for one in sold)
