"""Every envelope, every code: what QuickBooks said becomes the right error, for reads and for writes."""

import json

import pytest

from qbo import errors, faults
from qbo.replies import Answer


def service(code, message="m", detail="d", **more):
    error = {"Message": message, "Detail": detail, "code": code, **more}
    return json.dumps({"Fault": {"Error": [error], "type": "ValidationFault"}, "time": "2026-01-01T00:00:00Z"}).encode()


def gateway(code, message="m", detail="d", kind="AUTHENTICATION"):
    error = {"message": message, "detail": detail, "code": code, "element": None}
    nothing = {"warnings": None, "queryResponse": None, "batchItemResponse": [], "time": 1601391072830}
    return json.dumps({**nothing, "fault": {"error": [error], "type": kind}}).encode()


def understood(body, status, nature, retry_after=None):
    answer = Answer(status=status, body=body, intuit_tid="tid-1", retry_after=retry_after)
    return faults.error(faults.read(body), answer, nature)


CODES = [
    # code, status, message, what it is, for reads and writes alike
    ("100", 401, "General", errors.AccessDenied),
    ("120", 401, "Authorization Failure", errors.AccessDenied),
    ("140", 400, "Locked", errors.CompanyInactive),
    ("150", 400, "Maintenance", errors.Unavailable),
    ("500", 400, "Unsupported Operation", errors.Invalid),
    ("600", 400, "Duplicate Request ID", errors.OutcomeUnknown),
    ("610", 400, "Object Not Found", errors.NotFound),
    ("2010", 400, "Request has invalid or unsupported property", errors.Invalid),
    ("2500", 400, "Invalid Reference Id", errors.BadReference),
    ("3001", 429, "ThrottleExceeded", errors.Throttled),
    ("003001", 429, "ThrottleExceeded", errors.Throttled),
    ("3001", 403, "ThrottleExceeded", errors.Throttled),
    ("3100", 403, "ApplicationAuthorizationFailed", errors.AccessDenied),
    ("3200", 401, "AuthenticationFailed", errors.TokenExpired),
    ("003200", 401, "AuthenticationFailed", errors.TokenExpired),
    ("4000", 400, "Error parsing query", errors.Invalid),
    ("4001", 400, "Invalid query", errors.Invalid),
    ("5010", 400, "Stale Object Error", errors.StaleObject),
    ("5010", 400, "Account Period Closed", errors.PeriodClosed),
    ("5020", 400, "Permission Denied", errors.NotAllowed),
    ("5030", 403, "Feature Not Supported", errors.NotAllowed),
    ("6000", 400, "A business validation error has occurred", errors.Invalid),
    ("6000", 400, "The account period has closed", errors.PeriodClosed),
    ("6070", 400, "Amount is not equal to UnitPrice * Qty", errors.Invalid),
    ("6140", 400, "Duplicate Document Number Error", errors.DuplicateNumber),
    ("6190", 400, "Invalid Company Status", errors.CompanyInactive),
    ("6200", 400, "Account Period Closed", errors.PeriodClosed),
    ("6210", 400, "Account Period Closed, Cannot Update Through Services API", errors.PeriodClosed),
    ("6210", 400, "Duplicate Document Number Error", errors.DuplicateNumber),
    ("6240", 400, "Duplicate Name Exists Error", errors.DuplicateName),
    ("6250", 400, "Invalid Customer", errors.BadReference),
    ("10100", 400, "Result set too large", errors.ResultTooBig),
    ("10200", 400, "Stale CUD", errors.CompanyReset),
    ("99999", 400, "Something new", errors.Invalid),
]


@pytest.mark.parametrize("nature", ["read", "write"])
@pytest.mark.parametrize("envelope", [service, gateway])
@pytest.mark.parametrize(("code", "status", "message", "expected"), CODES)
def test_a_code_means_the_same_in_both_envelopes(code, status, message, expected, envelope, nature):
    error = understood(envelope(code, message), status, nature)
    assert type(error) is expected
    assert (error.code, error.message, error.status, error.intuit_tid) == (code.lstrip("0"), message, status, "tid-1")


@pytest.mark.parametrize("code", ["10000", "150", "6000", "5010", ""])
@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_error_leaves_a_write_unknown_whatever_it_says(code, status):
    assert type(understood(service(code), status, "write")) is errors.OutcomeUnknown


