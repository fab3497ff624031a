"""OAuth 2.0 with Intuit: consent address, code exchange, refresh, revocation.

The grant calls are Authlib's; its automatic refresh is not used, because a refresh token used twice at once can cost
the connection (Intuit, "OAuth 2.0": the second use may revoke what the first was given). Whoever refreshes does so
alone, once, and stores the answer before using it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlencode

import httpx2
import msgspec

from qbo import errors
from qbo.deadline import HttpTransport, within
from qbo.faults import THROTTLE_SECONDS
from qbo.transport import BEFORE_SENDING, Timeout, Transport, intuit_tid, told

if TYPE_CHECKING:
    from authlib.integrations.httpx_client import OAuth2Client

ACCOUNTING = "com.intuit.quickbooks.accounting"
"""Read and write; a scope for reading only does not exist."""


class Endpoints(msgspec.Struct, frozen=True):
    """Where Intuit's OAuth server is. Production and sandbox share it."""

    authorize: str
    token: str
    revoke: str

    @classmethod
    def intuit(cls) -> Self:
        """The live server."""
        return cls(
            "https://appcenter.intuit.com/connect/oauth2",
            "https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer",
            "https://developer.api.intuit.com/v2/oauth2/tokens/revoke",
        )

    @classmethod
    def at(cls, url: str) -> Self:
        """All three below one address, where something stands in for Intuit."""
        base = url.rstrip("/")
        return cls(f"{base}/connect/oauth2", f"{base}/oauth2/v1/tokens/bearer", f"{base}/v2/oauth2/tokens/revoke")


class Tokens(msgspec.Struct, frozen=True, kw_only=True):
    """What a grant gave. Life times are seconds from now: `expires_in` of the access token (3600),
    `refresh_expires_in` of the refresh token's rolling window (about 100 days), `hard_expires_in` of the five years
    after which no refresh helps (None when not told). Store the refresh token every time: its value changes."""

    access_token: str
    refresh_token: str
    expires_in: int
    refresh_expires_in: int
    hard_expires_in: int | None
    intuit_tid: str

    def __repr__(self) -> str:
        return f"Tokens(expires_in={self.expires_in}, refresh_expires_in={self.refresh_expires_in}, …)"


class _Granted(msgspec.Struct):
    access_token: str
    refresh_token: str
    expires_in: int
    refresh_expires_in: int = msgspec.field(name="x_refresh_token_expires_in")
    hard_expires_in: int | None = msgspec.field(name="x_refresh_token_hard_expires_in", default=None)


