"""Tax on purchases outside the US (reference A8, B5)."""

from decimal import Decimal
from typing import Any

import pytest

from qbo_emulator.rules.faults import Fault
from qbo_emulator.world import Company, World

type Json = dict[str, Any]


def company_in(country: str) -> tuple[Company, Json]:
    """A company and the head of a bill of its vendor."""
    company = World().add_company(country=country)
    vendor = company.create("Vendor", {"DisplayName": "Cables and More"})
    return company, {"VendorRef": {"value": vendor["Id"]}}


def one_of(company: Company, entity: str, name: str) -> Json:
    rows = (row["object"] for row in company.documents(entity))
    found: Json = next(row for row in rows if row["Name"] == name)
    return found


def bought(company: Company, amount: str, code: str | None, **detail: Any) -> Json:
    account = next(row["id"] for row in company.documents("Account") if row["object"]["AccountType"] == "Expense")
    taxed = {"TaxCodeRef": {"value": one_of(company, "TaxCode", code)["Id"]}} if code else {}
    return {
        "Amount": Decimal(amount),
        "DetailType": "AccountBasedExpenseLineDetail",
        "AccountBasedExpenseLineDetail": {"AccountRef": {"value": account}} | taxed | detail,
    }


def test_excluded_tax_is_rounded_on_each_line() -> None:
    company, head = company_in("CA")

    bill = company.create(
        "Bill", head | {"GlobalTaxCalculation": "TaxExcluded", "Line": [bought(company, "12.35", "GST")] * 3}
    )

    assert bill["TxnTaxDetail"]["TotalTax"] == Decimal("1.86")
    assert bill["TotalAmt"] == bill["Balance"] == Decimal("38.91")
    assert company.update("Bill", bill) == bill
    assert _movement(company) == {"Liability": Decimal("-38.91") + Decimal("1.86")}


def test_inclusive_amounts_come_back_net() -> None:
    company, head = company_in("GB")
    lines = [bought(company, "29.95", "20.0% S"), bought(company, "9.99", "20.0% S")]

    bill = company.create("Bill", head | {"GlobalTaxCalculation": "TaxInclusive", "Line": lines})

    assert [line["Amount"] for line in bill["Line"]] == [Decimal("24.96"), Decimal("8.33")]
    assert bill["Line"][0]["AccountBasedExpenseLineDetail"]["TaxInclusiveAmt"] == Decimal("29.95")
    assert (bill["TxnTaxDetail"]["TotalTax"], bill["TotalAmt"]) == (Decimal("6.65"), Decimal("39.94"))
    assert company.update("Bill", bill) == bill


def test_a_reverse_charge_is_two_tax_lines_that_cancel_out() -> None:
    company, head = company_in("GB")
    code, rate = one_of(company, "TaxCode", "20.0% S"), company.documents("TaxRate")[0]["object"]
    back = rate | {"Id": "901", "Name": "Reverse charge", "RateValue": -20}
    forth = rate | {"Id": "900", "Name": "Charge", "RateValue": 20}
    rates = [
        {"TaxRateRef": {"value": each}, "TaxTypeApplicable": "TaxOnAmount", "TaxOrder": 0} for each in ("900", "901")
    ]
    company.seed({"TaxRate": [forth, back], "TaxCode": [code | {"PurchaseTaxRateList": {"TaxRateDetail": rates}}]})

    bill = company.create(
        "Bill", head | {"GlobalTaxCalculation": "TaxExcluded", "Line": [bought(company, "50", "20.0% S")]}
    )

    assert [line["Amount"] for line in bill["TxnTaxDetail"]["TaxLine"]] == [10, -10]
    assert bill["TotalAmt"] == 50


@pytest.mark.parametrize(
    ("mode", "tax", "line_code", "code"),
    [
        (None, None, "GST", "2020"),
        ("NotApplicable", {"TaxLine": [{"Amount": 1}]}, "GST", "6170"),
        ("TaxExcluded", None, None, "6000"),
    ],
    ids=["mode missing", "tax where there is none", "line without a code"],
)
def test_what_the_tax_model_refuses(mode: str | None, tax: Json | None, line_code: str | None, code: str) -> None:
    company, head = company_in("CA")
    body = head | {"Line": [bought(company, "5", line_code)], "GlobalTaxCalculation": mode, "TxnTaxDetail": tax}

    with pytest.raises(Fault) as refused:
        company.create("Bill", body)

    assert refused.value.code == code
    assert company.documents("Bill") == []


def _movement(company: Company) -> dict[str, Decimal]:
    """What the balance sheet accounts come to, by Classification."""
    sums: dict[str, Decimal] = {}
    for row in company.documents("Account"):
        if row["object"]["CurrentBalance"]:
            kind = row["object"]["Classification"]
            sums[kind] = sums.get(kind, Decimal(0)) + row["object"]["CurrentBalance"]
    return sums
