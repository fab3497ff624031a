"""What the settings say of Intuit's notifications, and where the verifier token is saved."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from nexos.kit import clock
from settings_page import SettingsPage
from webhooks import TOKEN, body_of, post, told

type Make = Callable[..., str]

URL = "http://127.0.0.1:8000/webhooks/quickbooks"


def notify(realm_id: str) -> int:
    status: int = post(body_of(told(realm_id, ("Invoice", "7", "Update"), at="2030-01-01T00:00:00Z"))).status_code
    return status


def section(page: SettingsPage) -> str:
    """The part of the overview about notifications."""
    return page.page().partition("Notifications from Intuit")[2].partition("</section>")[0]


def test_before_a_company_is_connected_the_address_is_shown_and_the_token_may_be_saved(page: SettingsPage) -> None:
    text = page.page()
    assert URL in text
    assert "Webhook verifier token" in text


def test_without_a_token_the_page_says_what_to_do(page: SettingsPage, company: Make) -> None:
    page.connect(company("Acme"))
    text = section(page)
    for words in ("Not set up", URL, "open “Webhooks” of your app", "Not saved", "None yet", "Save the token"):
        assert words in text


@pytest.mark.django_db(transaction=True)
def test_with_a_token_it_says_when_the_last_one_came(page: SettingsPage, company: Make) -> None:
    realm_id = company("Acme")
    page.connect(realm_id)
    page.save(client_id="", client_secret="", verifier_token=TOKEN)
    assert "The first can take some minutes" in section(page)
    page.sync()
    assert notify(realm_id) == 200
    text = section(page)
    assert "Arriving" in text
    assert "Today," in text
    assert "None yet" not in text


@pytest.mark.django_db(transaction=True)
def test_the_run_that_follows_is_named_after_it(page: SettingsPage, company: Make) -> None:
    realm_id = company("Acme")
    page.connect(realm_id)
    page.save(client_id="", client_secret="", verifier_token=TOKEN)
    page.sync()
    notify(realm_id)
    with clock.travel(timedelta(seconds=90)):
        page.sync()
    assert "after a notification" in page.page()
    assert "After a notification" in page.page("activity")


def test_the_token_is_never_sent_back(page: SettingsPage, company: Make) -> None:
    page.connect(company("Acme"))
    page.save(client_id="", client_secret="", verifier_token=TOKEN)
    refused = page.save(client_id="", client_secret="", verifier_token="typed but refused")
    assert refused.status_code == 422
    assert "This is not a verifier token" in refused.content.decode()
    for text in (page.page(), page.page("app"), page.page("advanced"), refused.content.decode()):
        assert TOKEN not in text
        assert "typed but refused" not in text


def test_who_may_not_manage_reads_it_without_the_way_to_change_it(
    page: SettingsPage, company: Make, vera: Client
) -> None:
    page.connect(company("Acme"))
    text = vera.get("/settings/quickbooks/").content.decode()
    assert "Notifications from Intuit" in text
    assert "Save the token" not in text
    assert vera.post("/settings/quickbooks/app", {"verifier_token": TOKEN}).status_code == 403


def test_another_tenants_notifications_show_nowhere_else(
    page: SettingsPage, other_page: SettingsPage, company: Make
) -> None:
    ours, theirs = company("Acme"), company("Bolt")
    page.connect(ours)
    page.save(client_id="", client_secret="", verifier_token=TOKEN)
    other_page.connect(theirs)
    assert notify(ours) == 200
    assert "Not set up" in section(other_page)
    assert "None yet" in section(other_page)
