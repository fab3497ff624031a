"""Giving the permission back."""

import pytest

from oauth_app import CLIENT, OAuthApp

REVOKE = "/v2/oauth2/tokens/revoke"


@pytest.mark.parametrize("which", ["access_token", "refresh_token"])
@pytest.mark.parametrize("encoding", ["json", "data"])
def test_revoking_ends_access_and_refresh(app: OAuthApp, which: str, encoding: str) -> None:
    tokens = app.exchange(app.code()).json()
    answer = app.emulator.http.post(REVOKE, auth=CLIENT, **{encoding: {"token": tokens[which]}})
    assert answer.status_code == 200
    assert app.read_company(tokens["access_token"]).status_code == 401
    assert app.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"


def test_other_companies_keep_their_connection(app: OAuthApp) -> None:
    other = OAuthApp(app.emulator, app.emulator.company())
    tokens, others = app.exchange(app.code()).json(), other.exchange(other.code()).json()
    app.emulator.http.post(REVOKE, auth=CLIENT, json={"token": tokens["refresh_token"]})
    assert other.read_company(others["access_token"]).status_code == 200


def test_a_person_may_end_it_in_quickbooks(app: OAuthApp) -> None:
    tokens = app.exchange(app.code()).json()
    assert app.emulator.control("disconnect", {"realm_id": app.realm_id}) == {"disconnected": True}
    assert app.read_company(tokens["access_token"]).status_code == 401
    assert app.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"
    assert app.emulator.control("disconnect", {"realm_id": app.realm_id}) == {"disconnected": False}


def test_other_apps_keep_theirs(app: OAuthApp) -> None:
    app.emulator.control("apps", {"client_id": "second", "client_secret": "s2"})
    other = OAuthApp(app.emulator, app.realm_id, ("second", "s2"))
    tokens, others = app.exchange(app.code()).json(), other.exchange(other.code()).json()
    app.emulator.http.post(REVOKE, auth=CLIENT, json={"token": tokens["refresh_token"]})
    assert app.read_company(tokens["access_token"]).status_code == 401
    assert other.read_company(others["access_token"]).status_code == 200


@pytest.mark.parametrize("body", [{"token": "nonsense"}, {}, {"token": 7}])
def test_what_is_no_token_is_refused(app: OAuthApp, body: dict[str, object]) -> None:
    assert app.emulator.http.post(REVOKE, auth=CLIENT, json=body).status_code == 400


def test_revoking_twice_is_refused(app: OAuthApp) -> None:
    token = app.exchange(app.code()).json()["refresh_token"]
    assert app.emulator.http.post(REVOKE, auth=CLIENT, json={"token": token}).status_code == 200
    assert app.emulator.http.post(REVOKE, auth=CLIENT, json={"token": token}).status_code == 400


def test_wrong_secret_revokes_nothing(app: OAuthApp) -> None:
    tokens = app.exchange(app.code()).json()
    answer = app.emulator.http.post(REVOKE, auth=(CLIENT[0], "wrong"), json={"token": tokens["refresh_token"]})
    assert answer.status_code == 401
    assert app.read_company(tokens["access_token"]).status_code == 200
