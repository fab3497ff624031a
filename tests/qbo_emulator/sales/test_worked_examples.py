"""The worked examples of how QuickBooks computes amounts, as far as they are about sales and what pays for them."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from sales_lines import item, off, percent_off, shipping

type Json = dict[str, Any]


def rated(shop: Any, *percents: str) -> Json:
    """The TxnTaxDetail of a code with these rates."""
    rates = [
        shop.company.read("TaxRate", "1") | {"Id": str(90 + place), "RateValue": Decimal(percent)}
        for place, percent in enumerate(percents)
    ]
    listed = [{"TaxRateRef": {"value": rate["Id"]}, "TaxOrder": place} for place, rate in enumerate(rates)]
    code = shop.company.read("TaxCode", "2") | {"Id": "90", "SalesTaxRateList": {"TaxRateDetail": listed}}
    shop.company.seed({"TaxRate": rates, "TaxCode": [code]})
    return {"TxnTaxCodeRef": {"value": "90"}}


@pytest.mark.parametrize(
    ("lines", "percents", "tax", "total"),
    [
        ([item("41.00")], ["4.5", "1.5"], "2.47", "43.47"),
        ([item("41.00")], ["6"], "2.46", "43.46"),
        ([item("12.35"), item("12.35"), item("12.35")], ["8"], "2.96", "40.01"),
        ([item("275"), item("122"), item("25")], ["7.1"], "29.96", "451.96"),
        ([item("345.00"), off("34.50")], ["6.5"], "22.43", "332.93"),
        ([item("214.99"), percent_off("7.5"), shipping("9.00")], ["6"], "12.90", "220.77"),
        ([item("100"), item("50", code="NON")], ["0"], "0", "150"),
    ],
)
def test_us_tax(shop: Any, lines: list[Json], percents: list[str], tax: str, total: str) -> None:
    made = shop.sell("Invoice", *lines, TxnTaxDetail=rated(shop, *percents))

    assert made["TxnTaxDetail"]["TotalTax"] == Decimal(tax)
    assert made["TotalAmt"] == Decimal(total)
    assert [line["TaxLineDetail"]["TaxPercent"] for line in made["TxnTaxDetail"]["TaxLine"]] == [
        Decimal(percent) for percent in percents
    ]


def test_without_a_code_there_is_no_tax_even_on_taxed_lines(shop: Any) -> None:
    assert shop.sell("Invoice", item("100"))["TxnTaxDetail"] == {"TotalTax": 0}


def test_a_payment_with_a_credit_leaves_what_both_exceed_the_invoice_by(shop: Any) -> None:
    bill, memo = shop.sell("Invoice", item("230")), shop.sell("CreditMemo", item("50"))
    lines = [
        {"Amount": 230, "LinkedTxn": [{"TxnId": bill["Id"], "TxnType": "Invoice"}]},
        {"Amount": 50, "LinkedTxn": [{"TxnId": memo["Id"], "TxnType": "CreditMemo"}]},
    ]

    made = shop.company.create(
        "Payment", {"CustomerRef": {"value": shop.customer["Id"]}, "TotalAmt": 200, "Line": lines}
    )

    shop.check()
    assert made["UnappliedAmt"] == 20
    assert shop.read("CreditMemo", memo)["Balance"] == 0
    assert shop.read("Customer", shop.customer)["Balance"] == -20


def test_both_sides_of_a_link_change_in_the_second_of_the_payment(shop: Any) -> None:
    bill, memo = shop.sell("Invoice", item("230")), shop.sell("CreditMemo", item("50"))
    moment = datetime.fromisoformat("2031-07-01T12:00:00-07:00")
    lines = [
        {"Amount": 50, "LinkedTxn": [{"TxnId": bill["Id"], "TxnType": "Invoice"}]},
        {"Amount": 50, "LinkedTxn": [{"TxnId": memo["Id"], "TxnType": "CreditMemo"}]},
    ]
    body = {"CustomerRef": {"value": shop.customer["Id"]}, "TotalAmt": 0, "Line": lines}

    shop.company.create("Payment", body, moment)

    paid, used = shop.read("Invoice", bill), shop.read("CreditMemo", memo)
    assert {each["MetaData"]["LastUpdatedTime"] for each in (paid, used)} == {"2031-07-01T12:00:00-07:00"}
    assert (paid["SyncToken"], used["SyncToken"]) == ("1", "0")
