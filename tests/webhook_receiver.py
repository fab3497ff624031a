"""A little web server on this machine that takes webhooks and answers as the test says."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "a-verifier-token-9d2f"


@dataclass
class Notification:
    """One request as it came."""

    body: bytes
    headers: Message

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def is_genuine(self) -> bool:
        """Whether the signature is that of the raw body under TOKEN."""
        expected = base64.b64encode(hmac.digest(TOKEN.encode(), self.body, hashlib.sha256))
        return hmac.compare_digest(expected, self.headers["intuit-signature"].encode())

    @property
    def entities(self) -> list[tuple[str, str, str, str]]:
        """`(realm, entity, id, operation)` of each event of a legacy body."""
        return [
            (each["realmId"], entity["name"], entity["id"], entity["operation"])
            for each in self.json["eventNotifications"]
            for entity in each["dataChangeEvent"]["entities"]
        ]


@dataclass
class Receiver:
    """`statuses` are answered one after the other, then 200; each after `delay_s` and what is done `while_called`."""

    url: str
    received: list[Notification] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    delay_s: float = 0
    while_called: Callable[[], object] = lambda: None
    arrived: threading.Event = field(default_factory=threading.Event)

    def events(self) -> list[tuple[str, str, str, str]]:
        """The events of everything received, in order."""
        return [event for notification in self.received for event in notification.entities]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver that listens while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.received.append(Notification(body, self.headers))
            status = receiver.statuses.pop(0) if receiver.statuses else 200
            time.sleep(receiver.delay_s)
            receiver.while_called()
            receiver.arrived.set()
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                """The caller hung up; that is what the test wants."""

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        receiver = Receiver(f"http://127.0.0.1:{server.server_port}/hooks?from=intuit")
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield receiver
        server.shutdown()
