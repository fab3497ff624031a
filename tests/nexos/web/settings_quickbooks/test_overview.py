"""The connected overview: the company, its syncs, what goes which way, and the set-up."""

from collections.abc import Callable

import pytest
from django.test import Client

from settings_page import SettingsPage

pytestmark = pytest.mark.django_db(transaction=True)

type Make = Callable[..., str]


def settings_of(page: SettingsPage, realm_id: str, **groups: object) -> None:
    """Changes preferences at QuickBooks."""
    with page.intuit.api(realm_id) as api:
        preferences = api.get("/preferences").json()["Preferences"]
    for group, values in groups.items():
        assert isinstance(values, dict)
        preferences[group] = {**preferences.get(group, {}), **values}
    page.intuit.seed(realm_id, {"Preferences": [preferences]})


def test_a_sync_that_waits_is_looked_at_every_second_and_rests_afterwards(page: SettingsPage, company: Make) -> None:
    page.connect(company("Acme", "small"))
    waiting = page.page("sync", **{"HX-Request": "true"})
    assert "Waiting its turn" in waiting
    assert 'hx-trigger="every 1s"' in waiting
    page.sync()
    rested = page.page("sync", **{"HX-Request": "true"})
    assert "every 1s" not in rested
    assert "Went well" in rested
    for kind in ("Customers", "Products and services", "Employees", "Vendors", "Invoices", "Payments"):
        assert kind in rested


def test_the_overview_counts_what_was_read_and_leads_to_what_is_to_decide(page: SettingsPage, company: Make) -> None:
    realm_id = company("Acme", "small")
    page.connect(realm_id)
    page.sync()
    text = page.page()
    invoices = len(page.intuit.documents(realm_id, "Invoice"))
    assert f">{invoices:,}<" in text
    assert "customer not linked" in text
    assert "left out" in text
    assert 'href="/mapping/"' in text
    assert "Go on with the set-up" in text


def test_settings_that_bite_are_named(page: SettingsPage, company: Make) -> None:
    realm_id = company("Acme")
    settings_of(
        page,
        realm_id,
        AccountingInfoPrefs={"BookCloseDate": "2026-10-31"},
        SalesFormsPrefs={"AutoApplyCredit": True, "CustomTxnNumbers": True},
        TaxPrefs={"UsingSalesTax": True, "PartnerTaxEnabled": True},
    )
    page.connect(realm_id)
    page.sync()
    for text in (page.page(), page.page("set-up")):
        assert "Books are closed through Oct 31, 2026" in text
        assert "Credits are applied by themselves" in text
        assert "Custom invoice numbers are on" in text
        assert "QuickBooks computes sales tax" in text


def test_the_set_up_can_be_left_and_entered_again(page: SettingsPage, company: Make) -> None:
    page.connect(company("Acme", "small"))
    assert "As soon as the read is through" in page.page("set-up")
    page.sync()
    text = page.page("set-up")
    assert "one click on their page enters them" in text
    assert "Create the other" in text
    created = page.client.post("/mapping/customers/create-missing", follow=True).content.decode()
    assert "companies created" in created
    assert "released" in created
    assert "Create the other" not in page.page("set-up")


def test_before_the_first_connection_the_set_up_leads_to_the_settings(page: SettingsPage) -> None:
    assert page.client.get("/settings/quickbooks/set-up")["Location"] == "/settings/quickbooks/"


def test_sync_now_of_the_top_bar_starts_a_run_the_page_shows(page: SettingsPage, company: Make) -> None:
    page.connect(company("Acme"))
    page.sync()
    answer = page.client.post("/sync-now", headers={"HX-Request": "true"})
    assert "syncing" in answer["HX-Trigger"]
    assert "Sync in progress" in page.page()
    page.sync()
    assert "Nothing had changed in QuickBooks." in page.page()
    assert page.page("activity").count("Went well") == 2


def test_a_failed_sync_says_what_happened_and_what_is_kept(page: SettingsPage, company: Make) -> None:
    page.connect(company("Acme"))
    page.sync()
    page.intuit.fault("status", {"path": "/v3/"}, status=503, times=50)
    page.client.post("/sync-now")
    page.sync()
    text = page.page()
    assert "Failed" in text
    assert "what was read is kept" in text
    assert "what was read is kept" in page.page("activity")


def test_who_may_only_read_gets_no_button_that_changes_something(
    page: SettingsPage, company: Make, vera: Client
) -> None:
    page.connect(company("Acme", "small"))
    page.sync()
    for path in ("/settings/quickbooks/", "/settings/quickbooks/set-up", "/settings/quickbooks/advanced", "/mapping/"):
        text = vera.get(path).content.decode()
        assert 'method="post"' not in text.split("<main")[1], path
