"""Which app a back-channel call comes from: HTTP Basic, or client_id and client_secret in the form."""

from werkzeug import Request, Response

from qbo_emulator.oauth.answers import refusal
from qbo_emulator.oauth.apps import App, Apps


class UnknownClient(Exception):
    """No app, or not with this secret."""


def authenticate_client(apps: Apps, request: Request) -> App:
    """The calling app. Raises UnknownClient."""
    basic = request.authorization
    if basic is not None and basic.type == "basic":
        client_id, secret = basic.username or "", basic.password or ""
    else:
        client_id, secret = request.form.get("client_id", ""), request.form.get("client_secret", "")
    app = apps.authenticate(client_id, secret)
    if app is None:
        raise UnknownClient
    return app


def unknown_client() -> Response:
    """RFC 6749 §5.2: 401, naming the scheme."""
    response = refusal("invalid_client", "Client id or client secret is wrong", 401)
    response.headers["WWW-Authenticate"] = 'Basic realm="Intuit"'
    return response
