"""Replies that arrive damaged. `at` is where, in bytes; half of the body if it is None."""

import gzip
from collections.abc import Callable

from werkzeug import Response

from qbo_emulator.store.text import Json, decode, encode
from qbo_emulator.traffic.connection import Connection


def _truncate(response: Response, connection: Connection, at: int | None) -> None:
    connection.body_limit = _place(response, at)


def _cut(response: Response, _connection: Connection, at: int | None) -> None:
    response.set_data(response.get_data()[: _place(response, at)])


def _cut_gzip(response: Response, connection: Connection, at: int | None) -> None:
    if response.headers.get("Content-Encoding") != "gzip":
        response.set_data(gzip.compress(response.get_data()))
        response.headers["Content-Encoding"] = "gzip"
    _cut(response, connection, at)


def _promise_less(response: Response, connection: Connection, at: int | None) -> None:
    connection.promised = _place(response, at)


def _halve(response: Response, _connection: Connection, _at: int | None) -> None:
    try:
        answer = decode(response.get_data())
    except ValueError:
        return
    found: Json = answer.get("QueryResponse", {}) if isinstance(answer, dict) else {}
    for name, rows in found.items():
        if isinstance(rows, list):
            half = rows[: len(rows) // 2]
            found |= {name: half, "maxResults": len(half)}
            response.set_data(encode(answer))
            return


def _place(response: Response, at: int | None) -> int:
    return len(response.get_data()) // 2 if at is None else at


SPOILERS: dict[str, Callable[[Response, Connection, int | None], None]] = {
    "truncate": _truncate,
    "cut": _cut,
    "gzip_cut": _cut_gzip,
    "wrong_length": _promise_less,
    "half_page": _halve,
}
"""The kinds of fault that let the reply come, damaged."""
