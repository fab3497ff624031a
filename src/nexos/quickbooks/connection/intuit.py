"""Where Intuit is for this installation, and the HTTP connections to it that all clients of the process share."""

from functools import cache

from django.conf import settings

from nexos.quickbooks.connection.models import Environment
from qbo import PRODUCTION, SANDBOX, Endpoints, HttpTransport


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


@cache
def transport() -> HttpTransport:
    """One pool of kept-alive connections per process."""
    return HttpTransport()
