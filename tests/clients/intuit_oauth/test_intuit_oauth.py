"""Intuit's own OAuth client, unmodified: it is told the emulator's discovery document and finds the rest there."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from intuitlib.client import AuthClient
from intuitlib.enums import Scopes
from intuitlib.exceptions import AuthClientError
from intuitlib.utils import validate_id_token

from emulator_process import EmulatorProcess, emulator

__all__ = ["emulator"]

REDIRECT = "http://localhost:8000/callback"
pytestmark = pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning:intuitlib")


@pytest.fixture
def realm_id(emulator: EmulatorProcess) -> str:
    return emulator.company()


@pytest.fixture
def client(emulator: EmulatorProcess) -> Iterator[AuthClient]:
    discovery = f"{emulator.url}/.well-known/openid_sandbox_configuration"
    with AuthClient("emulator-client", "emulator-secret", REDIRECT, discovery) as made:
        yield made


def consented(client: AuthClient, realm_id: str, *scopes: Scopes) -> dict[str, str]:
    """What comes back to the app after the person agreed: code, state, realmId."""
    address = client.get_authorization_url([Scopes.ACCOUNTING, *scopes])
    answer = httpx2.get(f"{address}&auto_approve=1&realm_id={realm_id}")
    assert answer.headers["Location"].startswith(REDIRECT)
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


def test_a_consent_gives_tokens_that_open_the_company(
    emulator: EmulatorProcess, client: AuthClient, realm_id: str
) -> None:
    back = consented(client, realm_id)
    assert back["state"] == client.state_token
    client.get_bearer_token(back["code"], realm_id=back["realmId"])

    assert (client.realm_id, client.expires_in) == (realm_id, 3600)
    assert client.x_refresh_token_expires_in > 8_000_000
    answer = httpx2.get(
        f"{emulator.url}/v3/company/{realm_id}/companyinfo/{realm_id}",
        headers={"Authorization": f"Bearer {client.access_token}", "Accept": "application/json"},
    )
    assert answer.status_code == 200


def test_a_refresh_gives_a_new_access_token(client: AuthClient, realm_id: str) -> None:
    client.get_bearer_token(consented(client, realm_id)["code"])
    first = client.access_token
    client.refresh()

    assert client.access_token != first
    with pytest.raises(AuthClientError) as refusal:
        client.refresh(refresh_token="made-up")
    assert refusal.value.status_code == 400


def test_the_hard_end_of_a_refresh_token_is_told_to_who_asks(client: AuthClient, realm_id: str) -> None:
    client.headers["x-include-refresh-token-hard-expires-in"] = "true"
    client.get_bearer_token(consented(client, realm_id)["code"])

    assert client.x_refresh_token_hard_expires_in > client.x_refresh_token_expires_in


def test_a_revoked_grant_opens_nothing(client: AuthClient, realm_id: str) -> None:
    client.get_bearer_token(consented(client, realm_id)["code"])

    assert client.revoke() is True
    with pytest.raises(AuthClientError):
        client.refresh()
    with pytest.raises(AuthClientError):
        client.revoke(token="made-up")


def test_the_person_is_told_by_a_signed_token_and_by_userinfo(client: AuthClient, realm_id: str) -> None:
    back = consented(client, realm_id, Scopes.OPENID, Scopes.EMAIL, Scopes.PROFILE, Scopes.PHONE, Scopes.ADDRESS)
    client.get_bearer_token(back["code"])

    assert client.id_token is not None, "the client keeps an id token only after it has checked its signature"
    assert validate_id_token(client.id_token, "emulator-client", client.issuer_uri, client.jwks_uri)
    assert not validate_id_token(client.id_token, "another-app", client.issuer_uri, client.jwks_uri)
    person = client.get_user_info().json()
    assert "@" in person["email"]
    assert person["givenName"]


def test_a_code_is_good_once_and_only_with_the_right_secret(
    emulator: EmulatorProcess, client: AuthClient, realm_id: str
) -> None:
    code = consented(client, realm_id)["code"]
    discovery = f"{emulator.url}/.well-known/openid_configuration"
    with (
        AuthClient("emulator-client", "wrong", REDIRECT, discovery) as impostor,
        pytest.raises(AuthClientError) as wrong_secret,
    ):
        impostor.get_bearer_token(code)
    assert wrong_secret.value.status_code == 401
    client.get_bearer_token(code)
    with pytest.raises(AuthClientError) as used:
        client.get_bearer_token(code)
    assert used.value.status_code == 400


def test_user_info_without_the_openid_scope_is_refused_or_tells_nothing(client: AuthClient, realm_id: str) -> None:
    client.get_bearer_token(consented(client, realm_id)["code"])

    assert client.id_token is None
    with pytest.raises(AuthClientError):
        client.get_user_info("made-up")
