"""The keys of the tenant's Intuit app."""

from django.test import Client

from settings_page import KEYS, SETTINGS, SettingsPage


def test_before_anything_is_saved_the_page_asks_for_the_keys_and_shows_what_to_paste(page: SettingsPage) -> None:
    text = page.page()
    assert "Which QuickBooks do you connect?" in text
    assert "Connect to QuickBooks" not in text
    assert "/settings/quickbooks/callback/" in text


def test_saved_keys_are_masked_and_connecting_is_the_next_click(page: SettingsPage) -> None:
    answer = page.save(client_id="ABq8client0987x2Kd", client_secret="very-secret-9fQ")
    assert answer["Location"] == SETTINGS
    text = page.page()
    assert "ABq8…x2Kd" in text
    assert "Connect to QuickBooks" in text
    for path in ("", "app"):
        assert "ABq8client0987x2Kd" not in page.page(path)
        assert "very-secret" not in page.page(path)


def test_empty_fields_keep_what_is_saved(page: SettingsPage) -> None:
    page.save(client_id="ABq8client0987x2Kd")
    page.save(client_id="", client_secret="", environment="production")
    text = page.page()
    assert "ABq8…x2Kd" in text
    assert "Production" in text


def test_a_missing_secret_is_named_beside_its_field_and_the_rest_stays(page: SettingsPage) -> None:
    answer = page.save(client_secret="")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Copy the client secret from" in text
    assert 'value="emulator-client"' in text


def test_a_refused_secret_is_not_sent_back(page: SettingsPage) -> None:
    answer = page.save(client_id="", client_secret="typed-but-refused")
    assert answer.status_code == 422
    assert "typed-but-refused" not in answer.content.decode()


def test_an_unknown_environment_is_refused(page: SettingsPage) -> None:
    answer = page.save(environment="moon")
    assert answer.status_code == 422
    assert "Choose sandbox or production." in answer.content.decode()


def test_the_client_id_of_a_connected_company_cannot_be_changed(page: SettingsPage, company: object) -> None:
    assert callable(company)
    page.connect(company("Acme"))
    answer = page.save(client_id="another", client_secret="another-secret")
    assert answer.status_code == 422
    assert "Disconnect first" in answer.content.decode()


def test_a_form_of_another_site_saves_nothing(page: SettingsPage) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = page.client.cookies
    assert strict.post(f"{SETTINGS}app", KEYS).status_code == 403
    assert "Connect to QuickBooks" not in page.page()
