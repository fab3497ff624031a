"""Tax codes made with their rates in one request."""

from decimal import Decimal
from typing import Any

import pytest

from company_api import EXACT
from sales_lines import item

type Json = dict[str, Any]

COUNTY = {"TaxRateName": "Lake County", "RateValue": "7.25", "TaxAgencyId": "1", "TaxApplicableOn": "Sales"}


def ask(*rates: Json, **more: Any) -> Json:
    return {"TaxCode": "Lakeside", "TaxRateDetails": list(rates)} | more


def made(api: Any, body: Json) -> Json:
    answer = api.post("taxservice/taxcode", body)
    assert answer.status_code == 200, answer.text
    decoded: Json = EXACT.decode(answer.data)
    return decoded


def test_a_code_is_made_with_a_new_rate_and_taxes_an_invoice(api: Any, customer: Any) -> None:
    answer = made(api, ask(COUNTY))

    assert api.report["committed"] is True
    detail = answer["TaxRateDetails"][0]
    assert detail == COUNTY | {"RateValue": Decimal("7.25"), "TaxRateId": detail["TaxRateId"]}
    rate, code = api.read("TaxRate", detail["TaxRateId"]), read_code(api, answer)
    assert (rate["Name"], rate["RateValue"], rate["AgencyRef"]["value"]) == ("Lake County", Decimal("7.25"), "1")
    assert (code["Name"], code["Active"], code["SyncToken"]) == ("Lakeside", True, "0")
    assert rates_of(code, "SalesTaxRateList") == [rate["Id"]]
    assert rates_of(code, "PurchaseTaxRateList") == []
    taxed = {"TxnTaxDetail": {"TxnTaxCodeRef": {"value": code["Id"]}}}
    invoice = api.write(
        "Invoice", {"CustomerRef": {"value": customer["Id"]}, "Line": [item("200", code="TAX")]} | taxed
    )
    assert invoice["TxnTaxDetail"]["TotalTax"] == Decimal("14.5")


def test_a_code_takes_rates_that_are_there_in_the_order_sent(api: Any) -> None:
    answer = made(api, ask({"TaxRateId": "3"}, COUNTY | {"TaxApplicableOn": None}, {"TaxRateId": "1"}))

    assert [each["TaxRateName"] for each in answer["TaxRateDetails"]] == ["City", "Lake County", "State"]
    assert {each["TaxApplicableOn"] for each in answer["TaxRateDetails"]} == {"Sales"}
    listed = read_code(api, answer)["SalesTaxRateList"]["TaxRateDetail"]
    assert [each["TaxRateRef"]["value"] for each in listed] == ["3", answer["TaxRateDetails"][1]["TaxRateId"], "1"]
    assert [each["TaxOrder"] for each in listed] == [0, 1, 2]


def test_a_rate_on_purchases_stands_in_the_list_of_purchases(api: Any) -> None:
    code = read_code(api, made(api, ask({"TaxRateId": "1", "TaxApplicableOn": "Purchase"})))

    assert (rates_of(code, "SalesTaxRateList"), rates_of(code, "PurchaseTaxRateList")) == ([], ["1"])


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"TaxRateDetails": [COUNTY]}, "2020"),
        ({"TaxCode": "Lakeside"}, "2020"),
        (ask(), "2020"),
        (ask(COUNTY | {"TaxRateName": None}), "2020"),
        (ask(COUNTY | {"RateValue": ""}), "2020"),
        (ask({"TaxRateName": "Lake County", "RateValue": 1}), "2020"),
        (ask(COUNTY | {"TaxAgencyId": "99"}), "2500"),
        (ask({"TaxRateId": "99"}), "2500"),
        (ask(COUNTY | {"RateValue": "100.5"}), "2150"),
        (ask(COUNTY | {"RateValue": "-1"}), "2150"),
        (ask(COUNTY | {"RateValue": "much"}), "2010"),
        (ask(COUNTY | {"TaxApplicableOn": "Moonlight"}), "2170"),
        (ask(COUNTY | {"TaxApplicableOn": "Other"}), "500"),
        (ask(COUNTY | {"TaxRateName": "state"}), "6240"),
        (ask(COUNTY, COUNTY), "2600"),
        (ask(COUNTY, TaxCode="State only"), "6240"),
        (ask(COUNTY, TaxCode="x" * 101), "2050"),
        (ask(COUNTY, Colour="red"), "2010"),
        ([], "2010"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_and_leaves_nothing(api: Any, body: Any, code: str) -> None:
    before = api.company.documents()

    assert api.refused(api.post("taxservice/taxcode", body)) == code
    assert api.company.documents() == before


def test_a_company_without_sales_tax_has_no_tax_codes_to_make(api: Any) -> None:
    settings = api.select("select * from Preferences")["Preferences"][0]
    api.change("Preferences", settings, TaxPrefs={"UsingSalesTax": False})

    assert api.refused(api.post("taxservice/taxcode", ask(COUNTY))) == "5030"


def test_the_same_request_id_makes_one_code(api: Any) -> None:
    first = api.post("taxservice/taxcode", ask(COUNTY), requestid="once")

    assert api.post("taxservice/taxcode", ask(COUNTY), requestid="once").data == first.data


def test_it_is_only_posted_to(api: Any) -> None:
    assert api.refused(api.get("taxservice/taxcode")) == "500"
    assert api.refused(api.post("taxservice", ask(COUNTY))) == "500"


def read_code(api: Any, answer: Json) -> Json:
    code: Json = api.read("TaxCode", answer["TaxCodeId"])
    return code


def rates_of(code: Json, name: str) -> list[str]:
    return [each["TaxRateRef"]["value"] for each in code[name]["TaxRateDetail"]]
