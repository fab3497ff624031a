"""Who may call the API: a living access token, of an app allowed in this company."""

from werkzeug import Request, Response

from qbo_emulator.oauth.authorization import ACCOUNTING_SCOPE, AuthorizationServer
from qbo_emulator.oauth.grants import Grant, InvalidGrant
from qbo_emulator.rules.codes import CODES
from qbo_emulator.rules.faults import Fault
from qbo_emulator.v3.faults import fault_response, gateway_response

TOKEN_PREFIX = 16  # how much of a refused token the live service repeats


class Rejected(Exception):
    """The call goes no further; `response` is the answer."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response


def authenticated(server: AuthorizationServer, request: Request) -> Grant:
    """The living grant behind the bearer token. Raises Rejected with 401, code 3200 (recorded), 3202 for an empty one.

    In which words 3202 comes nothing settles.
    """
    token = _bearer_token(request)
    if token is None:
        raise Rejected(_unauthorized(server, "3200", "Token is missing"))
    if not token:
        raise Rejected(_unauthorized(server, "3202", CODES["3202"].detail))
    try:
        return server.grants.bearer(token)
    except InvalidGrant as reason:
        raise Rejected(_unauthorized(server, "3200", f"{reason}: {token[:TOKEN_PREFIX]}")) from None


def admitted(server: AuthorizationServer, request: Request, realm_id: str) -> Grant:
    """As `authenticated`, and the grant is for this company. Raises Rejected.

    403 code 3100: another company, or no accounting scope. 401 code 120: the person who connected is no longer an
    administrator (Intuit blog, 2017-06-08).
    """
    grant = authenticated(server, request)
    if grant.realm_id != realm_id or ACCOUNTING_SCOPE not in grant.scopes:
        raise Rejected(
            gateway_response(
                403,
                "3100",
                "message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403",
                f"The application is not authorized for the company {realm_id}",
                "SERVICE",
                server.world.clock.now(),
            )
        )
    if not server.may_act(realm_id):
        raise Rejected(
            fault_response(
                Fault(
                    "120",
                    "Authorization Failure",
                    "The user who connected the app no longer has access to the company",
                    status=401,
                    type="AuthorizationFault",
                ),
                server.world.clock.now(),
            )
        )
    return grant


def _bearer_token(request: Request) -> str | None:
    authorization = request.authorization
    return authorization.token if authorization is not None and authorization.type == "bearer" else None


def _unauthorized(server: AuthorizationServer, code: str, detail: str) -> Response:
    known = CODES[code]
    response = gateway_response(known.status, code, known.message, detail, known.type, server.world.clock.now())
    response.headers["WWW-Authenticate"] = 'Bearer realm="Intuit", error="invalid_token"'
    return response
