"""OAuth from the consent address to revocation."""

import base64
import hashlib
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from contract.books import Books
from qbo import Endpoints, OAuth, errors

pytestmark = pytest.mark.contract

HOME = "http://localhost:8000/quickbooks/callback"


@pytest.fixture
def app(emulator, transport):
    return OAuth("emulator-client", "emulator-secret", endpoints=Endpoints.at(emulator.url), transport=transport)


def consent(app, realm_id, decision=None, **more):
    """Where the browser is sent back to: the parameters of the redirect."""
    choice = {"decision": "decline"} if decision == "decline" else {"auto_approve": "1", "realm_id": realm_id}
    address = httpx2.URL(app.authorize_url(HOME, "the state", **more)).copy_merge_params(choice)
    answer = httpx2.get(address, follow_redirects=False)
    assert answer.status_code in (302, 303), answer.text
    parts = urlsplit(answer.headers["location"])
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == HOME
    return {key: values[0] for key, values in parse_qs(parts.query).items()}


def granted(app, emulator):
    realm_id = emulator.company()
    return realm_id, app.exchange(consent(app, realm_id)["code"], HOME)


def books(emulator, transport, realm_id, tokens):
    return Books(realm_id, tokens.access_token, emulator.url, transport, emulator).client


def test_consent_gives_tokens_that_work(app, emulator, transport):
    realm_id = emulator.company()
    back = consent(app, realm_id)
    assert (back["state"], back["realmId"]) == ("the state", realm_id)
    tokens = app.exchange(back["code"], HOME)
    assert tokens.expires_in == 3600
    assert tokens.refresh_expires_in >= 100 * 24 * 3600
    assert tokens.hard_expires_in is not None
    assert tokens.intuit_tid
    assert books(emulator, transport, realm_id, tokens).company_info()


def test_declining_comes_back_as_an_error(app, emulator):
    back = consent(app, emulator.company(), decision="decline")
    assert (back["error"], back["state"], "code" in back) == ("access_denied", "the state", False)


def test_a_proof_key_is_checked(app, emulator):
    realm_id = emulator.company()
    verifier = "v" * 64
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    assert app.exchange(consent(app, realm_id, code_challenge=challenge)["code"], HOME, verifier)
    with pytest.raises(errors.ReconnectNeeded):
        app.exchange(consent(app, realm_id, code_challenge=challenge)["code"], HOME, "w" * 64)


def test_a_code_works_once_and_for_its_address_only(app, emulator):
    realm_id = emulator.company()
    code = consent(app, realm_id)["code"]
    assert app.exchange(code, HOME)
    with pytest.raises(errors.ReconnectNeeded) as used:
        app.exchange(code, HOME)
    assert (used.value.code, used.value.status) == ("invalid_grant", 400)
    with pytest.raises(errors.ReconnectNeeded):
        app.exchange(consent(app, realm_id)["code"], "http://localhost:8000/elsewhere")


def test_refreshing_gives_a_new_access_token(app, emulator, transport):
    realm_id, tokens = granted(app, emulator)
    fresh = app.refresh(tokens.refresh_token)
    assert fresh.access_token != tokens.access_token
    assert books(emulator, transport, realm_id, fresh).company_info()


def test_a_refresh_token_changes_after_a_day_and_its_old_value_dies(private_emulator, transport):
    app = OAuth("emulator-client", "emulator-secret", endpoints=Endpoints.at(private_emulator.url), transport=transport)
    _, first = granted(app, private_emulator)
    assert app.refresh(first.refresh_token).refresh_token == first.refresh_token
    private_emulator.control("clock", {"advance_s": 25 * 3600})
    second = app.refresh(first.refresh_token)
    assert second.refresh_token != first.refresh_token
    with pytest.raises(errors.ReconnectNeeded):
        app.refresh(first.refresh_token)


def test_an_access_token_lasts_an_hour_and_a_refresh_token_a_hundred_days(private_emulator, transport):
    app = OAuth("emulator-client", "emulator-secret", endpoints=Endpoints.at(private_emulator.url), transport=transport)
    realm_id, tokens = granted(app, private_emulator)
    private_emulator.control("clock", {"advance_s": tokens.expires_in + 1})
    with pytest.raises(errors.TokenExpired):
        books(private_emulator, transport, realm_id, tokens).company_info()
    private_emulator.control("clock", {"advance_s": tokens.refresh_expires_in})
    with pytest.raises(errors.ReconnectNeeded):
        app.refresh(tokens.refresh_token)


