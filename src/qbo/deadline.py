"""An httpx2 transport whose whole exchange ends in time, however slowly the other side dribbles.

httpx2 bounds every single step (connect, one read, one write); a server sending one byte a second satisfies all of
them for hours. Here each step additionally gets no more than what is left of the exchange.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import httpcore2
import httpx2

_over_at: ContextVar[float] = ContextVar("over_at", default=float("inf"))


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Every exchange of an `HttpTransport` inside this block, in this thread, is over after `seconds`; a block inside
    another never lasts longer than the outer one."""
    token = _over_at.set(min(_over_at.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _over_at.reset(token)


class HttpTransport(httpx2.BaseTransport):
    """Kept-alive HTTP/1.1 connections, shared by any number of clients and threads.

    Connections idle for `keepalive` seconds are dropped, so that a write rarely meets one the server just closed.
    """

    def __init__(self, *, connections: int = 100, keepalive: float = 10.0) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(),
            max_connections=connections,
            max_keepalive_connections=connections,
            keepalive_expiry=keepalive,
            network_backend=_Backend(),
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Raises the transport errors of httpx2."""
        outgoing = httpcore2.Request(
            method=request.method,
            url=httpcore2.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.read(),
            extensions=dict(request.extensions),
        )
        with _httpx2_errors():
            answer = self._pool.handle_request(outgoing)
        return httpx2.Response(answer.status, headers=answer.headers, stream=_Stream(answer))

    def close(self) -> None:
        """Close the idle connections and let the busy ones fail."""
        self._pool.close()


class _Stream(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        with _httpx2_errors():
            yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


@contextmanager
def _httpx2_errors() -> Iterator[None]:
    """Both libraries name their transport errors alike."""
    try:
        yield
    except (
        httpcore2.TimeoutException,
        httpcore2.NetworkError,
        httpcore2.ProtocolError,
        httpcore2.UnsupportedProtocol,
    ) as failure:
        kind: type[httpx2.TransportError] = getattr(httpx2, type(failure).__name__)
        raise kind(str(failure)) from failure


def _allowed(timeout: float | None, late: type[Exception]) -> float | None:
    left = _over_at.get() - time.monotonic()
    if left <= 0:
        raise late("the whole exchange took too long")
    if left == float("inf"):
        return timeout
    return left if timeout is None else min(timeout, left)


class _Backend(httpcore2.NetworkBackend):
    def __init__(self) -> None:
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        allowed = _allowed(timeout, httpcore2.ConnectTimeout)
        return _Socket(self._sockets.connect_tcp(host, port, allowed, local_address, socket_options))


class _Socket(httpcore2.NetworkStream):
    def __init__(self, inner: httpcore2.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _allowed(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _allowed(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        allowed = _allowed(timeout, httpcore2.ConnectTimeout)
        return _Socket(self._inner.start_tls(ssl_context, server_hostname, allowed))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
