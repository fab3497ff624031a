"""Who the person is: the id_token of the `openid` scope (RS256), its public keys, and userinfo."""

import base64
import hashlib
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from qbo_emulator.oauth.grants import Grant
from qbo_emulator.store.text import encode

ID_TOKEN_LIFETIME = timedelta(hours=1)

PERSON: dict[str, dict[str, Any]] = {
    "openid": {"sub": "7f2d9a1e-0c6b-4e55-9f3a-5b1c8d2e4a60"},
    "email": {"email": "bookkeeper@example.com", "emailVerified": True},
    "profile": {"givenName": "Emulator", "familyName": "Bookkeeper"},
    "phone": {"phoneNumber": "+1 5550100", "phoneNumberVerified": False},
    "address": {"address": {"streetAddress": "1 Ledger Street", "locality": "Bayshore", "region": "CA"}},
}
"""The one person of the emulator: the claims each scope reveals."""


class Signer:
    """An RSA key made when it is first needed, and only for this process."""

    @cached_property
    def _key(self) -> rsa.RSAPrivateKey:
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)

    @cached_property
    def _key_id(self) -> str:
        """Another for every key, so that a client that keeps the key of an earlier process sees it is not this one."""
        return hashlib.sha256(str(self._key.public_key().public_numbers().n).encode()).hexdigest()[:16]

    def jwks(self) -> dict[str, Any]:
        """The public key as a JSON Web Key Set (RFC 7517)."""
        public = self._key.public_key().public_numbers()
        key = {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": self._key_id}
        return {"keys": [key | {"n": _number(public.n), "e": _number(public.e)}]}

    def id_token(self, grant: Grant, issuer: str, now: datetime) -> str:
        """A signed JWT with the claims Intuit documents for OpenID Connect."""
        claims = PERSON["openid"] | {
            "aud": [grant.client_id],
            "realmid": grant.realm_id,
            "auth_time": int(grant.authorized_at.timestamp()),
            "iss": issuer,
            "iat": int(now.timestamp()),
            "exp": int((now + ID_TOKEN_LIFETIME).timestamp()),
        }
        if grant.nonce is not None:
            claims["nonce"] = grant.nonce
        signed = f"{_part({'kid': self._key_id, 'alg': 'RS256'})}.{_part(claims)}"
        signature = self._key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        return f"{signed}.{_base64(signature)}"


def userinfo(scopes: tuple[str, ...]) -> dict[str, Any]:
    """The claims these scopes reveal."""
    return {name: value for scope in PERSON if scope in scopes for name, value in PERSON[scope].items()}


def _part(value: dict[str, Any]) -> str:
    return _base64(encode(value))


def _number(value: int) -> str:
    return _base64(value.to_bytes((value.bit_length() + 7) // 8))


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
