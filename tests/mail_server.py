"""A mail server that refuses some addresses."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class _Session(socketserver.StreamRequestHandler):
    """One conversation in SMTP (RFC 5321)."""

    server: "MailServer"

    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline().decode():
            verb = line[:4].upper()
            if verb == "RCPT":
                self._recipient = line.partition("<")[2].partition(">")[0]
                self._say("550 no such user" if self._recipient in self.server.refused else "250 ok")
            elif verb == "DATA":
                self._say("354 go on")
                while self.rfile.readline() != b".\r\n":
                    pass
                self.server.delivered.append(self._recipient)
                self._say("250 ok")
            else:
                self._say("250 ok")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """`delivered` are the recipients of the mails it took, one each."""

    def __init__(self, *refused: str) -> None:
        self.refused = refused
        self.delivered: list[str] = []
        super().__init__(("127.0.0.1", 0), _Session)

    @property
    def mailers(self) -> dict[str, Any]:
        """Django's setting that sends through it."""
        options = {"host": "127.0.0.1", "port": self.server_address[1]}
        return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}


@contextmanager
def mail_server(*refused: str) -> Iterator[MailServer]:
    """Listens until the block ends."""
    with MailServer(*refused) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
