"""A scripted QuickBooks for the tests of whoever uses this client: says what it was told to, remembers what it heard.

transport = ScriptedTransport(answer({"Invoice": {...}, "time": ...}), lose_reply())
client = Client("1", lambda: "token", base_url=SANDBOX, transport=transport)
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

import httpx2
import msgspec

Step = Callable[[httpx2.Request], httpx2.Response]


class ScriptedTransport(httpx2.BaseTransport):
    """Plays its steps in order, one per request; `requests` holds what came in, bodies read.

    A request after the last step is a failed assertion.
    """

    def __init__(self, *steps: Step) -> None:
        self._steps = list(steps)
        self._lock = threading.Lock()
        self.requests: list[httpx2.Request] = []

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The next step's answer, or the error it raises."""
        request.read()
        with self._lock:
            self.requests.append(request)
            if not self._steps:
                raise AssertionError(f"no step left for {request.method} {request.url.path}")
            step = self._steps.pop(0)
        return step(request)


def answer(body: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Step:
    """Answer with `body`: bytes as they are, anything else as JSON (a Decimal as a number)."""
    content = body if isinstance(body, bytes) else _JSON.encode(body)
    sent = {"Content-Type": "application/json;charset=utf-8", "intuit_tid": "scripted", **(headers or {})}
    return lambda request: httpx2.Response(status, headers=sent, content=content)


def fault(code: str, message: str = "scripted", detail: str = "", status: int = 400) -> Step:
    """Refuse as QuickBooks' service does."""
    error = {"Message": message, "Detail": detail, "code": code}
    return answer({"Fault": {"Error": [error], "type": "ValidationFault"}}, status)


def unreachable() -> Step:
    """Fail before anything was sent."""
    return _failing(httpx2.ConnectError("connection refused"))


def lose_reply() -> Step:
    """Fail after the request was sent."""
    return _failing(httpx2.ReadError("connection reset"))


def _failing(failure: httpx2.TransportError) -> Step:
    def fail(request: httpx2.Request) -> httpx2.Response:
        raise failure

    return fail


_JSON = msgspec.json.Encoder(decimal_format="number")
