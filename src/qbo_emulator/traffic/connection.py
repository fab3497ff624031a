"""What an injected fault asks the server to do to the connection that carries a request."""

from dataclasses import dataclass
from typing import cast

from werkzeug import Request

ENVIRON_KEY = "qbo_emulator.connection"


@dataclass(frozen=True, slots=True)
class Trickle:
    """How a slow body comes: so much of it at once, the rest at this pace."""

    at_once: int
    bytes_per_s: float


@dataclass
class Connection:
    """Left at its defaults, the reply is sent whole."""

    dropped: bool = False  # no reply at all: the client sees a connection reset
    body_limit: int | None = None  # the head promises the whole body, only so many bytes of it come
    promised: int | None = None  # what the head promises instead of the length of the body
    trickle: Trickle | None = None
    refuses_for_s: float = 0  # after this reply nobody can connect for so long


def connection_of(request: Request) -> Connection:
    """The server put it there; an error here means the application runs under another WSGI server."""
    return cast(Connection, request.environ[ENVIRON_KEY])
