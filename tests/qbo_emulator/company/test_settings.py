"""The settings a person switches: shown where QuickBooks shows them, and bad input named by field."""

from typing import Any

import pytest

from emulator_process import EmulatorProcess


def _switch(emulator: EmulatorProcess, realm_id: str, **settings: Any) -> dict[str, Any]:
    answer: dict[str, Any] = emulator.control("company", {"realm_id": realm_id, **settings})
    return answer


def _the_only(emulator: EmulatorProcess, realm_id: str, entity: str) -> dict[str, Any]:
    return dict(emulator.documents(realm_id, entity)[0]["object"])


@pytest.mark.parametrize(
    ("setting", "value", "group", "shown"),
    [
        ("custom_numbers", True, "SalesFormsPrefs", {"CustomTxnNumbers": True}),
        ("auto_apply_credit", True, "SalesFormsPrefs", {"AutoApplyCredit": True}),
        ("auto_apply_payments", True, "SalesFormsPrefs", {"AutoApplyPayments": True}),
        ("closing_date", "2025-12-31", "AccountingInfoPrefs", {"BookCloseDate": "2025-12-31"}),
        ("locations", False, "AccountingInfoPrefs", {"TrackDepartments": False}),
        ("account_numbers", True, "AccountingInfoPrefs", {"UseAccountNumbers": True}),
        (
            "class_tracking",
            "transaction",
            "AccountingInfoPrefs",
            {"ClassTrackingPerTxn": True, "ClassTrackingPerTxnLine": False},
        ),
        ("sales_tax", False, "TaxPrefs", {"UsingSalesTax": False}),
        ("automated_sales_tax", True, "TaxPrefs", {"PartnerTaxEnabled": True}),
        ("tax_override", True, "TaxPrefs", {"AllowPartnerTaxOverride": True}),
        ("multicurrency", True, "CurrencyPrefs", {"MultiCurrencyEnabled": True}),
        ("home_currency", "CAD", "CurrencyPrefs", {"HomeCurrency": {"value": "CAD"}}),
    ],
)
def test_a_setting_stands_in_preferences(
    emulator: EmulatorProcess, setting: str, value: Any, group: str, shown: dict[str, Any]
) -> None:
    realm_id = emulator.company()

    answer = _switch(emulator, realm_id, **{setting: value})

    assert answer[setting] == value
    preferences = _the_only(emulator, realm_id, "Preferences")
    assert preferences[group] | shown == preferences[group]
    assert preferences["SyncToken"] == "1"


@pytest.mark.parametrize(
    ("setting", "value", "name", "shown"),
    [
        ("edition", "Essentials", "OfferingSku", "QuickBooks Online Essentials"),
        ("subscription", "trial", "SubscriptionStatus", "TRIAL"),
        ("payroll", True, "PayrollFeature", "true"),
    ],
)
def test_what_was_bought_stands_in_the_company_info(
    emulator: EmulatorProcess, setting: str, value: Any, name: str, shown: str
) -> None:
    realm_id = emulator.company()

    answer = _switch(emulator, realm_id, **{setting: value})

    assert answer[setting] == value
    assert {"Name": name, "Value": shown} in _the_only(emulator, realm_id, "CompanyInfo")["NameValue"]


def test_a_setting_can_be_taken_away(emulator: EmulatorProcess) -> None:
    realm_id = emulator.company()
    _switch(emulator, realm_id, closing_date="2025-12-31", automated_sales_tax=False)

    answer = _switch(emulator, realm_id, closing_date=None, automated_sales_tax=None)

    assert (answer["closing_date"], answer["automated_sales_tax"]) == (None, None)
    preferences = _the_only(emulator, realm_id, "Preferences")
    assert "BookCloseDate" not in preferences["AccountingInfoPrefs"]
    assert "PartnerTaxEnabled" not in preferences["TaxPrefs"]


def test_the_closing_password_is_shown_nowhere(emulator: EmulatorProcess) -> None:
    realm_id = emulator.company()

    answer = _switch(emulator, realm_id, closing_date="2025-12-31", closing_password="tulip-47")

    assert answer["closing_password"] is True
    for call in ("company", "documents"):
        assert "tulip-47" not in str(emulator.control(f"{call}?realm_id={realm_id}"))


@pytest.mark.parametrize(
    ("switches", "field"),
    [
        ({"edition": "Gold"}, "edition"),
        ({"subscription": "gone"}, "subscription"),
        ({"class_tracking": "both"}, "class_tracking"),
        ({"closing_date": "31.12.2025"}, "closing_date"),
        ({"closing_date": "2025-02-30"}, "closing_date"),
        ({"closing_password": "secret"}, "closing_password"),
        ({"closing_date": "2025-12-31", "closing_password": ""}, "closing_password"),
        ({"home_currency": "dollars"}, "home_currency"),
        ({"multicurrency": True, "edition": "Simple Start"}, "multicurrency"),
        ({"payroll": "yes"}, "payroll"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_bad_input_names_the_field_and_changes_nothing(
    emulator: EmulatorProcess, switches: dict[str, Any], field: str
) -> None:
    realm_id = emulator.company()
    before = emulator.control(f"company?realm_id={realm_id}")

    answer = emulator.http.post("/_emulator/company", json={"realm_id": realm_id, "custom_numbers": True, **switches})

    assert answer.status_code == 400
    assert field in answer.json()["error"]
    assert emulator.control(f"company?realm_id={realm_id}") == before


def test_multicurrency_stays_on(emulator: EmulatorProcess) -> None:
    realm_id = emulator.company()
    _switch(emulator, realm_id, multicurrency=True)

    for settings in ({"multicurrency": False}, {"home_currency": "EUR"}):
        answer = emulator.http.post("/_emulator/company", json={"realm_id": realm_id, **settings})
        assert answer.status_code == 400


def test_a_company_that_is_not_there_is_named(emulator: EmulatorProcess) -> None:
    assert "realm_id" in emulator.http.get("/_emulator/company?realm_id=77").json()["error"]


def test_the_api_cannot_switch_multicurrency_off_either(emulator: EmulatorProcess) -> None:
    realm_id = emulator.company()
    _switch(emulator, realm_id, multicurrency=True)
    body = {"Id": "1", "SyncToken": "1", "sparse": True, "CurrencyPrefs": {"MultiCurrencyEnabled": False}}

    with emulator.api(realm_id) as http:
        answer = http.post("/preferences", json=body)

    assert answer.json()["Fault"]["Error"][0]["code"] == "6000"
