"""Which function answers which control call."""

from collections.abc import Callable
from typing import Any

from werkzeug import Request, Response

from qbo_emulator.control import apps, companies, company, faults, mail, merging, purging, traffic, webhooks
from qbo_emulator.control.orders import BadInput
from qbo_emulator.emulator import Emulator
from qbo_emulator.store.text import encode

PREFIX = "/_emulator/"

ROUTES: dict[tuple[str, str], Callable[[Emulator, Request], Any]] = {
    ("POST", "reset"): companies.reset,
    ("POST", "seed"): companies.seed,
    ("POST", "sample"): companies.sample,
    ("GET", "realms"): companies.realms,
    ("GET", "documents"): companies.documents,
    ("POST", "access"): companies.access,
    ("GET", "company"): company.settings,
    ("POST", "company"): company.change_settings,
    ("POST", "merge"): merging.merge_objects,
    ("POST", "purge"): purging.purge_company,
    ("GET", "mail"): mail.mails,
    ("POST", "tokens"): apps.tokens,
    ("POST", "disconnect"): apps.disconnect,
    ("POST", "apps"): apps.register,
    ("GET", "apps"): apps.registered,
    ("POST", "faults"): faults.inject,
    ("GET", "faults"): faults.waiting,
    ("GET", "requests"): traffic.requests,
    ("GET", "clock"): traffic.clock,
    ("POST", "clock"): traffic.move_clock,
    ("GET", "settings"): traffic.settings,
    ("POST", "settings"): traffic.change_settings,
    ("GET", "meter"): traffic.meter,
    ("POST", "webhooks"): webhooks.subscribe,
    ("GET", "webhooks"): webhooks.subscriptions,
    ("POST", "webhooks/deliver"): webhooks.deliver,
}
WITHDRAWALS: dict[str, Callable[[Emulator, str], Any]] = {
    "faults": faults.withdraw,
    "webhooks": webhooks.unsubscribe,
}


def handle(emulator: Emulator, request: Request) -> Response:
    """Answer one control call."""
    try:
        return _json(_carry_out(emulator, request), 200)
    except BadInput as problem:
        return _json({"error": str(problem)}, 400)


def _carry_out(emulator: Emulator, request: Request) -> Any:
    name = request.path.removeprefix(PREFIX).rstrip("/")
    verb = ROUTES.get((request.method, name))
    if verb is not None:
        return verb(emulator, request)
    kind, _, number = name.partition("/")
    if request.method == "DELETE" and kind in WITHDRAWALS and number:
        return WITHDRAWALS[kind](emulator, number)
    raise BadInput(f"There is no control call {request.method} {name}.")


def _json(value: Any, status: int) -> Response:
    return Response(encode(value), status, content_type="application/json")
