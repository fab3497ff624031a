"""OAuth apps and tokens without a browser."""

from typing import Any

from werkzeug import Request

from qbo_emulator.control.companies import known_company
from qbo_emulator.control.orders import AppRegistration, BadInput, Disconnection, Tokens, read
from qbo_emulator.emulator import Emulator
from qbo_emulator.oauth.apps import App
from qbo_emulator.oauth.authorization import UnknownApp


def tokens(emulator: Emulator, request: Request) -> dict[str, str]:
    """POST tokens: as if a person had just consented."""
    order = read(request, Tokens)
    company = known_company(emulator, order.realm_id)
    try:
        return emulator.authorization.issue(company.realm_id, order.client_id)
    except UnknownApp:
        raise BadInput(f"client_id: no app {order.client_id!r} is registered.") from None


def disconnect(emulator: Emulator, request: Request) -> dict[str, Any]:
    """POST disconnect: as if a person had taken the app out in QuickBooks; nobody tells the app."""
    order = read(request, Disconnection)
    company = known_company(emulator, order.realm_id)
    return {"disconnected": emulator.authorization.grants.disconnect(order.client_id, company.realm_id)}


def register(emulator: Emulator, request: Request) -> dict[str, Any]:
    """POST apps."""
    order = read(request, AppRegistration)
    for name in ("client_id", "client_secret", "workspace"):
        if not getattr(order, name):
            raise BadInput(f"{name} is empty.")
    uris = None if order.redirect_uris is None else tuple(order.redirect_uris)
    app = App(order.client_id, order.client_secret, order.name or order.client_id, uris, order.workspace)
    emulator.authorization.apps.register(app)
    return _public(app)


def registered(emulator: Emulator, _request: Request) -> list[dict[str, Any]]:
    """GET apps."""
    return [_public(app) for app in emulator.authorization.apps.all()]


def _public(app: App) -> dict[str, Any]:
    return {
        "client_id": app.client_id,
        "name": app.name,
        "redirect_uris": app.redirect_uris,
        "workspace": app.workspace,
    }
