"""One HTTP exchange: bounded in time and size, and honest about whether anything was sent.

The seam is httpx2's transport: the OAuth calls, the API calls and the scripted transport of tests all meet there.
"""

from __future__ import annotations

from io import BytesIO

import httpx2
import msgspec

from qbo.deadline import within
from qbo.replies import Answer

Transport = httpx2.BaseTransport
"""What carries a request: `HttpTransport`, `qbo.testing.ScriptedTransport`, or any other transport of httpx2."""

BEFORE_SENDING = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.ProxyError,
    httpx2.UnsupportedProtocol,
)
"""The failures after which no byte of the request can have left."""


class Timeout(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds. `connect`, `write`, `read` bound one step each, `pool` the wait for a free connection, `total` the
    whole exchange. QuickBooks itself gives up after 120 s (Intuit, "Limits and throttles")."""

    connect: float = 10.0
    write: float = 30.0
    read: float = 60.0
    pool: float = 10.0
    total: float = 120.0

    def steps(self) -> dict[str, float]:
        """What httpx2 wants to know."""
        return {"connect": self.connect, "write": self.write, "read": self.read, "pool": self.pool}


class NothingSent(Exception):
    """The exchange failed before the first byte of the request left."""


class ReplyLost(Exception):
    """The exchange failed after bytes may have left: the other side may have acted."""


class TooLarge(Exception):
    """The answer is larger than the caller accepts."""


def intuit_tid(headers: httpx2.Headers) -> str:
    """Documented as `intuit_tid`, seen on the wire as `Intuit-Tid`; empty when absent."""
    return headers.get("intuit_tid") or headers.get("intuit-tid") or ""


def exchange(transport: Transport, request: httpx2.Request, timeout: Timeout, max_body: int) -> Answer:
    """Send `request` once, follow no redirect, read the whole answer.

    Raises `NothingSent`, `ReplyLost`, or `TooLarge` above `max_body` bytes (after decompression). Their messages hold
    no address and no header.
    """
    request.extensions["timeout"] = timeout.steps()
    try:
        with within(timeout.total):
            response = transport.handle_request(request)
            try:
                body = _read_body(response, max_body)
            finally:
                response.close()
    except BEFORE_SENDING as failure:
        raise NothingSent(told(failure)) from None
    except (httpx2.TransportError, httpx2.DecodingError) as failure:
        raise ReplyLost(told(failure)) from None
    asked = response.headers.get("retry-after", "")
    return Answer(
        status=response.status_code,
        body=body,
        intuit_tid=intuit_tid(response.headers),
        retry_after=float(asked) if asked.isdecimal() else None,
    )


def told(failure: Exception) -> str:
    """A failure in one line: what kind, and its text if it has any."""
    text = str(failure).strip()
    return f"{type(failure).__name__}: {text}" if text else type(failure).__name__


def _read_body(response: httpx2.Response, max_body: int) -> bytes:
    body = BytesIO()  # whose value is its buffer: large answers are not held twice
    for chunk in response.iter_bytes():
        if body.tell() + len(chunk) > max_body:
            raise TooLarge(f"more than {max_body} bytes")
        body.write(chunk)
    return body.getvalue()
