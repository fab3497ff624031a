"""`POST /v2/oauth2/tokens/revoke`: the app gives its permission back."""

from werkzeug import Request, Response

from qbo_emulator.oauth.answers import refusal
from qbo_emulator.oauth.authorization import AuthorizationServer
from qbo_emulator.oauth.client import UnknownClient, authenticate_client, unknown_client
from qbo_emulator.store.text import decode


def revoke(server: AuthorizationServer, request: Request) -> Response:
    """Ends every grant of the app for the token's company; an access or a refresh token will do."""
    try:
        app = authenticate_client(server.apps, request)
    except UnknownClient:
        return unknown_client()
    token = _token(request)
    if not token:
        return refusal("invalid_request", "token is missing")
    if not server.grants.revoke(token, app.client_id):
        return refusal("invalid_request", "Token invalid")
    return Response(status=200, content_type="application/json;charset=UTF-8")


def _token(request: Request) -> str | None:
    if request.mimetype != "application/json":
        return request.form.get("token")
    try:
        body = decode(request.get_data())
    except ValueError:
        return None
    token = body.get("token") if isinstance(body, dict) else None
    return token if isinstance(token, str) else None
