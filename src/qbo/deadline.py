"""An httpx2 transport whose whole exchange ends in time, however slowly the other side dribbles.

Timeouts bound every single step (connect, one read, one write); a server sending one byte a second satisfies all of
them for hours. Here each step additionally gets no more than what is left of the exchange.

The wire is the standard library's: an exchange that brings no news costs a third of what httpx2's own connections take,
and a quiet sync is hardly more than one.
"""

from __future__ import annotations

import http.client
import io
import select
import socket
import ssl
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from threading import BoundedSemaphore
from typing import Any, cast

import httpx2

_over_at: ContextVar[float] = ContextVar("over_at", default=float("inf"))
_CHUNK = 16 * 1024  # what is read at once; compressed pages become fifteen times as much

type _Origin = tuple[str, str, int]


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
        self._places = BoundedSemaphore(connections)
        self._keepalive = keepalive
        self._idle: defaultdict[_Origin, list[_Connection]] = defaultdict(list)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Raises the transport errors of httpx2."""
        timeout: dict[str, float | None] = request.extensions.get("timeout", {})
        if not self._places.acquire(timeout=_allowed(timeout.get("pool"), httpx2.PoolTimeout)):
            raise httpx2.PoolTimeout("no connection came free in time")
        connection: _Connection | None = None
        try:
            connection = self._connection(request.url, timeout)
            answer = connection.exchange(request, timeout)
        except BaseException:
            self._over(connection, keep=False)
            raise
        headers = answer.getheaders()
        return httpx2.Response(answer.status, headers=headers, stream=_Stream(self, connection, answer))

    def close(self) -> None:
        """Close the idle connections; busy ones end with their exchange."""
        while self._idle:
            for connection in self._idle.popitem()[1]:
                connection.close()

    def _connection(self, url: httpx2.URL, timeout: dict[str, float | None]) -> _Connection:
        secure = url.scheme == "https"
        origin = (url.scheme, url.raw_host.decode("ascii"), url.port or (443 if secure else 80))
        idle = self._idle[origin]
        while idle:
            try:
                kept = idle.pop()
            except IndexError:  # another thread was quicker
                break
            if kept.usable(self._keepalive):
                return kept
            kept.close()
        return _Connection(origin, self._tls if secure else None, timeout.get("connect"))

    def _over(self, connection: _Connection | None, *, keep: bool) -> None:
        """An exchange has ended; its connection may carry another one, or not."""
        if connection is not None and keep:
            connection.idle_since = time.monotonic()
            self._idle[connection.origin].append(connection)
        elif connection is not None:
            connection.close()
        self._places.release()

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        context = httpx2.create_ssl_context()
        context.set_alpn_protocols(["http/1.1"])
        return context


class _Connection:
    """One socket, and one exchange at a time."""

    def __init__(self, origin: _Origin, tls: ssl.SSLContext | None, timeout: float | None) -> None:
        self.origin = origin
        self.idle_since = 0.0
        _, host, port = origin
        try:
            allowed = _allowed(timeout, httpx2.ConnectTimeout)
            self._socket = socket.create_connection((host, port), allowed)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if tls is not None:
                self._socket = self._secured(tls, host, timeout)
        except TimeoutError as failure:
            raise httpx2.ConnectTimeout(str(failure)) from failure
        except (OSError, UnicodeError) as failure:  # UnicodeError: no host name
            raise httpx2.ConnectError(str(failure)) from failure

    def _secured(self, tls: ssl.SSLContext, host: str, timeout: float | None) -> ssl.SSLSocket:
        try:
            self._socket.settimeout(_allowed(timeout, httpx2.ConnectTimeout))
            return tls.wrap_socket(self._socket, server_hostname=host)
        except BaseException:
            self._socket.close()
            raise

    def usable(self, keepalive: float) -> bool:
        """Whether it was used just now, and the server has not closed it (nor sent what nobody asked for)."""
        if time.monotonic() - self.idle_since > keepalive:
            return False
        poll = select.poll()
        poll.register(self._socket, select.POLLIN)
        return not poll.poll(0)

    def exchange(self, request: httpx2.Request, timeout: dict[str, float | None]) -> http.client.HTTPResponse:
        """The answer, its headers read and its body not."""
        try:
            self._send(request, timeout.get("write"))
        except TimeoutError as failure:
            raise httpx2.WriteTimeout(str(failure)) from failure
        except OSError:
            pass  # a server may answer before it has heard everything, and stop to listen
        answer = http.client.HTTPResponse(cast(socket.socket, _Readable(self._socket, timeout)), method=request.method)
        try:
            with _read_errors():
                answer.begin()
        except BaseException:
            answer.close()
            raise
        return answer

    def _send(self, request: httpx2.Request, timeout: float | None) -> None:
        lines = [b"%s %s HTTP/1.1" % (request.method.encode("ascii"), request.url.raw_path)]
        lines += [b"%s: %s" % header for header in request.headers.raw]
        if any(b"\r" in line or b"\n" in line for line in lines):
            raise httpx2.LocalProtocolError("a header holds a line break")
        message = memoryview(b"\r\n".join([*lines, b"", request.read()]))
        for start in range(0, len(message), _CHUNK):
            self._socket.settimeout(_allowed(timeout, httpx2.WriteTimeout))
            self._socket.sendall(message[start : start + _CHUNK])

    def close(self) -> None:
        self._socket.close()


class _Readable(io.RawIOBase):
    """A socket as `http.client` reads it, each read in the time there is."""

    def __init__(self, source: socket.socket, timeout: dict[str, float | None]) -> None:
        self._source = source
        self._timeout = timeout.get("read")

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self, _CHUNK)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._source.settimeout(_allowed(self._timeout, httpx2.ReadTimeout))
        return self._source.recv_into(buffer)


class _Stream(httpx2.SyncByteStream):
    """The body; the connection is free again when it has been read to its end or is closed."""

    def __init__(self, transport: HttpTransport, connection: _Connection, answer: http.client.HTTPResponse) -> None:
        self._transport = transport
        self._connection = connection
        self._answer = answer
        self._open = True

    def __iter__(self) -> Iterator[bytes]:
        with _read_errors():
            while chunk := self._answer.read(_CHUNK):
                yield chunk
            if self._answer.length:
                raise http.client.IncompleteRead(b"", self._answer.length)
        self._end(keep=not self._answer.will_close)

    def close(self) -> None:
        self._end(keep=False)

    def _end(self, *, keep: bool) -> None:
        if self._open:
            self._open = False
            self._answer.close()
            self._transport._over(self._connection, keep=keep)


@contextmanager
def _read_errors() -> Iterator[None]:
    try:
        yield
    except TimeoutError as failure:
        raise httpx2.ReadTimeout(str(failure)) from failure
    except http.client.HTTPException as failure:
        raise httpx2.RemoteProtocolError(f"{type(failure).__name__}: {failure}") from failure
    except OSError as failure:
        raise httpx2.ReadError(str(failure)) from failure


def _allowed(timeout: float | None, late: type[Exception]) -> float | None:
    left = _over_at.get() - time.monotonic()
    if left <= 0:
        raise late("the whole exchange took too long")
    if left == float("inf"):
        return timeout
    return left if timeout is None else min(timeout, left)
