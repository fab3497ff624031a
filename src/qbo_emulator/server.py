"""A threaded HTTP/1.1 server: connections are kept alive, lengths are exact, aborted clients are no news."""

import io
import os
import socket
import struct
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from http import HTTPStatus
from http.server import HTTPServer
from typing import Any, cast
from wsgiref.types import WSGIApplication

from werkzeug.serving import DechunkedInput, ThreadedWSGIServer, WSGIRequestHandler

from qbo_emulator.rules.faults import Fault, body_too_large
from qbo_emulator.traffic import connection
from qbo_emulator.v3.call import LARGEST_UPLOAD
from qbo_emulator.v3.faults import fault_body

SEND_TOGETHER = 64 * 1024  # a small reply leaves in one packet with its head


class Server(ThreadedWSGIServer):
    """One thread per connection. `port` 0 takes a free one; `url` tells which. Raises OSError if it is taken."""

    request_queue_size = 256

    def __init__(self, host: str, port: int, app: WSGIApplication) -> None:
        self._refuse_for_s = 0.0
        with _listening(host, port) as taken:
            # werkzeug ends the process when a port is in use; binding ourselves leaves the sentence to the caller.
            super().__init__(host, port, app, Handler, fd=taken.fileno())

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    def serve_forever(self, poll_interval: float = 0.1) -> None:
        """Serve until Ctrl-C or `shutdown`, with a pause where connections were to be refused for a time."""
        HTTPServer.serve_forever(self, poll_interval)
        while self._refuse_for_s:
            seconds, self._refuse_for_s = self._refuse_for_s, 0
            self.socket.close()
            self.socket = _bound(self.host, self.port)  # held, so that nobody else takes the port meanwhile
            time.sleep(seconds)
            self.socket.listen(self.request_queue_size)
            HTTPServer.serve_forever(self, poll_interval)

    def refuse(self, seconds: float) -> None:
        """Let nobody connect for so long (real time), from now on; connections there are stay."""
        self._refuse_for_s = seconds
        self.shutdown()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """An aborted client is no news; anything else is a defect of the emulator and is printed."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class Handler(WSGIRequestHandler):
    """Reads one request whole, calls the application, sends its reply whole; then waits for the next."""

    disable_nagle_algorithm = True
    server_version = "qbo-emulator"
    sys_version = ""

    def setup(self) -> None:
        self.request.settimeout(120)  # Intuit's own limit for a request
        super().setup()

    def run_wsgi(self) -> None:
        fate = connection.Connection()
        environ = self.make_environ()
        environ[connection.ENVIRON_KEY] = fate
        try:
            environ["wsgi.input"] = self._body(environ)
        except ValueError:
            self.close_connection = True
            self._send("400 Bad Request", [], b"Content-Length is no number to go by.\n", fate)
            return
        except Fault as too_large:
            self.close_connection = True
            json = [("Content-Type", "application/json")]
            self._send("413 Content Too Large", json, fault_body(too_large), fate)
            return
        try:
            status, headers, body = _call(self.server.app, environ)
        except Exception:
            traceback.print_exc()
            status, headers, body = "500 Internal Server Error", [], b"The emulator failed; see its output.\n"
        if fate.dropped:
            self._reset()
        else:
            self._send(status, headers, body, fate)
        if fate.refuses_for_s:
            cast(Server, self.server).refuse(fate.refuses_for_s)

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - werkzeug's signature
        """Nothing: `GET /_emulator/requests` is the record."""

    def _body(self, environ: dict[str, Any]) -> io.BytesIO:
        """The whole body, so that the next request of a kept connection starts where it should.

        Raises Fault 500, HTTP 413, for more than the API ever takes, which is not read; the control API takes whole
        companies. Raises ValueError for a length that is none.
        """
        limit = LARGEST_UPLOAD if self.path.startswith("/v3/") else sys.maxsize
        if environ.pop("wsgi.input_terminated", False):
            body = cast(DechunkedInput, environ["wsgi.input"]).read(-1 if limit == sys.maxsize else limit + 1)
            if len(body) > limit:
                raise body_too_large(limit)
            environ["CONTENT_LENGTH"] = str(len(body))
            environ.pop("HTTP_TRANSFER_ENCODING", None)
            return io.BytesIO(body)
        length = int(self.headers.get("Content-Length") or 0)
        if length < 0:
            raise ValueError(length)
        if length > limit:
            raise body_too_large(limit)
        try:
            body = self.rfile.read(length)
        except (MemoryError, OverflowError):
            raise ValueError(length) from None
        if len(body) < length:
            raise ConnectionAbortedError("the client left in the middle of its request")
        return io.BytesIO(body)

    def _send(self, status: str, headers: list[tuple[str, str]], body: bytes, fate: connection.Connection) -> None:
        code, _, reason = status.partition(" ")
        bodiless = self.command == "HEAD" or int(code) in {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}
        self.send_response(int(code), reason)
        for name, value in headers:
            if name.lower() not in {"content-length", "connection"}:
                self.send_header(name, value)
        if int(code) != HTTPStatus.NO_CONTENT:
            self.send_header("Content-Length", str(len(body) if fate.promised is None else fate.promised))
        if fate.body_limit is not None or fate.promised is not None:
            body = body[: fate.body_limit]
            self.close_connection = True
        if self.close_connection:
            self.send_header("Connection", "close")
        head = self._take_head()
        if bodiless:
            self.wfile.write(head)
        elif fate.trickle is not None:
            self._trickle(head, body, fate.trickle)
        elif len(body) <= SEND_TOGETHER:
            self.wfile.write(head + body)
        else:
            self.wfile.write(head)
            self.wfile.write(body)

    def _trickle(self, head: bytes, body: bytes, how: connection.Trickle) -> None:
        self.wfile.write(head + body[: how.at_once])
        for place in range(how.at_once, len(body)):
            time.sleep(1 / how.bytes_per_s)
            self.wfile.write(body[place : place + 1])

    def _take_head(self) -> bytes:
        buffered: list[bytes] = self._headers_buffer
        head = b"".join(buffered) + b"\r\n"
        buffered.clear()
        return head

    def _reset(self) -> None:
        """Close at once: with a linger time of zero the client gets a reset instead of an orderly end."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        os.close(self.connection.detach())


def _call(app: WSGIApplication, environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], bytes]:
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], _error: Any = None) -> Callable[[bytes], object]:
        started.append((status, headers))
        return lambda _chunk: None

    chunks: Iterable[bytes] = app(environ, start_response)
    try:
        body = b"".join(chunks)
    finally:
        close = getattr(chunks, "close", None)
        if close:
            close()
    status, headers = started[-1]
    return status, headers, body


def _listening(host: str, port: int) -> socket.socket:
    taken = _bound(host, port)
    taken.listen(Server.request_queue_size)
    return taken


def _bound(host: str, port: int) -> socket.socket:
    """Nobody can connect before it listens."""
    taken = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
    except BaseException:
        taken.close()
        raise
    return taken
