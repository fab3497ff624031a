"""`POST /oauth2/v1/tokens/bearer`: an authorization code or a refresh token for fresh tokens."""

from typing import Any

from werkzeug import Request, Response

from qbo_emulator.oauth.answers import answer, refusal
from qbo_emulator.oauth.apps import App
from qbo_emulator.oauth.authorization import AuthorizationServer
from qbo_emulator.oauth.client import UnknownClient, authenticate_client, unknown_client
from qbo_emulator.oauth.discovery import issuer
from qbo_emulator.oauth.grants import ACCESS_LIFETIME, InvalidGrant, Tokens

HARD_EXPIRY_HEADER = "x-include-refresh-token-hard-expires-in"


def exchange(server: AuthorizationServer, request: Request) -> Response:
    """Answer a token call."""
    try:
        app = authenticate_client(server.apps, request)
    except UnknownClient:
        return unknown_client()
    grant_type = request.form.get("grant_type")
    if grant_type is None:
        return refusal("invalid_request", "grant_type is missing, or the body is not form-encoded")
    obtain = {"authorization_code": _by_code, "refresh_token": _by_refresh_token}.get(grant_type)
    if obtain is None:
        return refusal("unsupported_grant_type", f"{grant_type} is not supported")
    try:
        tokens = obtain(server, app, request)
    except KeyError as missing:
        return refusal("invalid_request", f"{missing.args[0]} is missing")
    except InvalidGrant as reason:
        return refusal("invalid_grant", str(reason))
    return answer(_body(server, request, tokens))


def _by_code(server: AuthorizationServer, app: App, request: Request) -> Tokens:
    code, redirect_uri = _field(request, "code"), _field(request, "redirect_uri")
    return server.grants.redeem(code, app.client_id, redirect_uri, request.form.get("code_verifier"))


def _by_refresh_token(server: AuthorizationServer, app: App, request: Request) -> Tokens:
    return server.grants.refresh(_field(request, "refresh_token"), app.client_id)


def _field(request: Request, name: str) -> str:
    value = request.form.get(name)
    if not value:
        raise KeyError(name)
    return value


def _body(server: AuthorizationServer, request: Request, tokens: Tokens) -> dict[str, Any]:
    grant = tokens.grant
    body: dict[str, Any] = {
        "token_type": "bearer",
        "access_token": tokens.access_token,
        "expires_in": int(ACCESS_LIFETIME.total_seconds()),
        "refresh_token": grant.refresh_token,
        "x_refresh_token_expires_in": int((grant.refresh_expires_at - tokens.at).total_seconds()),
    }
    if request.headers.get(HARD_EXPIRY_HEADER, "").lower() == "true":
        body["x_refresh_token_hard_expires_in"] = int((grant.ceiling - tokens.at).total_seconds())
    if "openid" in grant.scopes:
        body["id_token"] = server.signer.id_token(grant, issuer(request), tokens.at)
    return body
