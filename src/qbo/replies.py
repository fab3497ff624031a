"""The shapes of good answers. Pure: bytes in, values out.

Every parser raises `msgspec.DecodeError` for anything else: broken JSON, another shape, or a fault where an answer
should be.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import Any

import msgspec

from qbo.query import name

Raw = msgspec.Raw


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One complete HTTP answer: the decompressed body, the support id, and Retry-After where it names seconds."""

    status: int
    body: bytes = b""
    intuit_tid: str = ""
    retry_after: float | None = None


class Page(msgspec.Struct, frozen=True):
    """One page of a query. `items` are slices of the answer (keep one longer than the page: `Raw.copy()`), `start`
    counts from 1, `count` is how many QuickBooks says it sent, `time` is its clock."""

    items: list[Raw]
    start: int
    count: int
    time: datetime


class Reply(msgspec.Struct, frozen=True):
    """What a write left behind: the object as stored (a stub with status Deleted after a delete), QuickBooks' clock
    (None where it said none) and the support id."""

    object: Raw
    time: datetime | None
    intuit_tid: str


class Envelope(msgspec.Struct, kw_only=True):
    """The base of every good answer."""

    fault: Raw | msgspec.UnsetType = msgspec.field(name="Fault", default=msgspec.UNSET)

    def __post_init__(self) -> None:
        # QuickBooks also reports faults with HTTP 200; such an answer is none, whatever stands beside the fault.
        if self.fault is not msgspec.UNSET:
            raise ValueError("a fault instead of an answer")


class _Counted(msgspec.Struct):
    total: int = msgspec.field(name="totalCount")


class _CountAnswer(Envelope):
    response: _Counted = msgspec.field(name="QueryResponse")


def without_half_characters(answer: Answer) -> Answer:
    """The same answer with U+FFFD for every escaped surrogate that has lost its other half, or itself when it has none.

    A service that counts in UTF-16 and cuts a text to its longest length may cut an emoji in two. JSON allows the rest
    to be written, no decoder may read it, and the whole page would be lost for one note.
    """
    body = _ESCAPE.sub(lambda found: rb"\ufffd" if found.lastgroup == "half" else found[0], answer.body)
    return answer if body == answer.body else msgspec.structs.replace(answer, body=body)


_ESCAPE = re.compile(rb"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(?P<half>u[dD][89a-fA-F]..)|.)", re.DOTALL)


def page(body: bytes, entity: str, start: int) -> Page:
    """The rows of `entity`; an answer without rows is an empty page (that is how QuickBooks says "none")."""
    answer = _page_decoder(entity).decode(body)
    found = answer.response
    if found.count is not None and found.count != len(found.items):
        raise msgspec.ValidationError(f"{found.count} rows announced, {len(found.items)} received")
    return Page(found.items, found.start or start, len(found.items), answer.time)


def total(body: bytes) -> int:
    """The number a COUNT query answers."""
    return _COUNT.decode(body).response.total


def one(body: bytes, entity: str) -> tuple[Raw, datetime | None]:
    """The single object of a read or a write, and QuickBooks' clock if it told it."""
    answer = _one_decoder(entity).decode(body)
    return answer.object, answer.time


def printed(body: bytes) -> bytes:
    """The PDF an answer consists of, whole: its end is marked within the last 1,024 bytes (ISO 32000)."""
    if not body.startswith(b"%PDF-") or b"%%EOF" not in body[-1024:]:
        raise msgspec.ValidationError("no PDF, or half of one")
    return body


_COUNT = msgspec.json.Decoder(_CountAnswer)


@cache
def _page_decoder(entity: str) -> msgspec.json.Decoder[Any]:
    rows = msgspec.defstruct(
        f"{name(entity)}Rows",
        [
            ("items", list[Raw], msgspec.field(name=entity, default_factory=list)),
            ("start", int | None, msgspec.field(name="startPosition", default=None)),
            ("count", int | None, msgspec.field(name="maxResults", default=None)),
        ],
    )
    answer = msgspec.defstruct(
        f"{entity}Page",
        [("response", rows, msgspec.field(name="QueryResponse")), ("time", datetime)],
        bases=(Envelope,),
        kw_only=True,
    )
    return msgspec.json.Decoder(answer)


@cache
def _one_decoder(entity: str) -> msgspec.json.Decoder[Any]:
    answer = msgspec.defstruct(
        f"One{name(entity)}",
        [("object", Raw, msgspec.field(name=entity)), ("time", datetime | None, None)],
        bases=(Envelope,),
        kw_only=True,
    )
    return msgspec.json.Decoder(answer)
