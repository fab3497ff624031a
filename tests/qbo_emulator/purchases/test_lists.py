"""Payment methods, tax agencies, currencies and their rates."""

from decimal import Decimal
from typing import Any

import pytest


@pytest.fixture
def multicurrency(api: Any) -> None:
    stored = api.select("select * from Preferences")["Preferences"][0]
    api.change("Preferences", stored, CurrencyPrefs={"MultiCurrencyEnabled": True, "HomeCurrency": {"value": "USD"}})
    api.write("CompanyCurrency", {"Code": "EUR"})


def test_a_payment_method_is_made_and_made_inactive(api: Any) -> None:
    made = api.write("PaymentMethod", {"Name": "Barter", "Type": "NON_CREDIT_CARD"})
    assert made["Active"] is True
    assert api.refused(api.post("paymentmethod", {"Name": "Barter"})) == "6240"
    gone = api.change("PaymentMethod", made, Active=False)

    assert gone["Name"] == "Barter (deleted)"
    assert "PaymentMethod" not in api.select("select * from PaymentMethod where Name like 'Barter%'")
    assert api.write("PaymentMethod", {"Name": "Barter"})["Id"] != made["Id"]
    assert api.refused(api.post("paymentmethod", {"Name": "x" * 32})) == "2050"


def test_a_tax_agency_gets_the_account_its_tax_is_owed_on(api: Any) -> None:
    made = api.write("TaxAgency", {"DisplayName": "Board of Equalization"})

    assert (made["TaxTrackedOnSales"], made["TaxTrackedOnPurchases"]) == (True, False)
    rows = api.select("select * from Account where Name = 'Board of Equalization Payable'")["Account"]
    assert (rows[0]["AccountType"], rows[0]["AccountSubType"]) == ("Other Current Liability", "GlobalTaxPayable")
    assert api.refused(api.post("taxagency", {"DisplayName": "Board of Equalization"})) == "6240"
    assert api.refused(api.post("taxagency", {"Id": made["Id"], "SyncToken": "0"}, operation="delete")) == "500"


def test_a_currency_is_used_once_and_keeps_its_code(api: Any) -> None:
    made = api.write("CompanyCurrency", {"Code": "EUR", "Name": "Euro"})

    assert api.change("CompanyCurrency", made, Code="GBP", Name="The Euro")["Code"] == "EUR"
    assert api.refused(api.post("companycurrency", {"Code": "EUR"})) == "6240"
    assert api.refused(api.post("companycurrency", {"Code": "eu"})) == "2040"
    assert api.refused(api.post("companycurrency", {"Name": "Euro"})) == "2020"


def test_a_rate_is_known_by_its_currency_and_day(api: Any) -> None:
    body = {"SourceCurrencyCode": "EUR", "AsOfDate": "2026-03-31", "Rate": "1.08765"}
    first = api.write("ExchangeRate", body)
    assert (first["TargetCurrencyCode"], first["SyncToken"]) == ("USD", "0")
    assert "Id" not in first
    again = api.write("ExchangeRate", body | {"Rate": "1.1", "SyncToken": "0"})
    api.write("ExchangeRate", body | {"AsOfDate": "2026-04-30", "Rate": "1.2"})

    assert (again["Rate"], again["SyncToken"]) == (Decimal("1.1"), "1")
    assert api.refused(api.post("exchangerate", body | {"SyncToken": "0"})) == "5010"
    rows = api.select("select * from ExchangeRate where SourceCurrencyCode = 'EUR' and AsOfDate = '2026-03-31'")
    assert [row["Rate"] for row in rows["ExchangeRate"]] == [Decimal("1.1")]
    assert "Id" not in rows["ExchangeRate"][0]
    answer = api.get("exchangerate", sourcecurrencycode="EUR", asofdate="2026-04-15")
    assert answer.json["ExchangeRate"]["AsOfDate"] == "2026-03-31"
    assert "Id" not in answer.json["ExchangeRate"]
    assert api.refused(api.get("exchangerate", sourcecurrencycode="EUR", asofdate="2020-01-01")) == "610"
    assert api.refused(api.get("exchangerate")) == "2020"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"SourceCurrencyCode": "USD"}, "6000"),
        ({"Rate": 0}, "2110"),
        ({"Rate": None}, "2020"),
        ({"AsOfDate": None}, "2020"),
    ],
    ids=["home currency", "nothing", "no rate", "no day"],
)
def test_a_rate_that_cannot_be_is_refused(api: Any, changes: Any, code: str) -> None:
    body = {"SourceCurrencyCode": "EUR", "AsOfDate": "2026-03-31", "Rate": "1.08765"}

    assert api.refused(api.post("exchangerate", body | changes)) == code


def test_a_foreign_bill_is_stated_in_home_currency_by_the_rate_of_its_day(
    api: Any, multicurrency: None, expense: Any, account: Any, balance: Any
) -> None:
    api.write("ExchangeRate", {"SourceCurrencyCode": "EUR", "AsOfDate": "2026-03-31", "Rate": "1.08765"})
    euro = {"CurrencyRef": {"value": "EUR"}}
    vendor = api.write("Vendor", {"DisplayName": "Fontaine SA"} | euro)
    body = {"VendorRef": {"value": vendor["Id"]}, "Line": [expense("99.99")], "TxnDate": "2026-04-01"}
    bill = api.write("Bill", body | euro)

    assert bill["ExchangeRate"] == Decimal("1.08765")
    assert (bill["TotalAmt"], bill["HomeTotalAmt"]) == (Decimal("99.99"), Decimal("108.75"))
    assert api.read("Vendor", vendor["Id"])["Balance"] == Decimal("99.99")
    assert balance("Accounts Payable (A/P)") == Decimal("-108.75")
    paid = {
        "VendorRef": {"value": vendor["Id"]},
        "PayType": "Check",
        "CheckPayment": {"BankAccountRef": account("Checking")},
        "TotalAmt": "99.99",
        "Line": [{"Amount": "99.99", "LinkedTxn": [{"TxnId": bill["Id"], "TxnType": "Bill"}]}],
        "ExchangeRate": "1.08765",
    }
    api.write("BillPayment", paid | euro)
    settled = api.read("Bill", bill["Id"])
    assert (settled["Balance"], settled["HomeBalance"]) == (0, 0)
    assert balance("Checking") == Decimal("-108.75")


def test_a_seeded_rate_carries_no_id_and_is_written_over_all_the_same(api: Any) -> None:
    row = {"SourceCurrencyCode": "EUR", "TargetCurrencyCode": "USD", "Rate": Decimal("1.1"), "AsOfDate": "2026-03-31"}
    api.company.seed({"ExchangeRate": [row]})

    assert api.get("exchangerate", sourcecurrencycode="EUR", asofdate="2026-03-31").json["ExchangeRate"]["Rate"] == 1.1
    assert api.select("select Rate from ExchangeRate")["ExchangeRate"][0]["Rate"] == Decimal("1.1")
    again = api.write("ExchangeRate", row | {"Rate": "1.2"})
    assert (again["Rate"], again["SyncToken"]) == (Decimal("1.2"), "1")
    assert api.select("select count(*) from ExchangeRate") == {"totalCount": 1}
