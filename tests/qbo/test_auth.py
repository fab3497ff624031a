"""The grant calls over a scripted transport."""

import base64
from urllib.parse import parse_qs, urlsplit

import pytest

from qbo import Endpoints, OAuth, errors
from qbo.testing import ScriptedTransport, answer, lose_reply, unreachable

SECRET = "client-secret-xyz"
GRANTED = {
    "token_type": "bearer",
    "access_token": "access-aaa",
    "expires_in": 3600,
    "refresh_token": "refresh-bbb",
    "x_refresh_token_expires_in": 8726400,
    "x_refresh_token_hard_expires_in": 157680000,
}


def oauth(*steps):
    transport = ScriptedTransport(*steps)
    return OAuth("client-id", SECRET, endpoints=Endpoints.at("http://127.0.0.1:9/"), transport=transport), transport


def form(request):
    return {key: values[0] for key, values in parse_qs(request.content.decode()).items()}


def test_the_consent_address():
    app, _ = oauth()
    parts = urlsplit(app.authorize_url("https://app.test/callback?x=1", "state/+", code_challenge="challenge"))
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "http://127.0.0.1:9/connect/oauth2"
    assert {key: values[0] for key, values in parse_qs(parts.query).items()} == {
        "client_id": "client-id",
        "response_type": "code",
        "scope": "com.intuit.quickbooks.accounting",
        "redirect_uri": "https://app.test/callback?x=1",
        "state": "state/+",
        "code_challenge": "challenge",
        "code_challenge_method": "S256",
    }


def test_the_live_addresses_are_intuits():
    live = Endpoints.intuit()
    assert live.authorize == "https://appcenter.intuit.com/connect/oauth2"
    assert live.token == "https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer"
    assert live.revoke == "https://developer.api.intuit.com/v2/oauth2/tokens/revoke"


def test_a_code_becomes_tokens():
    app, transport = oauth(answer(GRANTED))
    tokens = app.exchange("the-code", "http://localhost/callback", code_verifier="v" * 43)
    request = transport.requests[0]
    assert str(request.url) == "http://127.0.0.1:9/oauth2/v1/tokens/bearer"
    assert form(request) == {
        "grant_type": "authorization_code",
        "code": "the-code",
        "redirect_uri": "http://localhost/callback",
        "code_verifier": "v" * 43,
    }
    assert request.headers["authorization"] == "Basic " + base64.b64encode(f"client-id:{SECRET}".encode()).decode()
    assert request.headers["x-include-refresh-token-hard-expires-in"] == "true"
    assert (tokens.access_token, tokens.refresh_token) == ("access-aaa", "refresh-bbb")
    assert (tokens.expires_in, tokens.refresh_expires_in, tokens.hard_expires_in) == (3600, 8726400, 157680000)
    assert tokens.intuit_tid == "scripted"


def test_a_refresh_token_becomes_tokens():
    app, transport = oauth(answer({**GRANTED, "expires_in": "3600", "x_refresh_token_hard_expires_in": None}))
    tokens = app.refresh("refresh-aaa")
    assert form(transport.requests[0]) == {"grant_type": "refresh_token", "refresh_token": "refresh-aaa"}
    assert transport.requests[0].headers["authorization"].startswith("Basic ")
    assert (tokens.refresh_token, tokens.expires_in, tokens.hard_expires_in) == ("refresh-bbb", 3600, None)


def test_revoking_sends_json_as_intuit_documents_it():
    app, transport = oauth(answer(b""))
    app.revoke("refresh-aaa")
    request = transport.requests[0]
    assert str(request.url) == "http://127.0.0.1:9/v2/oauth2/tokens/revoke"
    assert (request.headers["content-type"], request.content) == ("application/json", b'{"token":"refresh-aaa"}')
    assert request.headers["authorization"].startswith("Basic ")


FAILURES = [
    # what happens, what it is for a grant, what it is for a revocation
    (answer({"error": "invalid_grant", "error_description": "Token invalid"}, 400), errors.ReconnectNeeded, None),
    (answer({"error": "invalid_client"}, 401), errors.BadCredentials, errors.BadCredentials),
    (answer({"error": "invalid_client"}, 400), errors.BadCredentials, errors.BadCredentials),
    (answer(b"<html>who are you</html>", 401), errors.BadCredentials, errors.BadCredentials),
    (answer({"error": "invalid_request"}, 400), errors.Invalid, errors.Invalid),
    (answer(b"", 403), errors.Invalid, errors.Invalid),
    (answer(b"", 302, {"Location": "http://elsewhere.test/"}), errors.Invalid, errors.Invalid),
    (answer(b"slow down", 429), errors.Throttled, errors.Throttled),
    (answer({"time": 1}, 429), errors.Throttled, errors.Throttled),
    (answer(b"<html>bad gateway</html>", 502), errors.OutcomeUnknown, errors.Unavailable),
    (answer({"error": "server_error"}, 500), errors.OutcomeUnknown, errors.Unavailable),
    (unreachable(), errors.NotSent, errors.NotSent),
    (lose_reply(), errors.OutcomeUnknown, errors.Unavailable),
    (answer(b"<html>fine</html>"), errors.OutcomeUnknown, None),
    (answer({"access_token": "only-half"}), errors.OutcomeUnknown, None),
    (answer(b'{"access_token": "cut'), errors.OutcomeUnknown, None),
]


@pytest.mark.parametrize(("step", "expected", "_"), FAILURES)
def test_a_grant_fails_by_name_and_shows_no_secret(step, expected, _):
    for call in (lambda app: app.refresh("refresh-aaa"), lambda app: app.exchange("code-aaa", "http://localhost/c")):
        app, _transport = oauth(step)
        with pytest.raises(errors.QboError) as failed:
            call(app)
        error = failed.value
        assert type(error) is expected
        printed = f"{error} {error!r} {error.args} {vars(error)} {app!r}"
        assert not any(secret in printed for secret in (SECRET, "refresh-aaa", "code-aaa", "only-half"))


@pytest.mark.parametrize(("step", "_", "expected"), [case for case in FAILURES if case[2]])
def test_a_revocation_fails_by_name(step, _, expected):
    app, _transport = oauth(step)
    with pytest.raises(errors.QboError) as failed:
        app.revoke("refresh-aaa")
    assert type(failed.value) is expected


def test_one_call_is_one_request():
    app, transport = oauth(lose_reply(), answer(GRANTED))
    with pytest.raises(errors.OutcomeUnknown):
        app.refresh("refresh-aaa")
    assert len(transport.requests) == 1


def test_nothing_printable_holds_a_secret():
    app, _ = oauth(answer(GRANTED))
    tokens = app.exchange("code", "http://localhost/c")
    assert not any(secret in f"{app!r} {app} {tokens!r} {tokens}" for secret in (SECRET, "access-aaa", "refresh-bbb"))


@pytest.mark.parametrize(("id_", "secret"), [("", "s"), ("i", ""), ("i", "pasted secret"), ("i", "s\n"), ("ï", "s")])
def test_credentials_that_cannot_be_are_named_not_shown(id_, secret):
    with pytest.raises(ValueError, match=r"client (id|secret)") as refused:
        OAuth(id_, secret)
    assert "pasted" not in str(refused.value)
