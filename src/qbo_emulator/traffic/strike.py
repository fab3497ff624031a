"""What an injected fault does to a request and its reply."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime

from werkzeug import Request, Response

from qbo_emulator.oauth.answers import refusal
from qbo_emulator.rules.faults import Fault
from qbo_emulator.traffic.connection import connection_of
from qbo_emulator.traffic.faults import InjectedFault
from qbo_emulator.v3.faults import fault_response, gateway_response

NOT_JSON = "<html><head><title>Service unavailable</title></head><body>We'll be right back.</body></html>"


def strike(
    faults: Sequence[InjectedFault],
    request: Request,
    proceed: Callable[[], Response],
    forget_request_ids: Callable[[], None],
    now: datetime,
) -> Response:
    """Answer the request as the faults demand; `proceed` does what it asks for.

    `slow`, `truncate` and `garbage` spoil the reply only: what the request asks for is done first, at once.
    `forget_request_ids` forgets before and after, so that neither an earlier nor this request is recognised again.
    """
    forgetful = any(fault.kind == "forget_request_ids" for fault in faults)
    if forgetful:
        forget_request_ids()
    decisive = next((fault for fault in faults if fault.kind != "forget_request_ids"), None)
    response = _suffer(decisive, request, proceed, now) if decisive else proceed()
    if forgetful:
        forget_request_ids()
    return response


def _suffer(fault: InjectedFault, request: Request, proceed: Callable[[], Response], now: datetime) -> Response:
    connection = connection_of(request)
    match fault.kind:
        case "status":
            return status_response(request, fault.status or 500, fault.code, now)
        case "throttle":
            return throttled("injected", now)
        case "drop_before":
            connection.dropped = True
            return Response(status=503)
        case "drop_after_commit":
            response = proceed()
            if fault.status:
                return status_response(request, fault.status, fault.code, now)
            connection.dropped = True
            return response
        case "slow":
            response = proceed()
            time.sleep(fault.delay_s)
            return response
        case "truncate":
            response = proceed()
            half = len(response.get_data()) // 2
            connection.body_limit = half if fault.after_bytes is None else fault.after_bytes
            return response
    proceed()  # garbage
    return Response(NOT_JSON, mimetype="text/html")


def throttled(detail: str, now: datetime) -> Response:
    """429 as the gateway sends it; Intuit documents no Retry-After."""
    message = "message=ThrottleExceeded; errorCode=003001; statusCode=429"
    return gateway_response(429, "003001", message, f"Throttle exceeded: {detail}", "SERVICE", now)


def status_response(request: Request, status: int, code: str | None, now: datetime) -> Response:
    """A refusal with this status in the envelope its place and status have; a 5xx without a code is a bare page."""
    if not request.path.startswith("/v3/"):
        return refusal(code or "server_error", "Injected", status)
    if status == 429:
        return throttled("injected", now)
    if status == 401 and code in (None, "3200"):
        message = "message=AuthenticationFailed; errorCode=003200; statusCode=401"
        return gateway_response(401, "3200", message, "Token revoked (injected)", "AUTHENTICATION", now)
    if status == 403 and code in (None, "3100"):
        message = "message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403"
        return gateway_response(403, "3100", message, "Injected", "SERVICE", now)
    if status >= 500 and code is None:
        return Response(NOT_JSON, status, mimetype="text/html")
    kind = "SystemFault" if status >= 500 else "ValidationFault"
    fault = Fault(code or "6000", "Injected error", "Injected by a test", status=status, type=kind)
    return fault_response(fault, now)
