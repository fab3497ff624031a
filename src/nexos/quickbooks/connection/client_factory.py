"""Clients for QuickBooks: with living tokens, the company's pace, and a line in the log for every call."""

from collections.abc import Callable
from uuid import UUID

import httpx2

from nexos.kit.transactions import refuse_open_transaction
from nexos.quickbooks.connection import attention, intuit
from nexos.quickbooks.connection.call_log import log_call
from nexos.quickbooks.connection.refresh import AccessTokens
from nexos.quickbooks.connection.throttle import SharedThrottle
from qbo import Call, Client

_BEARER = "Bearer "
_ENDS_THE_CONNECTION = {
    "AccessDenied": attention.NO_ACCESS,
    "TokenExpired": attention.NO_ACCESS,  # a renewed token was rejected too
    "CompanyInactive": attention.COMPANY_INACTIVE,
}


def client_for(tenant_id: UUID, connection_id: UUID, on_call: Callable[[Call], None] = lambda _: None) -> Client:
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
        on_call=_Listener(tenant_id, connection_id, on_call),
    )


class _Renewing(httpx2.BaseTransport):
    """Repeats a request once, with another token, when QuickBooks rejects the token: nothing was done by it (401)."""

    def __init__(self, inner: httpx2.BaseTransport, tokens: AccessTokens) -> None:
        self._inner = inner
        self._tokens = tokens

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        answer = self._inner.handle_request(request)
        if answer.status_code != 401:
            return answer
        answer.close()
        rejected = request.headers["Authorization"].removeprefix(_BEARER)
        request.headers["Authorization"] = _BEARER + self._tokens.instead_of(rejected)
        return self._inner.handle_request(request)


class _Listener:
    """Hears of every attempt: passes it on, logs it, and stops a connection that is over."""

    def __init__(self, tenant_id: UUID, connection_id: UUID, on_call: Callable[[Call], None]) -> None:
        self._tenant_id = tenant_id
        self._connection_id = connection_id
        self._on_call = on_call

    def __call__(self, call: Call) -> None:
        self._on_call(call)
        log_call(self._tenant_id, self._connection_id, call)
        if reason := _ENDS_THE_CONNECTION.get(call.error):
            attention.needs_attention(
                self._tenant_id, self._connection_id, reason, code=call.error, trace=call.intuit_tid
            )
