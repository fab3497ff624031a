"""Discovery, id_token and userinfo."""

import base64
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from oauth_app import OAuthApp


def decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def number(part: str) -> int:
    return int.from_bytes(decoded(part))


@pytest.mark.parametrize("name", ["openid_configuration", "openid_sandbox_configuration"])
@pytest.mark.parametrize("slash", ["", "/"])
def test_discovery_points_at_this_emulator(app: OAuthApp, name: str, slash: str) -> None:
    document = app.emulator.http.get(f"/.well-known/{name}{slash}").json()
    for endpoint in (
        "authorization_endpoint",
        "token_endpoint",
        "revocation_endpoint",
        "userinfo_endpoint",
        "jwks_uri",
    ):
        assert document[endpoint].startswith(app.emulator.url + "/")
    assert "com.intuit.quickbooks.accounting" not in document["scopes_supported"]


def test_id_token_is_signed_by_a_published_key(app: OAuthApp) -> None:
    token = app.exchange(app.code(scope="openid", nonce="n-1")).json()["id_token"]
    head, body, signature = token.split(".")
    keys = app.emulator.http.get("/op/v1/jwks").json()["keys"]
    key: dict[str, Any] = next(each for each in keys if each["kid"] == json.loads(decoded(head))["kid"])
    public = rsa.RSAPublicNumbers(number(key["e"]), number(key["n"])).public_key()
    public.verify(decoded(signature), f"{head}.{body}".encode(), padding.PKCS1v15(), hashes.SHA256())
    claims = json.loads(decoded(body))
    assert claims["aud"] == ["emulator-client"]
    assert claims["realmid"] == app.realm_id
    assert claims["nonce"] == "n-1"
    assert claims["iss"] == app.emulator.http.get("/.well-known/openid_configuration").json()["issuer"]


def test_userinfo_tells_what_the_scopes_allow(app: OAuthApp) -> None:
    tokens = app.exchange(app.code(scope="openid email")).json()
    headers = {"Authorization": f"Bearer {tokens['access_token']}"}
    person = app.emulator.http.get("/v1/openid_connect/userinfo", headers=headers).json()
    assert {"sub", "email"} <= person.keys()
    assert "familyName" not in person


def test_userinfo_needs_a_token(app: OAuthApp) -> None:
    assert app.emulator.http.get("/v1/openid_connect/userinfo").status_code == 401
