"""Codes of the way into a company: tokens, grants, limits, and the company itself."""

from qbo_emulator.rules.codes.code import CONTROL_FAULT_ONLY, Code

GATEWAY = (
    Code(
        "3001",
        429,
        "SERVICE",
        "message=ThrottleExceeded; errorCode=003001; statusCode=429",
        "Throttle exceeded: {}",
        "more calls than the limits allow",
    ),
    Code(
        "3100",
        403,
        "SERVICE",
        "message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403",
        "The application is not authorized for the company {}",
        "a good token of another company, or without the accounting scope",
    ),
    Code(
        "3200",
        401,
        "AUTHENTICATION",
        "message=AuthenticationFailed; errorCode=003200; statusCode=401",
        "Token expired: {}",
        "no access token, or an unknown, expired or revoked one",
    ),
    Code(
        "3202",
        401,
        "AUTHENTICATION",
        "message=EmptyField; errorCode=003202; statusCode=401",
        "Required parameter is empty: oauth_token",
        "`Authorization: Bearer` without a token",
    ),
)
"""Answered before the service is reached."""

ACCESS = (
    Code(
        "100",
        401,
        "AuthenticationFault",
        "General Authentication Error",
        "AuthenticationErrorGeneral: {}",
        CONTROL_FAULT_ONLY,
    ),
    Code(
        "110",
        401,
        "AuthenticationFault",
        "Authentication OAuth Error",
        "AuthenticationOAuthError: {}",
        CONTROL_FAULT_ONLY,
    ),
    Code(
        "120",
        401,
        "AuthorizationFault",
        "Authorization Failure",
        "AuthorizationFailure: {}",
        "the person who connected lost access to the company (control call access)",
    ),
    Code("130", 400, "SystemFault", "Accessing Wrong Cluster", "WrongClusterError: {}", CONTROL_FAULT_ONLY),
    Code("140", 403, "AuthorizationFault", "Company Locked Out", "CompanyLockedOut: {}", CONTROL_FAULT_ONLY),
    Code("150", 503, "SystemFault", "Company Under Maintenance", "CompanyUnderMaintenance: {}", CONTROL_FAULT_ONLY),
)
