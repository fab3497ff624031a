"""Bodies of absurd size are refused without being read, and repeated answers do not fill the memory."""

import http.client
import json
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

import pytest

from qbo_emulator.store.ledger import Ledger
from qbo_emulator.store.memory import MOST_BYTES, Answer, RequestMemory


def _announced(emulator: Any, length: str) -> tuple[int, dict[str, Any] | None, str | None]:
    """Begin a POST to a company; status, JSON and Connection of the answer that comes before the body is sent."""
    address = urlsplit(emulator.url)
    with closing(http.client.HTTPConnection(str(address.hostname), address.port, timeout=20)) as connection:
        connection.putrequest("POST", f"/v3/company/{emulator.company()}/upload")
        connection.putheader("Content-Length", length)
        connection.endheaders()
        with connection.getresponse() as answer:
            body = answer.read()
            return answer.status, json.loads(body) if body.startswith(b"{") else None, answer.getheader("Connection")


@pytest.mark.parametrize("length", [10**9, 10**15])
def test_a_gigabyte_is_refused_when_it_is_announced(emulator: Any, length: int) -> None:
    status, body, connection = _announced(emulator, str(length))

    assert (status, connection) == (413, "close")
    assert body is not None
    assert body["Fault"]["Error"][0]["code"] == "500"
    with emulator.api(emulator.company()) as client:
        assert client.get("preferences").status_code == 200


def test_a_length_below_zero_is_none(emulator: Any) -> None:
    assert _announced(emulator, "-1")[0] == 400


def test_the_oldest_answers_make_room_for_new_ones() -> None:
    memory = RequestMemory(Ledger())
    third = Answer(200, b"x" * (MOST_BYTES // 3))
    for request_id in ("a", "b", "c", "d"):
        memory.keep(request_id, third)

    assert memory.recall("a") is None
    assert [memory.recall(each) for each in ("b", "c", "d")] == [third] * 3
    for number in range(10_050):
        memory.keep(str(number), Answer(200, b"{}"))
    assert memory.recall("49") is None
    assert memory.recall("50") == Answer(200, b"{}")
