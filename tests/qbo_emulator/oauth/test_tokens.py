"""The token endpoint: codes, refresh tokens, their clocks, and what a mistake costs."""

import base64
import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from oauth_app import CLIENT, REDIRECT, OAuthApp

DAYS_100 = 8_640_000
FIVE_YEARS = 157_680_000


def test_code_gives_tokens_that_open_the_company(app: OAuthApp) -> None:
    tokens = app.exchange(app.code()).json()
    assert tokens["token_type"] == "bearer"
    assert tokens["expires_in"] == 3600
    assert tokens["x_refresh_token_expires_in"] == DAYS_100
    assert "realmId" not in tokens
    assert "id_token" not in tokens
    assert app.read_company(tokens["access_token"]).status_code == 200


def test_credentials_may_come_in_the_form(app: OAuthApp) -> None:
    form = {"grant_type": "authorization_code", "code": app.code(), "redirect_uri": REDIRECT}
    form |= {"client_id": CLIENT[0], "client_secret": CLIENT[1]}
    assert app.emulator.http.post("/oauth2/v1/tokens/bearer", data=form).status_code == 200


def test_answers_are_not_cached_and_carry_intuit_tid(app: OAuthApp) -> None:
    answer = app.exchange(app.code())
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["intuit_tid"]
    assert app.exchange("nonsense").headers["intuit_tid"]


@pytest.mark.parametrize("credentials", [("emulator-client", "wrong"), ("nobody", "emulator-secret"), ("", "")])
def test_wrong_credentials_are_refused(app: OAuthApp, credentials: tuple[str, str]) -> None:
    stranger = OAuthApp(app.emulator, app.realm_id, credentials)
    answer = stranger.exchange(app.code())
    assert answer.status_code == 401
    assert answer.json()["error"] == "invalid_client"


def test_error_body_names_the_description_first(app: OAuthApp) -> None:
    answer = app.exchange("nonsense")
    assert answer.status_code == 400
    assert list(answer.json()) == ["error_description", "error"]
    assert answer.json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({}, "invalid_request"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": "refresh_token"}, "invalid_request"),
        ({"grant_type": "authorization_code", "code": "x"}, "invalid_request"),
    ],
)
def test_malformed_calls(app: OAuthApp, form: dict[str, str], error: str) -> None:
    answer = app.token_call(**form)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


def test_code_dies_after_five_minutes(app: OAuthApp) -> None:
    early, late = app.code(), app.code()
    app.wait(seconds=290)
    assert app.exchange(early).status_code == 200
    app.wait(seconds=11)
    assert app.exchange(late).json()["error"] == "invalid_grant"


def test_second_exchange_of_a_code_ends_what_the_first_gave(app: OAuthApp) -> None:
    code = app.code()
    tokens = app.exchange(code).json()
    assert app.exchange(code).json()["error"] == "invalid_grant"
    assert app.read_company(tokens["access_token"]).status_code == 401
    assert app.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"


def test_code_is_bound_to_its_redirect_address_and_app(app: OAuthApp) -> None:
    assert app.exchange(app.code(), redirect_uri=REDIRECT + "/").json()["error"] == "invalid_grant"
    app.emulator.control("apps", {"client_id": "other", "client_secret": "o"})
    other = OAuthApp(app.emulator, app.realm_id, ("other", "o"))
    assert other.exchange(app.code()).json()["error"] == "invalid_grant"


def test_pkce_is_verified_when_a_challenge_was_sent(app: OAuthApp) -> None:
    verifier = "v" * 43
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()

    def code() -> str:
        return app.code(code_challenge=challenge, code_challenge_method="S256")

    assert app.exchange(code(), code_verifier=verifier).status_code == 200
    assert app.exchange(code(), code_verifier="w" * 43).json()["error"] == "invalid_grant"
    assert app.exchange(code()).json()["error"] == "invalid_grant"


def test_access_token_dies_after_an_hour(app: OAuthApp) -> None:
    tokens = app.exchange(app.code()).json()
    app.wait(seconds=3590)
    assert app.read_company(tokens["access_token"]).status_code == 200
    app.wait(seconds=11)
    assert app.read_company(tokens["access_token"]).status_code == 401
    renewed = app.refresh(tokens["refresh_token"]).json()
    assert app.read_company(renewed["access_token"]).status_code == 200


def test_refresh_value_changes_on_the_first_refresh_after_a_day(app: OAuthApp) -> None:
    first = app.exchange(app.code()).json()["refresh_token"]
    app.wait(hours=23)
    assert app.refresh(first).json()["refresh_token"] == first
    app.wait(hours=2)
    assert app.refresh(first).json()["refresh_token"] != first