@pytest.mark.parametrize(
    ("body", "status", "read", "write"),
    [
        (b"<html><body>Bad gateway</body></html>", 502, errors.Unavailable, errors.OutcomeUnknown),
        (b"", 503, errors.Unavailable, errors.OutcomeUnknown),
        (b"\xff\xfe\x00", 500, errors.Unavailable, errors.OutcomeUnknown),
        (b"", 408, errors.Unavailable, errors.OutcomeUnknown),
        (b"<html>slow down</html>", 429, errors.Throttled, errors.Throttled),
        (b"", 401, errors.TokenExpired, errors.TokenExpired),
        (b"", 403, errors.AccessDenied, errors.AccessDenied),
        (b"no such page", 404, errors.Invalid, errors.Invalid),
        (b'{"Fault": {"Error": [{"Mess', 400, errors.Invalid, errors.Invalid),
        (b'{"Fault": {"type": "SystemFault"}}', 500, errors.Unavailable, errors.OutcomeUnknown),
        (b"[" * 100_000, 500, errors.Unavailable, errors.OutcomeUnknown),
    ],
)
def test_without_a_readable_fault_the_status_decides(body, status, read, write):
    assert type(understood(body, status, "read")) is read
    assert type(understood(body, status, "write")) is write


def test_a_failure_of_the_application_leaves_a_write_unknown_even_as_a_good_answer():
    assert type(understood(service("10000"), 200, "write")) is errors.OutcomeUnknown
    assert type(understood(service("10000"), 200, "read")) is errors.Unavailable


def test_the_xml_envelope_says_the_same():
    body = (
        b'<?xml version="1.0"?><IntuitResponse xmlns="http://schema.intuit.com/finance/v3">'
        b'<Fault type="AUTHENTICATION">'
        b'<Error code="3200"><Message>message=AuthenticationFailed; errorCode=003200</Message>'
        b"<Detail>Token expired: eyJlbmMiOiJB &amp; more</Detail></Error></Fault></IntuitResponse>"
    )
    error = understood(body, 401, "read")
    assert type(error) is errors.TokenExpired
    assert error.message == "message=AuthenticationFailed; errorCode=003200"


@pytest.mark.parametrize("envelope", [service, gateway])
def test_the_beginning_of_a_token_that_the_gateway_repeats_goes_nowhere(envelope):
    error = understood(envelope("3200", detail="Token expired: eyJlbmMiOiJBMTI4Q0"), 401, "read")
    assert "eyJ" not in f"{error} {error!r} {error.detail} {error.args}"
    assert error.detail == "Token expired"


def test_the_wait_after_too_many_calls_is_a_minute_unless_another_is_asked_for():
    assert understood(service("3001"), 429, "read").retry_after == 60
    assert understood(service("3001"), 429, "read", retry_after=7.0).retry_after == 7


def test_the_field_to_blame_is_named():
    error = understood(
        service("2020", "Required param missing", "Required parameter Line is missing", element="Line"), 400, "write"
    )
    assert error.element == "Line"
    assert "field Line" in str(error)


@pytest.mark.parametrize(
    "body",
    [b'{"Fault": null}', b'{"fault": []}', b"null", b"[]", b'"text"', b'{"QueryResponse": {}}', b"<Error>", b""],
)
def test_what_holds_no_fault_is_none(body):
    assert faults.read(body) is None


@pytest.mark.parametrize(
    "body",
    [
        b'{"Fault": {"Error": {"code": 5010, "Message": "one, not a list"}}}',
        b'{"Fault": {"Error": [{"code": 5010, "Detail": null}, {"code": "2010"}]}}',
        b'{"CDCResponse": [{"Fault": {"Error": [{"code": "5010"}]}}], "time": "2026-01-01T00:00:00Z"}',
    ],
)
def test_odd_but_readable_envelopes_are_read(body):
    assert faults.read(body).code == "5010"


@pytest.mark.parametrize(
    "kind", [*faults.BY_CODE.values(), errors.NotSent, errors.ReconnectNeeded, errors.BadCredentials]
)
def test_every_error_says_what_to_do_next(kind):
    extra = {"retry_after": 1.0} if issubclass(kind, errors.Throttled) else {}
    assert str(kind("It failed", **extra)).endswith(kind.next_step)
