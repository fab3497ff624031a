"""Automated sales tax in the US: the address decides; the numbers are plausible, not Intuit's."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from sales_lines import item, percent_off

type Json = dict[str, Any]

AUTOMATED = {"UsingSalesTax": True, "PartnerTaxEnabled": True}
YORK = {"Line1": "1 Road", "City": "York", "CountrySubDivisionCode": "NY", "PostalCode": "10001"}


@pytest.fixture
def shop(open_shop: Callable[..., Any]) -> Any:
    return open_shop("US", TaxPrefs=AUTOMATED)


def percents(doc: Json) -> list[Decimal]:
    return [line["TaxLineDetail"]["TaxPercent"] for line in doc["TxnTaxDetail"]["TaxLine"]]


def test_each_jurisdiction_of_the_address_has_a_tax_line(shop: Any) -> None:
    made = shop.sell("Invoice", item("100"), item("50", code="NON"), ShipAddr=YORK)

    lines = made["TxnTaxDetail"]["TaxLine"]
    assert percents(made) == [4, Decimal("4.375"), 0]
    assert [line["Amount"] for line in lines] == [4, Decimal("4.38"), 0]
    assert {line["TaxLineDetail"]["NetAmountTaxable"] for line in lines} == {100}
    assert made["TotalAmt"] == Decimal("158.38")


def test_the_system_chooses_the_code_and_keeps_to_it(shop: Any) -> None:
    first = shop.sell("Invoice", item("100"), ShipAddr=YORK, TxnTaxDetail={"TxnTaxCodeRef": {"value": "2"}})
    second = shop.sell("SalesReceipt", item("20"), ShipAddr=YORK)

    code = first["TxnTaxDetail"]["TxnTaxCodeRef"]["value"]
    assert code != "2"
    assert second["TxnTaxDetail"]["TxnTaxCodeRef"]["value"] == code
    assert shop.company.read("TaxCode", code)["TaxCodeConfigType"] == "SYSTEM_GENERATED"


def test_the_place_it_is_shipped_to_counts_before_the_one_it_is_billed_to(shop: Any) -> None:
    made = shop.sell("Invoice", item("100"), ShipAddr=YORK, BillAddr=YORK | {"CountrySubDivisionCode": "OR"})
    moved = shop.edit("Invoice", made, ShipAddr=YORK | {"CountrySubDivisionCode": "OR"})

    assert made["TxnTaxDetail"]["TotalTax"] > 0
    assert (moved["TxnTaxDetail"]["TotalTax"], percents(moved)) == (0, [0])


def test_without_an_address_it_is_the_companys(shop: Any) -> None:
    assert percents(shop.sell("Invoice", item("100"))) == [6, Decimal("1.25"), Decimal("0.5")]


def test_a_printed_address_tells_the_state_as_well(shop: Any) -> None:
    made = shop.sell("Invoice", item("100"), ShipAddr={"Line1": "1 Road", "Line2": "York, NY  10001"})

    assert percents(made)[0] == 4


def test_an_exempt_customer_pays_none(shop: Any) -> None:
    shop.edit("Customer", shop.customer, Taxable=False, TaxExemptionReasonId=5)

    assert shop.sell("Invoice", item("100"))["TxnTaxDetail"] == {"TotalTax": 0}


def test_the_discount_counts_after_or_before(shop: Any) -> None:
    before = shop.sell("Invoice", item("100"), percent_off("10"), ShipAddr=YORK)
    after = shop.sell("Invoice", item("100"), percent_off("10"), ShipAddr=YORK, ApplyTaxAfterDiscount=True)

    assert before["TxnTaxDetail"]["TotalTax"] == Decimal("8.38")
    assert after["TxnTaxDetail"]["TotalTax"] == Decimal("7.54")


def test_a_sent_tax_counts_only_where_the_company_allows_it(open_shop: Callable[..., Any], shop: Any) -> None:
    sent = {"TxnTaxDetail": {"TotalTax": 9}, "ShipAddr": YORK}
    ignored = shop.sell("Invoice", item("100"), **sent)
    assert ignored["TxnTaxDetail"]["TotalTax"] == Decimal("8.38")
    assert "TaxReviewStatus" not in ignored["TxnTaxDetail"]

    allowing = open_shop("US", TaxPrefs=AUTOMATED | {"AllowPartnerTaxOverride": True})
    made = allowing.sell("Invoice", item("100"), **sent)

    assert (made["TxnTaxDetail"]["TotalTax"], made["TotalAmt"]) == (9, 109)
    assert made["TxnTaxDetail"]["TaxReviewStatus"] == "AST_TAX_OVERRIDE"
    assert made["TxnTaxDetail"]["TaxLine"][0]["TaxLineDetail"]["OverrideDeltaAmount"] == Decimal("0.62")


def test_where_it_is_allowed_a_document_can_do_without_automation(open_shop: Callable[..., Any]) -> None:
    shop = open_shop("US", TaxPrefs=AUTOMATED | {"AllowPartnerTaxOverride": True})

    made = shop.sell(
        "Invoice",
        item("100"),
        ShipAddr=YORK,
        TxnTaxDetail={"UseAutomatedSalesTax": False, "TxnTaxCodeRef": {"value": "2"}},
    )

    assert made["TxnTaxDetail"]["TotalTax"] == 8
    assert made["TxnTaxDetail"]["TaxReviewStatus"] == "NON_AST_TAX"


def test_stored_tax_stays_until_something_it_depends_on_changes(shop: Any) -> None:
    made = shop.sell("Invoice", item("100"), ShipAddr=YORK)
    rate = made["TxnTaxDetail"]["TaxLine"][0]["TaxLineDetail"]["TaxRateRef"]["value"]
    shop.company.seed({"TaxRate": [shop.company.read("TaxRate", rate) | {"RateValue": 50}]})

    assert shop.edit("Invoice", made, PrivateNote="n")["TxnTaxDetail"] == made["TxnTaxDetail"]
    assert shop.edit("Invoice", made, Line=[item("200")])["TxnTaxDetail"]["TaxLine"][0]["Amount"] == 100
