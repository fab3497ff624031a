"""To Intuit and back: a company is connected, or the settings page says why not and nothing is half-connected."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cast import Cast
from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import queries, services
from settings_page import SETTINGS, SettingsPage, parameters

type Make = Callable[..., str]


def refused(page: SettingsPage, address: str, *words: str) -> None:
    """The settings page says why, once, and nothing was connected."""
    text = page.come_back(address)
    assert 'role="alert"' in text
    for word in words:
        assert word in text
    connection = page.connection
    assert (connection.state, connection.realm_id, connection.sealed_refresh_token) == ("not_connected", "", "")
    assert words[0] not in page.page()


def test_a_company_is_connected_and_its_first_read_begins(page: SettingsPage, company: Make) -> None:
    text = page.connect(company("Northwind Managed IT LLC"))
    assert "“Northwind Managed IT LLC” is connected" in text
    assert "First read" in text
    assert page.connection.connected
    assert "Northwind Managed IT LLC" in page.page()


def test_a_company_attached_on_the_command_line_says_so(page: SettingsPage, company: Make) -> None:
    page.save()
    realm_id = company("Acme")
    tokens = page.intuit.tokens(realm_id)
    services.attach(
        page.tenant_id,
        realm_id=realm_id,
        access_token=tokens["access_token"],
        refresh_token=tokens["refresh_token"],
    )
    assert ", on the command line" in page.page()
    page.connect(realm_id)
    assert "on the command line" not in page.page()
    assert "by Alice" in page.page()


def test_the_page_leads_on_to_intuit_by_header_and_by_link(page: SettingsPage) -> None:
    page.save()
    answer = page.client.post(f"{SETTINGS}connect")
    address = answer["Refresh"].removeprefix("0; url=")
    assert parameters(address)["client_id"] == "emulator-client"
    assert f'href="{address.replace("&", "&amp;")}"' in answer.content.decode()
    assert "form-action 'self'" in answer["Content-Security-Policy"]


def test_without_keys_there_is_nowhere_to_go(page: SettingsPage) -> None:
    assert "Save the client id" in page.press("connect")


def test_a_declined_consent(page: SettingsPage) -> None:
    page.save()
    refused(page, page.answered("decision=decline"), "Access was declined")


def test_a_wrong_client_secret(page: SettingsPage, company: Make) -> None:
    page.save(client_secret="mistyped")
    refused(page, page.consent(company("Acme")), "Intuit does not accept this client id and client secret")
    assert "mistyped" not in page.page()


def test_a_made_up_state(page: SettingsPage) -> None:
    page.save()
    refused(page, f"{SETTINGS}callback/?state=made-up&code=c&realmId=1", "does not belong to a connection you are")


def test_an_answer_without_anything(page: SettingsPage) -> None:
    page.save()
    refused(page, f"{SETTINGS}callback/", "does not belong to a connection you are")


def test_a_state_used_again_changes_nothing(page: SettingsPage, company: Make) -> None:
    page.save()
    address = page.consent(company("Acme"))
    page.come_back(address)
    text = page.come_back(address)
    assert "it was used already" in text
    assert "Nothing was changed" in text
    assert page.connection.connected


def test_the_state_of_another_browser(page: SettingsPage, company: Make, cast: Cast) -> None:
    page.save()
    address = page.consent(company("Acme"))
    another = Client()
    another.force_login(cast.alice.sign_in, backend="django.contrib.auth.backends.ModelBackend")
    refused(SettingsPage(page.intuit, another, page.tenant_id), address, "was begun by somebody else")
    page.come_back(address)
    assert page.connection.connected


def test_the_state_of_another_tenant(page: SettingsPage, other_page: SettingsPage, company: Make) -> None:
    page.save()
    other_page.save()
    refused(other_page, page.consent(company("Acme")), "was begun by somebody else")


def test_an_expired_state(page: SettingsPage, company: Make) -> None:
    page.save()
    address = page.consent(company("Acme"))
    with clock.travel(timedelta(minutes=11)):
        refused(page, address, "is older than ten minutes")


def test_an_expired_code(page: SettingsPage, company: Make) -> None:
    page.save()
    address = page.consent(company("Acme"))
    page.intuit.control("clock", {"advance_s": 360})
    refused(page, address, "permission could not be redeemed")


def test_an_unreachable_api(page: SettingsPage, company: Make, settings: Any) -> None:
    page.save()
    address = page.consent(company("Acme"))
    settings.QBO_API_URL = "http://127.0.0.1:9"
    refused(page, address, "Check that this server can reach Intuit")


def test_keys_of_the_other_environment(page: SettingsPage, company: Make) -> None:
    page.save()
    page.intuit.fault("status", {"path": "/companyinfo/"}, status=403, code="3100", times=5)
    refused(page, page.consent(company("Acme")), "Development keys open sandbox companies only")


def test_a_company_of_another_tenant_is_refused_without_naming_it(
    page: SettingsPage, other_page: SettingsPage, company: Make
) -> None:
    realm_id = company("Acme")
    page.connect(realm_id)
    other_page.save()
    address = other_page.consent(realm_id)
    refused(other_page, address, "is connected to another NEXOS CORE account already")
    assert "Northwind" not in other_page.page()


def test_another_company_on_reconnect_is_refused_naming_both(page: SettingsPage, company: Make) -> None:
    page.connect(company("Acme"))
    page.press("disconnect")
    text = page.come_back(page.consent(company("Bolt")))
    assert "You signed in to “Bolt”, but this connection belongs to “Acme”" in text
    assert page.connection.state == "disconnected"


def test_who_may_not_connect_cannot_finish_either(page: SettingsPage, company: Make, vera: Client) -> None:
    page.save()
    address = page.consent(company("Acme"))
    answer = vera.get(address)
    assert answer.status_code == 403
    assert "Alice Moreau can give it to you" in answer.content.decode()
    page.come_back(address)
    assert page.connection.connected


@pytest.mark.django_db(transaction=True)
def test_disconnecting_says_what_stops_and_keeps_the_mirror_readable(page: SettingsPage, company: Make) -> None:
    page.connect(company("Acme", "small"))
    page.sync()
    dialog = page.page("advanced")
    assert "Disconnect Acme?" in dialog
    assert "Stops:" in dialog
    assert "Stays:" in dialog
    text = page.press("disconnect")
    assert "the access was revoked at Intuit" in text
    assert "What you see is QuickBooks as of" in text
    assert "Connect again" in text
    assert "As last read" in text
    assert "Up to date" not in text
    assert "Disconnect…" not in page.page("advanced")


@pytest.mark.django_db(transaction=True)
def test_whoever_disconnects_in_quickbooks_lands_on_a_page_that_finds_out(page: SettingsPage, company: Make) -> None:
    realm_id = company("Acme")
    page.connect(realm_id)
    page.sync()
    page.client.get(f"{SETTINGS}disconnected/")
    page.sync()
    assert page.connection.connected  # an address alone proves nothing
    page.intuit.control("disconnect", {"realm_id": realm_id, "client_id": "emulator-client"})
    text = page.client.get(f"{SETTINGS}disconnected/", follow=True).content.decode()
    assert "asked whether we still have access" in text
    page.sync()
    text = page.page()
    assert "Syncing and sending have stopped" in text
    assert "no longer lets us in" in text
    assert "Connect again" in text
    assert "QuickBooks as of" in page.client.get(reverse("payments")).content.decode()
    assert "disconnected/" in page.page("app")


def test_a_disconnect_intuit_was_not_told_of_says_what_is_left_to_do(
    page: SettingsPage, company: Make, settings: Any
) -> None:
    page.connect(company("Acme"))
    settings.QBO_OAUTH_URL = "http://127.0.0.1:9"
    assert "Intuit could not be told" in page.press("disconnect")
    assert page.connection.state == "disconnected"


def test_disconnecting_twice(page: SettingsPage, company: Make) -> None:
    page.connect(company("Acme"))
    page.press("disconnect")
    assert "nothing to disconnect" in page.press("disconnect")


@pytest.mark.django_db(transaction=True)
def test_withdrawn_access_is_told_and_one_click_away_from_being_mended(page: SettingsPage, company: Make) -> None:
    realm_id = company("Acme")
    page.connect(realm_id)
    page.sync()
    fault = page.intuit.fault("status", {"path": "/tokens/bearer"}, status=400, code="invalid_grant", times=9)
    with clock.travel(timedelta(hours=2)):
        page.client.post("/sync-now")
        page.sync()
    text = page.page()
    assert "Needs attention" in text
    assert "the access was withdrawn or ran out" in text
    page.intuit.control(f"faults/{fault}", method="DELETE")
    assert "is connected" in page.come_back(page.consent(realm_id))
    assert "Needs attention" not in page.page()


@pytest.mark.parametrize("path", ["connect", "disconnect"])
def test_following_a_link_changes_nothing(page: SettingsPage, path: str) -> None:
    assert page.client.get(SETTINGS + path).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_another_tenant_sees_nothing_of_the_connection(
    page: SettingsPage, other_page: SettingsPage, company: Make
) -> None:
    page.connect(company("Acme"))
    page.sync()
    for path in ("", "set-up", "activity", "advanced", "sync"):
        answer = other_page.client.get(SETTINGS + path, follow=True)
        assert answer.status_code == 200
        assert "Acme" not in answer.content.decode()
    with scope(other_page.tenant_id):
        assert queries.current(other_page.tenant_id) is None
