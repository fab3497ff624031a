"""The authorization server's addresses."""

from werkzeug import Request, Response
from werkzeug.exceptions import MethodNotAllowed

from qbo_emulator.oauth import discovery
from qbo_emulator.oauth.answers import answer
from qbo_emulator.oauth.authorization import AuthorizationServer
from qbo_emulator.oauth.authorize import authorize
from qbo_emulator.oauth.bearer import Rejected, authenticated
from qbo_emulator.oauth.identity import userinfo
from qbo_emulator.oauth.revoke import revoke
from qbo_emulator.oauth.token import exchange

METHODS = {
    discovery.AUTHORIZE_PATH: {"GET", "POST"},
    discovery.TOKEN_PATH: {"POST"},
    discovery.REVOKE_PATH: {"POST"},
    discovery.USERINFO_PATH: {"GET", "POST"},
    discovery.JWKS_PATH: {"GET"},
    "/.well-known/openid_configuration": {"GET"},
    "/.well-known/openid_sandbox_configuration": {"GET"},
}


def serves(path: str) -> bool:
    """Whether the path is the authorization server's."""
    return path.rstrip("/") in METHODS


def handle(server: AuthorizationServer, request: Request) -> Response:
    """Answer one request to the authorization server."""
    path = request.path.rstrip("/")
    if request.method not in METHODS[path]:
        return MethodNotAllowed(sorted(METHODS[path])).get_response(request.environ)
    match path:
        case discovery.AUTHORIZE_PATH:
            return authorize(server, request)
        case discovery.TOKEN_PATH:
            return exchange(server, request)
        case discovery.REVOKE_PATH:
            return revoke(server, request)
        case discovery.JWKS_PATH:
            return answer(server.signer.jwks())
        case discovery.USERINFO_PATH:
            return _userinfo(server, request)
    return answer(discovery.openid_configuration(request))


def _userinfo(server: AuthorizationServer, request: Request) -> Response:
    try:
        return answer(userinfo(authenticated(server, request).scopes))
    except Rejected as rejected:
        return rejected.response
