"""The discovery documents, pointing at this emulator."""

from typing import Any

from werkzeug import Request

from qbo_emulator.oauth.authorization import OPENID_SCOPES

AUTHORIZE_PATH = "/connect/oauth2"
TOKEN_PATH = "/oauth2/v1/tokens/bearer"  # noqa: S105 - a path
REVOKE_PATH = "/v2/oauth2/tokens/revoke"
USERINFO_PATH = "/v1/openid_connect/userinfo"
ISSUER_PATH = "/op/v1"
JWKS_PATH = "/op/v1/jwks"


def issuer(request: Request) -> str:
    """Who signs the identities: this emulator at the address the client used."""
    return request.host_url.rstrip("/") + ISSUER_PATH


def openid_configuration(request: Request) -> dict[str, Any]:
    """The document; as at Intuit `scopes_supported` names the OpenID scopes only, not the accounting scope."""
    base = request.host_url.rstrip("/")
    return {
        "issuer": base + ISSUER_PATH,
        "authorization_endpoint": base + AUTHORIZE_PATH,
        "token_endpoint": base + TOKEN_PATH,
        "userinfo_endpoint": base + USERINFO_PATH,
        "revocation_endpoint": base + REVOKE_PATH,
        "jwks_uri": base + JWKS_PATH,
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": list(OPENID_SCOPES),
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        "code_challenge_methods_supported": ["S256"],
        "claims_supported": ["aud", "exp", "iat", "iss", "realmid", "sub"],
    }
