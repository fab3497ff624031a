"""Tax outside the US: the worked examples of the reference, several rates, and what is refused."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from qbo_emulator.rules.faults import Fault
from qbo_emulator.world import World
from sales_lines import item, off, percent_off, shipping

type Json = dict[str, Any]


def excluded(shop: Any, *lines: Json) -> Json:
    made: Json = shop.sell("Invoice", *lines, GlobalTaxCalculation="TaxExcluded")
    return made


def inclusive(shop: Any, *lines: Json) -> Json:
    made: Json = shop.sell("Invoice", *lines, GlobalTaxCalculation="TaxInclusive")
    return made


def tax_lines(doc: Json) -> list[tuple[Decimal, Decimal, Decimal]]:
    """Amount, percent and base of each TaxLine."""
    return [
        (row["Amount"], row["TaxLineDetail"]["TaxPercent"], row["TaxLineDetail"]["NetAmountTaxable"])
        for row in doc["TxnTaxDetail"]["TaxLine"]
    ]


def test_excluded_tax_is_rounded_on_each_line_and_summed(open_shop: Callable[..., Any]) -> None:
    shop = open_shop("CA")
    code = shop.tax_code("GST")

    made = excluded(shop, *[item("12.35", code=code)] * 3)

    assert tax_lines(made) == [(Decimal("1.86"), 5, Decimal("37.05"))]
    assert made["TotalAmt"] == made["Balance"] == Decimal("38.91")
    assert "ApplyTaxAfterDiscount" not in made


def test_the_reproducible_case_of_the_community(open_shop: Callable[..., Any]) -> None:
    """29 lines of 1.59 and 2 of 17.49 at 12 % came to 9.71, not 9.73."""
    shop = open_shop("CA")
    rate = shop.company.read("TaxRate", "1") | {"RateValue": 12}
    shop.company.seed({"TaxRate": [rate]})
    code = shop.tax_code("HST ON")

    made = excluded(shop, *[item("1.59", code=code)] * 29, *[item("17.49", code=code)] * 2)

    assert made["TxnTaxDetail"]["TotalTax"] == Decimal("9.71")


def test_inclusive_amounts_come_back_net_and_tax_is_the_rest(open_shop: Callable[..., Any]) -> None:
    shop = open_shop("GB")
    code = shop.tax_code("20.0% S")

    made = inclusive(shop, item("29.95", code=code), item("9.99", code=code))

    assert [line["Amount"] for line in made["Line"]] == [Decimal("24.96"), Decimal("8.33"), Decimal("33.29")]
    assert [line["SalesItemLineDetail"]["TaxInclusiveAmt"] for line in made["Line"][:2]] == [
        Decimal("29.95"),
        Decimal("9.99"),
    ]
    assert tax_lines(made) == [(Decimal("6.65"), 20, Decimal("33.29"))]
    assert made["TotalAmt"] == Decimal("39.94")


def test_the_unit_price_of_an_inclusive_line_is_net_with_seven_decimals(open_shop: Callable[..., Any]) -> None:
    shop = open_shop("GB")

    made = inclusive(shop, item("50.00", "7", "7.142857", code=shop.tax_code("20.0% S")))

    assert made["Line"][0]["Amount"] == Decimal("41.67")
    assert made["Line"][0]["SalesItemLineDetail"]["UnitPrice"] == Decimal("5.9528571")


def test_what_was_answered_inclusive_can_be_sent_back_and_extended(open_shop: Callable[..., Any]) -> None:
    shop = open_shop("GB")
    code = shop.tax_code("20.0% S")
    made = inclusive(shop, item("29.95", code=code), percent_off("10"))

    more = shop.edit("Invoice", made, Line=[*made["Line"], item("9.99", code=code)])

    assert more["TotalAmt"] == Decimal("39.94") - Decimal("3.99")
    assert [line["Amount"] for line in more["Line"][:2]] == [Decimal("24.96"), Decimal("8.33")]


def test_the_discount_comes_before_the_tax(open_shop: Callable[..., Any]) -> None:
    shop = open_shop("CA")
    code = shop.tax_code("HST ON")

    made = excluded(shop, item("200", code=code), percent_off("10"))

    assert tax_lines(made) == [(Decimal("23.4"), 13, 180)]
    assert made["TotalAmt"] == Decimal("203.4")


def test_a_discount_is_shared_by_amount_and_not_by_shipping(open_shop: Callable[..., Any]) -> None:
    shop = open_shop("CA")
    taxed, free = shop.tax_code("HST ON"), shop.tax_code("Zero-rated")

    made = excluded(shop, item("75", code=taxed), item("25", code=free), off("10"), shipping("9", code=taxed))

    assert tax_lines(made) == [(Decimal("9.95"), 13, Decimal("76.5")), (0, 0, Decimal("22.5"))]
    assert made["TotalAmt"] == 100 - 10 + 9 + Decimal("9.95")


def test_a_code_of_two_rates_gives_two_lines_in_tax_order(open_shop: Callable[..., Any]) -> None:
    shop = open_shop("CA")

    made = excluded(shop, item("100", code=shop.tax_code("GST/QST QC")))

    assert tax_lines(made) == [(5, 5, 100), (Decimal("9.98"), Decimal("9.975"), 100)]


def test_the_tax_of_an_inclusive_line_is_split_among_its_rates_to_the_cent(open_shop: Callable[..., Any]) -> None:
    shop = open_shop("CA")

    made = inclusive(shop, item("100", code=shop.tax_code("GST/QST QC")), item("10", code=shop.tax_code("Exempt")))

    assert made["TotalAmt"] == 110
    assert [amount for amount, _, _ in tax_lines(made)] == [Decimal("4.35"), Decimal("8.67"), 0]


def test_a_zero_rate_still_has_its_line(open_shop: Callable[..., Any]) -> None:
    shop = open_shop("AU")

    made = excluded(shop, item("80", code=shop.tax_code("GST free")))

    assert tax_lines(made) == [(0, 0, 80)]
    assert made["TxnTaxDetail"]["TotalTax"] == 0


def test_nothing_is_taxed_where_tax_is_not_applicable(open_shop: Callable[..., Any]) -> None:
    shop = open_shop("GB")

    made = shop.sell("Invoice", item("80", code=""), GlobalTaxCalculation="NotApplicable")

    assert made["TxnTaxDetail"] == {"TotalTax": 0}
    assert made["TotalAmt"] == 80


@pytest.mark.parametrize(
    ("code", "element", "properties", "line_code"),
    [
        ("2020", "GlobalTaxCalculation", {}, "2"),
        ("2170", "GlobalTaxCalculation", {"GlobalTaxCalculation": "Sometimes"}, "2"),
        ("6170", "TxnTaxDetail", {"GlobalTaxCalculation": "NotApplicable", "TxnTaxDetail": {"TotalTax": 5}}, "2"),
        ("6000", "TaxCodeRef", {"GlobalTaxCalculation": "TaxExcluded"}, ""),
        ("2500", "TaxCodeRef", {"GlobalTaxCalculation": "TaxExcluded"}, "TAX"),
        (
            "6160",
            "TxnTaxCodeRef",
            {"GlobalTaxCalculation": "TaxExcluded", "TxnTaxDetail": {"TxnTaxCodeRef": {"value": "CustomSalesTax"}}},
            "2",
        ),
    ],
)
def test_what_is_refused(
    open_shop: Callable[..., Any], code: str, element: str, properties: Json, line_code: str
) -> None:
    shop = open_shop("GB")

    with pytest.raises(Fault) as refused:
        shop.sell("Invoice", item("80", code=line_code), **properties)

    assert (refused.value.code, refused.value.element) == (code, element)
    assert shop.count("Invoice") == 0


def test_a_code_without_rates_is_refused(open_shop: Callable[..., Any]) -> None:
    shop = open_shop("GB")
    bare = shop.company.read("TaxCode", "2") | {"Id": "90", "Name": "Bare", "SalesTaxRateList": {"TaxRateDetail": []}}
    shop.company.seed({"TaxCode": [bare]})

    with pytest.raises(Fault) as refused:
        excluded(shop, item("80", code="90"))

    assert refused.value.code == "6470"


def test_us_companies_know_tax_and_non_only(shop: Any) -> None:
    made = shop.sell("Invoice", item("80"), GlobalTaxCalculation="TaxInclusive")

    assert "GlobalTaxCalculation" not in made
    with pytest.raises(Fault) as refused:
        shop.sell("Invoice", item("80", code="2"))
    assert refused.value.code == "6100"


def test_a_recorded_canadian_bundle_is_computed_exactly(shape: Callable[[str], list[Json]]) -> None:
    """Sent as a person enters it, with tax, it comes back as the live service returned it in 2016."""
    recorded = shape("Invoice-quickbooks_ruby_bundle_cad.json")[0]
    company = World().add_company(country="CA")
    rate = company.read("TaxRate", "1") | {"Id": "12", "RateValue": 13}
    code = company.read("TaxCode", "2") | {
        "Id": "5",
        "SalesTaxRateList": {"TaxRateDetail": [{"TaxRateRef": {"value": "12"}, "TaxOrder": 0}]},
    }
    items = [
        company.read("Item", "1") | {"Id": each, "Name": each, "FullyQualifiedName": each}
        for each in ("24", "25", "26")
    ]
    who = {"Id": "4", "SyncToken": "0", "DisplayName": "C", "Active": True, "Balance": 0, "BalanceWithJobs": 0}
    company.seed({"TaxRate": [rate], "TaxCode": [code], "Item": items, "Customer": [who]})
    group = recorded["Line"][0]["GroupLineDetail"]
    entered = [item("9.00", "15", "0.60", code="5", ref="25"), item("3.00", "24", "0.125", code="5", ref="26")]
    bundle = {"GroupItemRef": {"value": "24"}, "Quantity": group["Quantity"], "Line": entered}
    body = {name: recorded[name] for name in ("TxnDate", "DueDate", "GlobalTaxCalculation", "CurrencyRef")}

    made = company.create(
        "Invoice",
        body
        | {"CustomerRef": {"value": "4"}}
        | {"Line": [{"DetailType": "GroupLineDetail", "GroupLineDetail": bundle}, percent_off("20")]},
    )

    assert [line["Amount"] for line in made["Line"]] == [line["Amount"] for line in recorded["Line"]]
    for ours, theirs in zip(made["Line"][0]["GroupLineDetail"]["Line"], group["Line"], strict=True):
        assert ours["Amount"] == theirs["Amount"]
        assert ours["SalesItemLineDetail"]["UnitPrice"] == theirs["SalesItemLineDetail"]["UnitPrice"]
        assert ours["SalesItemLineDetail"]["Qty"] == theirs["SalesItemLineDetail"]["Qty"]
    assert made["TxnTaxDetail"] == recorded["TxnTaxDetail"]
    assert (made["TotalAmt"], made["Balance"]) == (recorded["TotalAmt"], recorded["Balance"])


@pytest.mark.parametrize("sparse", [True, False])
def test_the_recorded_canadian_bundle_sent_back_whole_stays(shape: Callable[[str], list[Json]], sparse: bool) -> None:
    recorded = shape("Invoice-quickbooks_ruby_bundle_cad.json")[0]
    company = World().add_company(furnished=False)
    company.seed({"Invoice": [recorded]})

    assert company.update("Invoice", recorded | {"sparse": sparse}) == recorded
    assert company.read("Invoice", recorded["Id"]) == recorded


def test_the_recorded_canadian_bundle_bears_a_note_of_its_own(shape: Callable[[str], list[Json]]) -> None:
    recorded = shape("Invoice-quickbooks_ruby_bundle_cad.json")[0]
    company = World().add_company(furnished=False)
    company.seed({"Invoice": [recorded]})

    noted = company.update("Invoice", {"Id": recorded["Id"], "SyncToken": "2", "sparse": True, "PrivateNote": "n"})

    changed = {name for name in noted if noted[name] != recorded.get(name)}
    assert changed == {"PrivateNote", "SyncToken", "MetaData"}
