"""Permissions given to apps, and the codes and tokens that stand for them.

Sources: Intuit "OAuth 2.0", blog 2024-06-03 (rolling 100 days) and 2025-11-12 (five years). Not known, and therefore a
setting: how long a replaced refresh token keeps working. Not known, and assumed: a new authorization leaves the
tokens of an older one alone.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from qbo_emulator.store.ledger import Ledger, Noted, Turn

CODE_LIFETIME = timedelta(minutes=5)
ACCESS_LIFETIME = timedelta(hours=1)
REFRESH_WINDOW = timedelta(days=100)
REFRESH_CEILING = timedelta(seconds=157_680_000)  # five years from the authorization, never extended

ACCESS_HEAD = "eyJlbmMiOiJBMTI4Q0JDLUhTMjU2IiwiYWxnIjoiZGlyIn0.."


class InvalidGrant(Exception):
    """The code or token is not good; the message is the `error_description` of the answer."""


@dataclass
class TokenRules:
    """How strictly refresh tokens are treated."""

    rotates_after_s: float = 24 * 3600  # the value changes on the first refresh after this; 0: on every refresh
    grace_s: float = 0  # how long a replaced value still works
    stale_use_revokes: bool = True  # the use of a dead value ends the whole grant


@dataclass(frozen=True, slots=True)
class Grant:
    """One authorization: this app may act in this company. Ends by revocation or by its clocks."""

    id: str
    client_id: str
    realm_id: str
    scopes: tuple[str, ...]
    nonce: str | None
    authorized_at: datetime
    renewed_at: datetime
    value_since: datetime
    refresh_token: str = field(repr=False)
    replaced: tuple[str, datetime] | None = field(default=None, repr=False)
    revoked: bool = False

    @property
    def ceiling(self) -> datetime:
        """The moment after which only a person can renew it."""
        return self.authorized_at + REFRESH_CEILING

    @property
    def refresh_expires_at(self) -> datetime:
        """The rolling window, cut by the ceiling."""
        return min(self.renewed_at + REFRESH_WINDOW, self.ceiling)


@dataclass(frozen=True, slots=True)
class Code:
    """An authorization code, bound to the app and the redirect address it was sent to."""

    client_id: str
    realm_id: str
    redirect_uri: str
    scopes: tuple[str, ...]
    challenge: str | None = None
    nonce: str | None = None


@dataclass(frozen=True, slots=True)
class Tokens:
    """What one successful token call hands out."""

    grant: Grant
    access_token: str = field(repr=False)
    at: datetime


class Grants:
    """All codes, grants and tokens of the emulator; every method is one turn."""

    def __init__(self, now: Callable[[], datetime], ledger: Ledger, turn: Turn) -> None:
        self.rules = TokenRules()
        self._now = now
        self._turn = turn
        self._grants = Noted(ledger, "grant", Grant)  # by their ids, which the others lead to
        self._codes = Noted(ledger, "code", tuple[Code, datetime])
        self._redeemed = Noted(ledger, "redeemed code", str)
        self._refresh = Noted(ledger, "refresh token", str)
        self._access = Noted(ledger, "access token", tuple[str, datetime])

    def issue_code(self, code: Code) -> str:
        """The code value to send to the redirect address; good for five minutes and one exchange."""
        value = "XAB1" + secrets.token_hex(23)
        with self._turn:
            self._codes[value] = (code, self._now() + CODE_LIFETIME)
        return value

    def redeem(self, value: str, client_id: str, redirect_uri: str, verifier: str | None) -> Tokens:
        """Exchange a code. Any exchange by its own app uses it up; a second one ends the grant of the first."""
        with self._turn:
            now = self._now()
            if value in self._redeemed:
                self._distrust(self._grants[self._redeemed[value]])
                raise InvalidGrant("Token invalid")
            code, expires_at = self._codes.get(value, (None, now))
            if code is None or code.client_id != client_id:
                raise InvalidGrant("Token invalid")
            del self._codes[value]
            if now >= expires_at:
                raise InvalidGrant("Token expired")
            if redirect_uri != code.redirect_uri:
                raise InvalidGrant("Redirect URI does not match the authorization request")
            if not _proves(code.challenge, verifier):
                raise InvalidGrant("Code verifier does not match the code challenge")
            grant = self._begin(client_id, code.realm_id, code.scopes, code.nonce, now)
            self._redeemed[value] = grant.id
            return self._hand_out(grant, now)

    def authorize(self, client_id: str, realm_id: str, scopes: tuple[str, ...]) -> Tokens:
        """A grant without the consent page, for tests."""
        with self._turn:
            now = self._now()
            return self._hand_out(self._begin(client_id, realm_id, scopes, None, now), now)

    def refresh(self, value: str, client_id: str) -> Tokens:
        """Renew by refresh token: the window starts anew, and a value old enough is replaced by a new one."""
        with self._turn:
            now = self._now()
            grant = self._of_refresh_token(value)
            if grant is None or grant.client_id != client_id:
                raise InvalidGrant("Incorrect Token type or clientID")
            if grant.revoked or now >= grant.refresh_expires_at:
                raise InvalidGrant("Incorrect or invalid refresh token")
            if value != grant.refresh_token and not self._in_grace(grant, value, now):
                self._distrust(grant)
                raise InvalidGrant("Incorrect or invalid refresh token")
            grant = replace(grant, renewed_at=now)
            if value == grant.refresh_token and (now - grant.value_since).total_seconds() >= self.rules.rotates_after_s:
                grant = replace(grant, refresh_token=_refresh_value(), value_since=now, replaced=(value, now))
            self._keep(grant)
            return self._hand_out(grant, now)

    def revoke(self, value: str, client_id: str) -> bool:
        """Take the app's permission for the token's company away. False: no such living token of this app."""
        with self._turn:
            grant = self._of_refresh_token(value) or self._of_access_token(value)
            if grant is None or grant.client_id != client_id or grant.revoked:
                return False
            return self.disconnect(grant.client_id, grant.realm_id)

    def disconnect(self, client_id: str, realm_id: str) -> bool:
        """End every permission of the app for the company. False: it had none that lived."""
        with self._turn:
            living = [
                grant
                for grant in self._grants.values()
                if (grant.client_id, grant.realm_id) == (client_id, realm_id) and not grant.revoked
            ]
            for grant in living:
                self._keep(replace(grant, revoked=True))
            return bool(living)

    def connects(self, client_id: str, realm_id: str) -> bool:
        """Whether the app has a living permission for the company: neither revoked nor past its clocks."""
        with self._turn:
            return any(
                (grant.client_id, grant.realm_id) == (client_id, realm_id)
                and not grant.revoked
                and self._now() < grant.refresh_expires_at
                for grant in self._grants.values()
            )

    def bearer(self, access_token: str) -> Grant:
        """The living grant an access token stands for. Raises InvalidGrant, saying what is wrong with it."""
        with self._turn:
            grant = self._of_access_token(access_token)
            if grant is None:
                raise InvalidGrant("Token invalid")
            if grant.revoked:
                raise InvalidGrant("Token revoked")
            if self._now() >= self._access[access_token][1]:
                raise InvalidGrant("Token expired")
            return grant

    def _begin(self, client_id: str, realm_id: str, scopes: tuple[str, ...], nonce: str | None, now: datetime) -> Grant:
        grant = Grant(secrets.token_hex(8), client_id, realm_id, scopes, nonce, now, now, now, _refresh_value())
        self._keep(grant)
        return grant

    def _keep(self, grant: Grant) -> None:
        self._grants[grant.id] = grant
        self._refresh[grant.refresh_token] = grant.id

    def _distrust(self, grant: Grant) -> None:
        """A dead value of this grant was used: somebody else may have it."""
        if self.rules.stale_use_revokes:
            self._keep(replace(grant, revoked=True))

    def _of_refresh_token(self, value: str) -> Grant | None:
        return self._grants[self._refresh[value]] if value in self._refresh else None

    def _of_access_token(self, value: str) -> Grant | None:
        return self._grants[self._access[value][0]] if value in self._access else None

    def _hand_out(self, grant: Grant, now: datetime) -> Tokens:
        access_token = ACCESS_HEAD + secrets.token_urlsafe(600)
        self._access[access_token] = (grant.id, now + ACCESS_LIFETIME)
        return Tokens(grant, access_token, now)

    def _in_grace(self, grant: Grant, value: str, now: datetime) -> bool:
        if grant.replaced is None or grant.replaced[0] != value:
            return False
        return (now - grant.replaced[1]).total_seconds() < self.rules.grace_s


def _proves(challenge: str | None, verifier: str | None) -> bool:
    """PKCE (RFC 7636) with S256; an app that sent no challenge needs no verifier."""
    if challenge is None:
        return True
    digest = hashlib.sha256((verifier or "").encode()).digest()
    return hmac.compare_digest(base64.urlsafe_b64encode(digest).rstrip(b"="), challenge.encode())


def _refresh_value() -> str:
    return "AB11" + secrets.token_hex(23)
