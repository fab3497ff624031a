"""Where Intuit is for this installation, and the HTTP connections to it that all clients of the process share."""

from functools import cache

import msgspec
from django.conf import settings

from nexos.kit import clock
from nexos.quickbooks.connection.models import Environment
from qbo import PRODUCTION, SANDBOX, Endpoints, HttpTransport
from qbo.transport import Timeout


def endpoints() -> Endpoints:
    """Intuit's OAuth server, or what `NEXOS_QBO_OAUTH_URL` puts in its place."""
    return Endpoints.at(settings.QBO_OAUTH_URL) if settings.QBO_OAUTH_URL else Endpoints.intuit()


def api_url(environment: str, own: str = "") -> str:
    """The Accounting API: a connection's own address if it has one, else what `NEXOS_QBO_API_URL` says, else Intuit's
    of the environment."""
    if own:
        return own
    if settings.QBO_API_URL:
        return str(settings.QBO_API_URL)
    return PRODUCTION if environment == Environment.PRODUCTION else SANDBOX


def timeout() -> Timeout:
    """How long a call may take, on a clock that a test may have hurried."""
    usual = msgspec.structs.asdict(Timeout())
    return Timeout(**{step: clock.taken(seconds) for step, seconds in usual.items()})


@cache
def transport() -> HttpTransport:
    """One pool of kept-alive connections per process."""
    return HttpTransport()
