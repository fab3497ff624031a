"""One attempt: sign the body, post it, wait three seconds for the answer."""

import base64
import hashlib
import hmac
import http.client
import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from urllib.parse import urlsplit

ANSWER_WITHIN_S = 3.0
ACKNOWLEDGED = 200


def signature(body: bytes, verifier_token: str) -> str:
    """What `intuit-signature` must say: base64 of the HMAC-SHA256 over the raw bytes."""
    return base64.b64encode(hmac.digest(verifier_token.encode(), body, hashlib.sha256)).decode()


def post(url: str, body: bytes, content_type: str, verifier_token: str, created_at: datetime) -> int | None:
    """The HTTP status of the answer; None when there is none in time. Redirects are not followed."""
    parts = urlsplit(url)
    connect = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = connect(parts.hostname or "", parts.port, timeout=ANSWER_WITHIN_S)
    target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    try:
        with _hanging_up(connection):
            connection.request("POST", target, body, _headers(body, content_type, verifier_token, created_at))
            return connection.getresponse().status
    except (OSError, ValueError, http.client.HTTPException):  # ValueError: a host name no resolver takes
        return None
    finally:
        connection.close()


def _headers(body: bytes, content_type: str, verifier_token: str, created_at: datetime) -> dict[str, str]:
    return {
        "content-type": f"{content_type}; charset=utf-8" if content_type == "application/json" else content_type,
        "intuit-signature": signature(body, verifier_token),
        "intuit-created-time": created_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "intuit-t-id": str(uuid.uuid4()),
        "intuit-notification-schema-version": "0.1",
        "user-agent": "intuit_notification_server/0.1",
    }


@contextmanager
def _hanging_up(connection: http.client.HTTPConnection) -> Iterator[None]:
    """End the call when the time is over, though a drop of an answer comes now and then."""

    def hang_up() -> None:
        with suppress(OSError, AttributeError):
            connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(ANSWER_WITHIN_S, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
