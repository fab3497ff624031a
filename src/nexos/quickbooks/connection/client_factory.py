"""Clients for QuickBooks: with living tokens, the company's pace, a count of what is read, and a line in the log for
every call."""

from collections.abc import Callable
from uuid import UUID

import httpx2

from nexos.kit import clock
from nexos.kit.transactions import refuse_open_transaction
from nexos.quickbooks.connection import attention, intuit
from nexos.quickbooks.connection.call_log import log_call
from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.connection.reads import note_reads
from nexos.quickbooks.connection.refresh import AccessTokens
from nexos.quickbooks.connection.throttle import SharedThrottle
from nexos.quickbooks.metering.count import Standing
from qbo import Call, Client

type OnCall = Callable[[Call, Standing | None], None]
"""Hears of an attempt, and how the app's reads stand after it, where that was found out."""

_BEARER = "Bearer "
_ENDS_THE_CONNECTION = {
    "AccessDenied": attention.NO_ACCESS,
    "TokenExpired": attention.NO_ACCESS,  # a renewed token was rejected too
    "CompanyInactive": attention.COMPANY_INACTIVE,
}


def client_for(tenant_id: UUID, connection_id: UUID, on_call: OnCall = lambda *_: None) -> Client:
    """A client of the connection's company, to be used outside any transaction by one piece of work; `on_call` hears of
    every attempt, in the thread that made it.

    Beyond what `qbo.Client` raises, each call raises NotConnected once the connection may not be used any more: the
    grant was found to be gone (the connection then says so), or somebody disconnected. An expired token is renewed and
    the call repeated without the caller noticing. Raises NotConnected, NotFound, and RuntimeError when a transaction
    is open.
    """
    refuse_open_transaction("a client for QuickBooks")
    tokens = AccessTokens(tenant_id, connection_id)
    connection = tokens.held().row
    return Client(
        connection.realm_id,
        tokens.current,
        base_url=intuit.api_url(connection.environment, connection.api_url),
        transport=_Renewing(intuit.transport(), tokens),
        throttle=SharedThrottle(connection_id),
        timeout=intuit.timeout(),
        on_call=_Listener(connection, on_call),
        sleep=clock.sleep,
    )


class _Renewing(httpx2.BaseTransport):
    """Repeats a request once, with another token, when QuickBooks rejects the token: nothing was done by it (401). A
    request that carries no token (to an address that QuickBooks signed) is left alone."""

    def __init__(self, inner: httpx2.BaseTransport, tokens: AccessTokens) -> None:
        self._inner = inner
        self._tokens = tokens

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        answer = self._inner.handle_request(request)
        if answer.status_code != 401 or "Authorization" not in request.headers:
            return answer
        answer.close()
        rejected = request.headers["Authorization"].removeprefix(_BEARER)
        request.headers["Authorization"] = _BEARER + self._tokens.instead_of(rejected)
        return self._inner.handle_request(request)


class _Listener:
    """Hears of every attempt: counts what it read, passes it on, logs it, and stops a connection that is over."""

    def __init__(self, connection: Connection, on_call: OnCall) -> None:
        self._connection = connection
        self._on_call = on_call

    def __call__(self, call: Call) -> None:
        tenant_id, connection_id = self._connection.tenant_id, self._connection.id
        log_call(tenant_id, connection_id, call)
        if reason := _ENDS_THE_CONNECTION.get(call.error):
            attention.needs_attention(tenant_id, connection_id, reason, code=call.error, trace=call.intuit_tid)
        self._on_call(call, note_reads(self._connection, call))
