"""Over real sockets: whatever the other side does, an exchange ends, and says whether anything was sent."""

import contextlib
import gzip
import socket
import threading

import pytest

from qbo import Client, HttpTransport, Timeout, Write, errors
from qbo.deadline import within
from qbo.retry import ONCE

PAGE = b'{"QueryResponse":{"Invoice":[{"Id":"1"}],"startPosition":1,"maxResults":1},"time":"2026-01-01T00:00:00Z"}'
WRITE = Write("Invoice", "create", b"{}")


def http(body, *headers, length=None):
    said = [b"HTTP/1.1 200 OK", b"Content-Length: %d" % (len(body) if length is None else length), *headers, b"", body]
    return b"\r\n".join(said)


class Server:
    """Answers each connection's requests with the bytes of `script`, one list of chunks per request."""

    def __init__(self, *script, pause=0.0):
        self.script, self.pause = list(script), pause
        self.connections = 0
        self.requests = []
        self.over = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        with contextlib.suppress(OSError):
            while self.script:
                connection, _ = self.listener.accept()
                self.connections += 1
                with connection, contextlib.suppress(OSError):
                    self._talk(connection)

    def _talk(self, connection):
        while self.script:
            request = connection.recv(65536)
            if not request:
                return
            self.requests.append(request)
            chunks = self.script.pop(0)
            for chunk in chunks:
                connection.sendall(chunk)
                if self.pause and self.over.wait(self.pause):
                    return
            if chunks and chunks[-1] == b"":
                return

    def close(self):
        self.over.set()
        self.listener.close()


@pytest.fixture
def serve():
    servers = []

    def start(*script, **options):
        servers.append(Server(*script, **options))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def client():
    transport = HttpTransport()

    def connect(server, **timeout):
        limits = Timeout(**{"connect": 5.0, "read": 5.0, "total": 10.0, **timeout})
        return Client("1", lambda: "t", base_url=server.url, transport=transport, timeout=limits, retries=ONCE)

    yield connect
    transport.close()


def test_connections_are_kept(serve, client):
    server = serve([http(PAGE)], [http(PAGE)])
    qbo = client(server)
    assert qbo.query("Invoice").count == qbo.query("Invoice").count == 1
    assert server.connections == 1
    assert b"accept-encoding: gzip\r\n" in server.requests[0].lower()


def test_gzip_is_read(serve, client):
    qbo = client(serve([http(gzip.compress(PAGE), b"Content-Encoding: gzip")]))
    assert qbo.query("Invoice").count == 1


@pytest.mark.parametrize(
    "chunks",
    [
        [b""],
        [b"HTTP/1.1 200 OK\r\nContent-Le", b""],
        [http(PAGE[:40], length=len(PAGE)), b""],
        [http(PAGE, length=len(PAGE) - 10), b""],
        [http(gzip.compress(PAGE)[:-20], b"Content-Encoding: gzip"), b""],
        [http(b"\x1f\x8b garbage", b"Content-Encoding: gzip"), b""],
        [b"not HTTP at all\r\n\r\n", b""],
        [http(b"<html>hello</html>"), b""],
    ],
)
def test_half_an_answer_is_none(serve, client, chunks):
    with pytest.raises(errors.Unavailable):
        client(serve(chunks)).query("Invoice")
    with pytest.raises(errors.OutcomeUnknown):
        client(serve(chunks)).send(WRITE, "r")


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"])
def test_a_server_that_dribbles_cannot_hold_us(serve, client, start):
    server = serve([start, *[b"x"] * 10_000], pause=0.02)
    qbo = client(server, total=0.4)
    with pytest.raises(errors.Unavailable, match=r"too long|Timeout"):
        qbo.query("Invoice")
    with pytest.raises(errors.OutcomeUnknown):
        client(serve([start, *[b"x"] * 10_000], pause=0.02), total=0.4).send(WRITE, "r")


def test_silence_ends_too(serve, client):
    server = serve([b"H"], pause=60.0)
    with pytest.raises(errors.OutcomeUnknown, match="Timeout"):
        client(server, read=0.2).send(WRITE, "r")


def test_nobody_there_means_nothing_sent(client):
    class Nobody:
        url = "http://127.0.0.1:1"

    with pytest.raises(errors.NotSent, match="cannot be reached"):
        client(Nobody).send(WRITE, "r")
    with pytest.raises(errors.Unavailable, match="cannot be reached"):
        client(Nobody).query("Invoice")


def test_redirects_are_not_followed(serve, client):
    elsewhere = serve([http(PAGE)])
    moved = b"HTTP/1.1 307 Moved\r\nLocation: " + elsewhere.url.encode() + b"\r\nContent-Length: 0\r\n\r\n"
    with pytest.raises(errors.OutcomeUnknown):
        client(serve([moved])).send(WRITE, "r")
    assert elsewhere.requests == []


def test_an_inner_limit_never_extends_an_outer_one(serve, client):
    with within(0.2), pytest.raises(errors.OutcomeUnknown):
        client(serve([b"H"], pause=60.0), read=30.0, total=60.0).send(WRITE, "r")