@pytest.mark.parametrize("secret", ["wrong-secret", "emulator-secretx"])
def test_a_wrong_secret_is_named_as_what_it_is(emulator, transport, secret):
    realm_id = emulator.company()
    right = OAuth("emulator-client", "emulator-secret", endpoints=Endpoints.at(emulator.url), transport=transport)
    wrong = OAuth("emulator-client", secret, endpoints=Endpoints.at(emulator.url), transport=transport)
    code = consent(right, realm_id)["code"]
    with pytest.raises(errors.BadCredentials, match="client id and the client secret"):
        wrong.exchange(code, HOME)
    with pytest.raises(errors.BadCredentials):
        wrong.refresh("anything")
    with pytest.raises(errors.BadCredentials):
        wrong.revoke("anything")


def test_after_revoking_nothing_works(app, emulator, transport):
    realm_id, tokens = granted(app, emulator)
    app.revoke(tokens.refresh_token)
    with pytest.raises(errors.ReconnectNeeded):
        app.refresh(tokens.refresh_token)
    with pytest.raises(errors.TokenExpired):
        books(emulator, transport, realm_id, tokens).company_info()


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ({"kind": "drop_before"}, errors.OutcomeUnknown),
        ({"kind": "drop_after_commit"}, errors.OutcomeUnknown),
        ({"kind": "garbage"}, errors.OutcomeUnknown),
        ({"kind": "truncate"}, errors.OutcomeUnknown),
        ({"kind": "status", "status": 503}, errors.OutcomeUnknown),
        ({"kind": "throttle"}, errors.Throttled),
    ],
    ids=str,
)
def test_a_refresh_whose_answer_is_lost_is_unknown(private_emulator, transport, fault, expected):
    app = OAuth("emulator-client", "emulator-secret", endpoints=Endpoints.at(private_emulator.url), transport=transport)
    _, tokens = granted(app, private_emulator)
    private_emulator.fault(match={"path": "/oauth2/v1/tokens/bearer"}, **fault)
    with pytest.raises(errors.QboError) as lost:
        app.refresh(tokens.refresh_token)
    assert type(lost.value) is expected
    assert tokens.refresh_token not in f"{lost.value} {lost.value!r}"


def test_nobody_at_the_address(transport):
    app = OAuth("c", "s", endpoints=Endpoints.at("http://127.0.0.1:1"), transport=transport)
    with pytest.raises(errors.NotSent, match="cannot be reached"):
        app.refresh("r")


def test_after_a_person_takes_the_app_out_nothing_works(app, emulator, transport):
    realm_id, tokens = granted(app, emulator)
    emulator.control("disconnect", {"realm_id": realm_id})
    with pytest.raises(errors.ReconnectNeeded):
        app.refresh(tokens.refresh_token)
    with pytest.raises(errors.TokenExpired):
        books(emulator, transport, realm_id, tokens).company_info()


def test_a_refresh_token_used_twice_costs_the_connection_its_winner(private_emulator, transport):
    """Why one refresher alone refreshes, and stores the answer before anybody uses it."""
    app = OAuth("emulator-client", "emulator-secret", endpoints=Endpoints.at(private_emulator.url), transport=transport)
    private_emulator.control("settings", {"refresh_rotates_after_s": 0, "stale_refresh_revokes": True})
    _, first = granted(app, private_emulator)
    winner = app.refresh(first.refresh_token)
    with pytest.raises(errors.ReconnectNeeded):
        app.refresh(first.refresh_token)
    with pytest.raises(errors.ReconnectNeeded):
        app.refresh(winner.refresh_token)


def test_after_five_years_no_refresh_helps(private_emulator, transport):
    app = OAuth("emulator-client", "emulator-secret", endpoints=Endpoints.at(private_emulator.url), transport=transport)
    _, tokens = granted(app, private_emulator)
    left = tokens.hard_expires_in
    for _ in range(18):
        private_emulator.control("clock", {"advance_s": 99 * 24 * 3600})
        tokens = app.refresh(tokens.refresh_token)
        assert tokens.hard_expires_in < left
        left = tokens.hard_expires_in
    private_emulator.control("clock", {"advance_s": left + 1})
    with pytest.raises(errors.ReconnectNeeded):
        app.refresh(tokens.refresh_token)
