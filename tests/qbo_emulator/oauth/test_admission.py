"""Who may call the API, and how the others are told."""

import pytest

from oauth_app import OAuthApp


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic Zm9vOmJhcg=="}])
def test_bad_token_gets_the_gateway_envelope(app: OAuthApp, headers: dict[str, str]) -> None:
    answer = app.emulator.http.get(f"/v3/company/{app.realm_id}/companyinfo/{app.realm_id}", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Intuit", error="invalid_token"'
    body = answer.json()
    assert body["fault"]["type"] == "AUTHENTICATION"
    error = body["fault"]["error"][0]
    assert error["code"] == "3200"
    assert error["message"] == "message=AuthenticationFailed; errorCode=003200; statusCode=401"
    assert isinstance(body["time"], int)


def test_an_empty_token_is_an_empty_field(app: OAuthApp) -> None:
    headers = {"Authorization": "Bearer"}
    answer = app.emulator.http.get(f"/v3/company/{app.realm_id}/companyinfo/{app.realm_id}", headers=headers)
    assert answer.status_code == 401
    assert answer.json()["fault"]["error"][0]["code"] == "3202"
    assert answer.json()["fault"]["type"] == "AUTHENTICATION"


def test_token_of_another_company_is_forbidden(app: OAuthApp) -> None:
    other = app.emulator.tokens(app.emulator.company())
    answer = app.read_company(other["access_token"])
    assert answer.status_code == 403
    assert answer.json()["fault"]["error"][0]["code"] == "3100"
    assert answer.json()["fault"]["type"] == "SERVICE"


def test_token_without_the_accounting_scope_is_forbidden(app: OAuthApp) -> None:
    tokens = app.exchange(app.code(scope="openid")).json()
    assert app.read_company(tokens["access_token"]).status_code == 403


def test_person_who_lost_access_is_code_120_until_it_is_given_back(app: OAuthApp) -> None:
    token = app.emulator.tokens(app.realm_id)["access_token"]
    app.emulator.control("access", {"realm_id": app.realm_id, "allowed": False})
    answer = app.read_company(token)
    assert answer.status_code == 401
    assert answer.json()["Fault"]["Error"][0]["code"] == "120"
    app.emulator.control("access", {"realm_id": app.realm_id, "allowed": True})
    assert app.read_company(token).status_code == 200