class OAuth:
    """One app at Intuit. Raises ValueError for a client id or secret that cannot be one (empty, blanks, non-ASCII)."""

    def __init__(
        self,
        client_id: str,
        client_secret: str,
        *,
        endpoints: Endpoints | None = None,
        timeout: Timeout | None = None,
        transport: Transport | None = None,
    ) -> None:
        self.client_id = _credential(client_id, "client id")
        self._client_secret = _credential(client_secret, "client secret")
        self._endpoints = endpoints or Endpoints.intuit()
        self._timeout = timeout or Timeout(read=20.0, total=30.0)
        self._transport = transport or HttpTransport()

    def __repr__(self) -> str:
        return f"OAuth(client_id={self.client_id!r}, token={self._endpoints.token!r})"

    def authorize_url(
        self, redirect_uri: str, state: str, scope: str = ACCOUNTING, code_challenge: str | None = None
    ) -> str:
        """Where to send the browser. It comes back to `redirect_uri` (registered, compared exactly) with `code`,
        `state` and `realmId`, or with `error=access_denied`. `code_challenge` is the S256 one of PKCE."""
        parameters = {
            "client_id": self.client_id,
            "response_type": "code",
            "scope": scope,
            "redirect_uri": redirect_uri,
            "state": state,
        }
        if code_challenge is not None:
            parameters |= {"code_challenge": code_challenge, "code_challenge_method": "S256"}
        separator = "&" if "?" in self._endpoints.authorize else "?"
        return f"{self._endpoints.authorize}{separator}{urlencode(parameters)}"

    def exchange(self, code: str, redirect_uri: str, code_verifier: str | None = None) -> Tokens:
        """Turn the code of the redirect (single use, minutes of life) into tokens.

        Raises `ReconnectNeeded` (code used, expired or of another address), `BadCredentials`, `NotSent`, `Throttled`,
        `Invalid`, or `OutcomeUnknown` when the code may be used up and the tokens were lost: authorize again.
        """
        extra = {} if code_verifier is None else {"code_verifier": code_verifier}
        return self._grant(
            "access_token_response",
            lambda client: client.fetch_token(
                self._endpoints.token,
                grant_type="authorization_code",
                code=code,
                redirect_uri=redirect_uri,
                headers=_token_headers(),
                **extra,
            ),
        )

    def refresh(self, refresh_token: str) -> Tokens:
        """New tokens for an old refresh token, which may be worthless from then on.

        Raises `ReconnectNeeded` (expired, revoked or replaced), `BadCredentials`, `NotSent`, `Throttled`, `Invalid`,
        or `OutcomeUnknown`: the old token may or may not still work; try it once.
        """
        return self._grant(
            "refresh_token_response",
            lambda client: client.refresh_token(
                self._endpoints.token, refresh_token=refresh_token, headers=_token_headers()
            ),
        )

    def revoke(self, token: str) -> None:
        """End the app's access to the company; either token of the pair will do.

        Raises `BadCredentials`, `Invalid` (Intuit does not know the token: already revoked, or never one), `NotSent`,
        `Throttled` or `Unavailable` (both safe to repeat).
        """
        # Authlib revokes with a form as RFC 7009 has it; Intuit documents JSON.
        client = self._client()
        response = self._reach(
            lambda: client.post(
                self._endpoints.revoke,
                json={"token": token},
                headers={"Accept": "application/json"},
                auth=client.client_auth("client_secret_basic"),
            ),
            errors.Unavailable,
        )
        _refuse(response, errors.Unavailable)

    def _grant(self, hook: str, call: Callable[[OAuth2Client], object]) -> Tokens:
        granted: list[Tokens] = []

        def keep(response: httpx2.Response) -> httpx2.Response:
            _refuse(response, errors.OutcomeUnknown)
            granted.append(_tokens(response))
            return response

        client = self._client()
        client.register_compliance_hook(hook, keep)
        self._reach(lambda: call(client), errors.OutcomeUnknown)
        return granted[0]

    def _client(self) -> OAuth2Client:
        from authlib.integrations.httpx_client import OAuth2Client  # a tenth of what a process needs to start

        # One per call: Authlib keeps the last token in its client. The connections live in the transport.
        return OAuth2Client(
            client_id=self.client_id,
            client_secret=self._client_secret,
            token_endpoint_auth_method="client_secret_basic",  # noqa: S106 - the name of a method
            transport=self._transport,
            timeout=httpx2.Timeout(**self._timeout.steps()),
            trust_env=False,
        )

    def _reach[T](self, call: Callable[[], T], lost: type[errors.QboError]) -> T:
        try:
            with within(self._timeout.total):
                return call()
        except BEFORE_SENDING as failure:
            raise errors.NotSent(f"Intuit cannot be reached ({told(failure)})") from None
        except (httpx2.TransportError, httpx2.DecodingError) as failure:
            raise lost(f"Intuit's answer did not arrive ({told(failure)})") from None


def _token_headers() -> dict[str, str]:
    return {
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
        "x-include-refresh-token-hard-expires-in": "true",
    }


def _credential(value: str, what: str) -> str:
    if not value or not value.isascii() or not value.isprintable() or " " in value:
        raise ValueError(f"the {what} is empty or holds blanks or special characters: copy it again from Intuit")
    return value


class _Refusal(msgspec.Struct):
    error: str = ""
    error_description: str = ""


def _refuse(response: httpx2.Response, lost: type[errors.QboError]) -> None:
    """Raise for every answer but 200; `lost` where Intuit may have acted all the same."""
    status = response.status_code
    if status == 200:
        return
    try:
        refusal = msgspec.json.decode(response.content, type=_Refusal)
    except (msgspec.DecodeError, RecursionError):
        refusal = _Refusal()
    message = refusal.error_description or refusal.error or f"Intuit answered HTTP {status} and gave no reason"
    known: dict[str, Any] = {
        "code": refusal.error,
        "status": status,
        "intuit_tid": intuit_tid(response.headers),
    }
    if refusal.error == "invalid_grant":
        raise errors.ReconnectNeeded(message, **known)
    if refusal.error == "invalid_client" or status == 401:
        raise errors.BadCredentials(message, **known)
    if status == 429:
        raise errors.Throttled(message, retry_after=THROTTLE_SECONDS, **known)
    if status >= 500 or status == 408:
        raise lost(message, **known)
    raise errors.Invalid(message, **known)


def _tokens(response: httpx2.Response) -> Tokens:
    tid = intuit_tid(response.headers)
    try:
        granted = msgspec.json.decode(response.content, type=_Granted, strict=False)
    except (msgspec.DecodeError, RecursionError):
        raise errors.OutcomeUnknown(
            "Intuit's answer holds no tokens", status=response.status_code, intuit_tid=tid
        ) from None
    return Tokens(**msgspec.structs.asdict(granted), intuit_tid=tid)