def test_stale_value_ends_the_connection(app: OAuthApp) -> None:
    first = app.exchange(app.code()).json()["refresh_token"]
    app.wait(hours=25)
    second = app.refresh(first).json()
    assert app.refresh(first).json()["error"] == "invalid_grant"
    assert app.refresh(second["refresh_token"]).json()["error"] == "invalid_grant"
    assert app.read_company(second["access_token"]).status_code == 401


@pytest.mark.parametrize("kills", [True, False])
def test_of_concurrent_refreshes_of_an_old_value_one_wins(app: OAuthApp, kills: bool) -> None:
    app.emulator.control("settings", {"stale_refresh_revokes": kills})
    first = app.exchange(app.code()).json()["refresh_token"]
    app.wait(hours=25)
    with ThreadPoolExecutor(8) as pool:
        answers = [answer.json() for answer in pool.map(app.refresh, [first] * 8)]
    (winner,) = [answer for answer in answers if "access_token" in answer]
    assert [answer["error"] for answer in answers if answer is not winner] == ["invalid_grant"] * 7
    assert app.refresh(winner["refresh_token"]).status_code == (400 if kills else 200)
    assert app.read_company(winner["access_token"]).status_code == (401 if kills else 200)


def test_concurrent_refreshes_within_a_day_all_get_the_same_value(app: OAuthApp) -> None:
    first = app.exchange(app.code()).json()["refresh_token"]
    with ThreadPoolExecutor(8) as pool:
        answers = [answer.json() for answer in pool.map(app.refresh, [first] * 8)]
    assert {answer["refresh_token"] for answer in answers} == {first}


def test_stale_value_may_be_made_harmless(app: OAuthApp) -> None:
    app.emulator.control("settings", {"stale_refresh_revokes": False})
    first = app.exchange(app.code()).json()["refresh_token"]
    app.wait(hours=25)
    second = app.refresh(first).json()["refresh_token"]
    assert app.refresh(first).json()["error"] == "invalid_grant"
    assert app.refresh(second).status_code == 200


def test_grace_keeps_the_replaced_value_alive_for_a_while(app: OAuthApp) -> None:
    app.emulator.control("settings", {"refresh_grace_s": 3600})
    first = app.exchange(app.code()).json()["refresh_token"]
    app.wait(hours=25)
    second = app.refresh(first).json()["refresh_token"]
    app.wait(seconds=3500)
    assert app.refresh(first).json()["refresh_token"] == second
    app.wait(seconds=200)
    assert app.refresh(first).json()["error"] == "invalid_grant"


def test_rotation_on_every_refresh_can_be_asked_for(app: OAuthApp) -> None:
    app.emulator.control("settings", {"refresh_rotates_after_s": 0})
    first = app.exchange(app.code()).json()["refresh_token"]
    assert app.refresh(first).json()["refresh_token"] != first


def test_window_of_100_days_starts_anew_with_each_refresh(app: OAuthApp) -> None:
    token = app.exchange(app.code()).json()["refresh_token"]
    for _ in range(2):
        app.wait(days=99)
        answer = app.refresh(token).json()
        assert answer["x_refresh_token_expires_in"] == DAYS_100
        token = answer["refresh_token"]
    app.wait(days=101)
    assert app.refresh(token).json()["error"] == "invalid_grant"


def test_five_years_are_the_end_however_often_it_is_refreshed(app: OAuthApp) -> None:
    header = {"x-include-refresh-token-hard-expires-in": "true"}
    token = app.exchange(app.code()).json()["refresh_token"]
    answer = app.refresh(token, header).json()
    assert FIVE_YEARS - 60 < answer["x_refresh_token_hard_expires_in"] <= FIVE_YEARS
    for _ in range(19):
        app.wait(days=95)
        answer = app.refresh(answer["refresh_token"], header).json()
    left = answer["x_refresh_token_hard_expires_in"]
    assert left == answer["x_refresh_token_expires_in"] < DAYS_100
    app.wait(seconds=left + 1)
    assert app.refresh(answer["refresh_token"]).json()["error"] == "invalid_grant"


def test_hard_expiry_is_told_only_when_asked_for(app: OAuthApp) -> None:
    assert "x_refresh_token_hard_expires_in" not in app.exchange(app.code()).json()


def test_refresh_token_of_another_app_is_refused(app: OAuthApp) -> None:
    token = app.exchange(app.code()).json()["refresh_token"]
    app.emulator.control("apps", {"client_id": "other", "client_secret": "o"})
    other = OAuthApp(app.emulator, app.realm_id, ("other", "o"))
    assert other.refresh(token).json()["error"] == "invalid_grant"
    assert app.refresh(token).status_code == 200
