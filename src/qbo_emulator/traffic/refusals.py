"""Refusals nobody deserved: of the limits, and those a test injects."""

from datetime import datetime

from werkzeug import Request, Response

from qbo_emulator.oauth.answers import refusal
from qbo_emulator.rules.codes import CODES
from qbo_emulator.rules.faults import Fault
from qbo_emulator.v3.faults import fault_response, gateway_response

BARE_PAGE = "<html><head><title>Service unavailable</title></head><body>We'll be right back.</body></html>"

OAUTH_ERRORS = {
    "invalid_client": 401,
    "invalid_grant": 400,
    "invalid_request": 400,
    "invalid_scope": 400,
    "unsupported_grant_type": 400,
    "server_error": 500,
    "temporarily_unavailable": 503,
}
"""Errors of the authorization server and their HTTP statuses (RFC 6749)."""

GATEWAY_CODE = {401: "3200", 403: "3100", 429: "3001"}
"""What the gateway means by a status when no code is given."""


def throttled(detail: str, now: datetime) -> Response:
    """429 as the gateway sends it; Intuit documents no Retry-After."""
    message = "message=ThrottleExceeded; errorCode=003001; statusCode=429"
    return gateway_response(429, "003001", message, f"Throttle exceeded: {detail}", "SERVICE", now)


def injected_fault(code: str | None) -> Fault:
    """The documented fault of a code, 6000 if none is given; a code nobody documents is one of validation."""
    known = CODES.get(code or "6000")
    if known is None:
        return Fault(code or "", "Injected error", "Injected by a test")
    detail = known.detail.replace("{}", "injected")
    return Fault(known.code, known.message, detail, status=known.status, type=known.type)


def default_status(code: str | None) -> int | None:
    """The HTTP status a code comes with; None for an unknown one."""
    if code in OAUTH_ERRORS:
        return OAUTH_ERRORS[code]
    return CODES[code].status if code in CODES else None


def refused(request: Request, status: int | None, code: str | None, now: datetime) -> Response:
    """A refusal as its place, its code and its status demand; a 5xx without a code is a bare page."""
    status = status or default_status(code) or 500
    if not request.path.startswith("/v3/"):
        return refusal(code or "server_error", "Injected", status)
    code = code or GATEWAY_CODE.get(status)
    if status >= 500 and code is None:
        return Response(BARE_PAGE, status, mimetype="text/html")
    if code in ("3001", "003001"):
        return throttled("injected", now)
    fault = injected_fault(code)
    if code in CODES and CODES[code].envelope == "gateway":
        response = gateway_response(status, fault.code, fault.message, fault.detail, fault.type, now)
        if status == 401:
            response.headers["WWW-Authenticate"] = 'Bearer realm="Intuit", error="invalid_token"'
        return response
    fault.status = status
    if status >= 500:
        fault.type = "SystemFault"
    return fault_response(fault, now)
