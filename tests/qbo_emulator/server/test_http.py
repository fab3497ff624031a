"""HTTP as clients meet it: connections kept, lengths exact, aborted clients harmless."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from emulator_process import EmulatorProcess

REALMS = b"GET /_emulator/realms HTTP/1.1\r\nHost: x\r\n\r\n"


@contextmanager
def connection(emulator: EmulatorProcess) -> Iterator[socket.socket]:
    address = urlsplit(emulator.url)
    with socket.create_connection((address.hostname, address.port), timeout=10) as sock:
        yield sock


def answer(sock: socket.socket) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and exactly the promised bytes of one reply."""
    reply = b""
    while b"\r\n\r\n" not in reply:
        reply += received(sock)
    head, _, body = reply.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    while len(body) < int(headers["content-length"]):
        body += received(sock)
    assert len(body) == int(headers["content-length"])
    return int(status.split()[1]), headers, body


def received(sock: socket.socket) -> bytes:
    chunk = sock.recv(65536)
    assert chunk, "the connection was closed"
    return chunk


def test_connection_serves_one_request_after_another(emulator: EmulatorProcess) -> None:
    with connection(emulator) as sock:
        for _ in range(3):
            sock.sendall(REALMS)
            status, headers, _ = answer(sock)
            assert status == 200
            assert "transfer-encoding" not in headers
            assert headers.get("connection") != "close"


def test_unread_body_does_not_spoil_the_next_request(emulator: EmulatorProcess) -> None:
    body = b"x" * 100_000
    head = b"POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(body)
    with connection(emulator) as sock:
        sock.sendall(head + body)
        assert answer(sock)[0] == 404
        sock.sendall(REALMS)
        assert answer(sock)[0] == 200


def test_chunked_request_is_read(emulator: EmulatorProcess) -> None:
    head = b"POST /_emulator/clock HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    with connection(emulator) as sock:
        sock.sendall(head + b'e\r\n{"advance_s":0\r\n1\r\n}\r\n0\r\n\r\n')
        assert answer(sock)[0] == 200
        sock.sendall(REALMS)
        assert answer(sock)[0] == 200


def test_head_promises_the_length_and_sends_no_body(emulator: EmulatorProcess) -> None:
    with connection(emulator) as sock:
        sock.sendall(REALMS.replace(b"GET", b"HEAD", 1))
        head, _, body = received(sock).partition(b"\r\n\r\n")
        assert b"Content-Length" in head
        assert body == b""


def test_clients_that_leave_early_do_no_harm(emulator: EmulatorProcess) -> None:
    realm_id = emulator.company()
    with emulator.api(realm_id) as api:
        token = api.headers["Authorization"]
    body = b'{"DisplayName": "Half a request"}'
    head = f"POST /v3/company/{realm_id}/customer HTTP/1.1\r\nHost: x\r\nAuthorization: {token}\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    with connection(emulator) as sock:
        sock.sendall(head.encode() + body[:10])
    with connection(emulator) as sock:
        sock.sendall(b"GET / HT")
    assert emulator.documents(realm_id, "Customer") == []


@pytest.mark.parametrize("length", ["many", "-5", "9" * 15])
def test_length_that_is_no_usable_number_is_refused(emulator: EmulatorProcess, length: str) -> None:
    with connection(emulator) as sock:
        sock.sendall(f"POST /_emulator/clock HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n".encode())
        assert answer(sock)[0] == 400
