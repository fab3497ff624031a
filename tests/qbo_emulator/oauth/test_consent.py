"""The consent page: what a person sees and chooses, and what an app may not do."""

import re

import pytest

from oauth_app import OAuthApp, returned

HIDDEN_FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def test_page_says_which_app_asks_for_what_and_lists_the_companies(app: OAuthApp) -> None:
    other = app.emulator.company()
    page = app.ask(scope="com.intuit.quickbooks.accounting openid")
    assert page.status_code == 200
    for text in ("Emulator app", "Read and change your accounting data", "Know who you are", app.realm_id, other):
        assert text in page.text


def test_page_cannot_be_framed_and_runs_no_script(app: OAuthApp) -> None:
    policy = app.ask().headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy


def test_choosing_a_company_returns_code_state_and_realm(app: OAuthApp) -> None:
    app.emulator.company()
    form = dict(HIDDEN_FIELD.findall(app.ask().text))
    answer = app.emulator.http.post("/connect/oauth2", data=form | {"realm_id": app.realm_id, "decision": "connect"})
    outcome = returned(answer)
    assert outcome["state"] == "some-state"
    assert outcome["realmId"] == app.realm_id
    assert app.exchange(outcome["code"]).status_code == 200


def test_declining_tells_the_app(app: OAuthApp) -> None:
    form = dict(HIDDEN_FIELD.findall(app.ask().text))
    outcome = returned(app.emulator.http.post("/connect/oauth2", data=form | {"decision": "decline"}))
    assert outcome["error"] == "access_denied"
    assert outcome["state"] == "some-state"
    assert "code" not in outcome


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_id": "nobody"},
        {"client_id": None},
        {"redirect_uri": None},
        {"redirect_uri": "https://evil.example/callback"},
        {"redirect_uri": "http://localhost.evil.example/"},
        {"redirect_uri": "http://localhost@evil.example/"},
        {"redirect_uri": "http://[broken"},
        {"redirect_uri": "http://localhost:port/"},
        {"redirect_uri": "http://x;script-src *@localhost/"},
        {"redirect_uri": "javascript:alert(1)"},
    ],
)
def test_unverified_address_is_never_redirected_to(app: OAuthApp, wrong: dict[str, str | None]) -> None:
    answer = app.ask(auto_approve="1", realm_id=app.realm_id, **wrong)
    assert answer.status_code == 400
    assert "Location" not in answer.headers


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"state": None}, "invalid_request"),
        ({"scope": None}, "invalid_scope"),
        ({"scope": "everything"}, "invalid_scope"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"code_challenge": "x", "code_challenge_method": "plain"}, "invalid_request"),
    ],
)
def test_other_mistakes_go_back_to_the_app(app: OAuthApp, wrong: dict[str, str | None], error: str) -> None:
    outcome = returned(app.ask(auto_approve="1", realm_id=app.realm_id, **wrong))
    assert outcome["error"] == error
    assert "code" not in outcome


def test_approving_needs_a_company_that_exists(app: OAuthApp) -> None:
    assert app.ask(auto_approve="1", realm_id="999").status_code == 400
    assert app.ask(auto_approve="1").status_code == 400


def test_query_of_the_redirect_address_is_kept(app: OAuthApp) -> None:
    answer = app.ask(auto_approve="1", realm_id=app.realm_id, redirect_uri="http://127.0.0.1:7/back?tenant=7")
    assert answer.headers["Location"].startswith("http://127.0.0.1:7/back?tenant=7&")


def test_registered_app_may_use_its_registered_addresses_only(app: OAuthApp) -> None:
    registration = {
        "client_id": "desk",
        "client_secret": "s",
        "name": "Desk & Co",
        "redirect_uris": ["https://desk.example/cb"],
    }
    app.emulator.control("apps", registration)
    assert "Desk &amp; Co" in app.ask(client_id="desk", redirect_uri="https://desk.example/cb").text
    assert app.ask(client_id="desk", redirect_uri="https://desk.example/cb2").status_code == 400
    assert app.ask(client_id="desk").status_code == 400


def test_without_a_company_the_page_says_so(app: OAuthApp) -> None:
    app.emulator.reset()
    assert "There is no company yet" in app.ask().text
