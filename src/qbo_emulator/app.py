"""The WSGI application: which part of the emulator answers, and what happens to a request on its way there."""

import secrets
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication

from werkzeug import Request, Response
from werkzeug.exceptions import NotFound

from qbo_emulator import bookkeeper, control, pages, v3
from qbo_emulator.attachments import fetching as attached_files
from qbo_emulator.emulator import Emulator
from qbo_emulator.oauth import routes as oauth
from qbo_emulator.oauth.bearer import Rejected, admitted
from qbo_emulator.rules.faults import unsupported
from qbo_emulator.traffic.call import describe, is_batch, is_email, metered_calls, realm_of
from qbo_emulator.traffic.connection import connection_of
from qbo_emulator.traffic.refusals import throttled
from qbo_emulator.traffic.requests import Entry
from qbo_emulator.traffic.strike import strike
from qbo_emulator.traffic.throttle import Exceeded
from qbo_emulator.v3.faults import fault_response
from qbo_emulator.v3.xml import accepts_only_xml, refused_in_xml
from qbo_emulator.world import World


def make_app(world: World) -> WSGIApplication:
    """The whole emulator around a world, as a WSGI application for `server.Server`."""
    return application(Emulator(world))


def application(emulator: Emulator) -> WSGIApplication:
    """The WSGI application of an emulator made beforehand."""

    def app(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        request = Request(environ)
        response = _answer(emulator, request)
        response.headers.setdefault("intuit_tid", f"1-{secrets.token_hex(4)}-{secrets.token_hex(12)}")
        return response(environ, start_response)

    return app


def _answer(emulator: Emulator, request: Request) -> Response:
    path = request.path
    if path.startswith("/_emulator/"):
        return control.handle(emulator, request)
    if path == pages.STYLE_PATH:
        return pages.style_sheet(request)
    if attached_files.serves(path):
        return attached_files.handle(emulator.world, request)
    if bookkeeper.serves(path):
        return bookkeeper.handle(emulator.world, request)
    if oauth.serves(path):
        return _logged(emulator, request, _authorization(emulator, request))
    if path.startswith("/v3/"):
        answer = _api(emulator, request)
        return _logged(emulator, request, refused_in_xml(answer) if accepts_only_xml(request) else answer)
    return NotFound().get_response(environ=request.environ)


def _authorization(emulator: Emulator, request: Request) -> Response:
    return _struck(emulator, request, lambda asked: oauth.handle(emulator.authorization, asked))


def _api(emulator: Emulator, request: Request) -> Response:
    realm_id = realm_of(request.path)
    if realm_id is None:
        return fault_response(unsupported("Operation is not supported."), emulator.world.clock.now())
    try:
        grant = admitted(emulator.authorization, request, realm_id)
        batch, email = is_batch(request), is_email(request)
        with emulator.throttle.admitted(realm_id, grant.client_id, batch=batch, email=email):
            emulator.meter.count(emulator.authorization.app_of(grant), metered_calls(request))
            response = _struck(emulator, request, lambda asked: _service(emulator, asked))
            emulator.latency.wait(request, response)
            return response
    except Rejected as rejected:
        return rejected.response
    except Exceeded as limit:
        return throttled(str(limit), emulator.world.clock.now())


def _service(emulator: Emulator, request: Request) -> Response:
    return emulator.compression.applied(request, v3.handle(emulator.world, request))


def _struck(emulator: Emulator, request: Request, proceed: Callable[[Request], Response]) -> Response:
    if not emulator.faults:
        return proceed(request)
    call = describe(request)
    company = emulator.world.company(call.realm_id) if call.realm_id is not None else None
    now = emulator.world.clock.now()
    return strike(emulator.faults.strike(call, now), request, proceed, company, now)


def _logged(emulator: Emulator, request: Request, response: Response) -> Response:
    """Record the request; the query of an authorization call is left out, it may carry secrets."""
    realm_id = realm_of(request.path)
    emulator.requests.add(
        Entry(
            time=emulator.world.clock.now(),
            realm_id=realm_id,
            method=request.method,
            path=request.path,
            query=request.query_string.decode("latin-1") if realm_id else "",
            request_id=request.args.get("requestid") or None,
            bids=list(request.environ.get("emulator.bids", ())),
            status=None if connection_of(request).dropped else response.status_code,
            committed=bool(request.environ.get("emulator.committed")),
        )
    )
    return response
