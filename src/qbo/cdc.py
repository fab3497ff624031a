"""Change data capture: everything that changed since a moment, deletions included, in one call.

Source: Intuit, "Change data capture"; recorded answers. It looks back 30 days, answers at most 1,000 objects in all
without paging, and does not know every entity.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from qbo.query import name, timestamp
from qbo.replies import Envelope, Raw

NOT_COVERED = frozenset({"JournalCode", "TaxAgency", "TimeActivity", "TaxCode", "TaxRate"})
MOST_OBJECTS = 1000


class Deleted(msgspec.Struct, frozen=True):
    """What is left of a deleted object."""

    id: str
    at: datetime | None


class Changes(msgspec.Struct, frozen=True):
    """Changed and deleted objects by entity (every entity asked for has a key), and QuickBooks' clock: the place to
    continue from, with an overlap. `truncated`: the limit was reached, so some changes are missing; ask again for
    fewer entities or a shorter time, or read the entity with a query."""

    live: dict[str, list[Raw]]
    deleted: dict[str, list[Deleted]]
    time: datetime
    truncated: bool


def parameters(entities: Sequence[str], since: datetime) -> dict[str, str]:
    """The address' parameters. Raises ValueError for no entity, one that change data capture does not cover (its
    changes would be missing silently), or a naive moment."""
    if not entities:
        raise ValueError("change data capture needs at least one entity")
    for entity in entities:
        if name(entity) in NOT_COVERED:
            raise ValueError(f"change data capture does not cover {entity}; query by MetaData.LastUpdatedTime")
    return {"entities": ",".join(entities), "changedSince": timestamp(since)}


def changes(body: bytes, entities: Sequence[str]) -> Changes:
    """The answer to a call for `entities`, recognised by key: the place of an entity in the answer is not promised.

    An entity without changes is answered with an empty object (recorded), so an answer with fewer parts than were
    asked for has lost some. Raises `msgspec.DecodeError` for anything but a complete answer.
    """
    answer = _ANSWER.decode(body)
    responses = [response for part in answer.parts for response in part.responses]
    if len(responses) < len(entities):
        raise msgspec.DecodeError(f"the answer has {len(responses)} parts for {len(entities)} entities")
    live: dict[str, list[Raw]] = {entity: [] for entity in entities}
    deleted: dict[str, list[Deleted]] = {entity: [] for entity in entities}
    total = 0
    for response in responses:
        for entity in response.keys() & live.keys():
            for raw in _OBJECTS.decode(response[entity]):
                total += 1
                if stub := _deleted(raw):
                    deleted[entity].append(stub)
                else:
                    live[entity].append(raw)
    return Changes(live, deleted, answer.time, total >= MOST_OBJECTS)


def _deleted(raw: Raw) -> Deleted | None:
    """None for an object that is there, and for what cannot be read: it goes the way of the objects, whose reader
    knows what to do with an odd one, and holds up no other."""
    try:
        if _PEEK.decode(raw).status != "Deleted":
            return None
        stub = _STUB.decode(raw)
    except msgspec.DecodeError:
        return None
    return Deleted(stub.id, stub.meta.updated if stub.meta else None)


class _Part(msgspec.Struct):
    responses: list[dict[str, Raw]] = msgspec.field(name="QueryResponse")


class _Answer(Envelope, kw_only=True):
    parts: list[_Part] = msgspec.field(name="CDCResponse")
    time: datetime


class _Peek(msgspec.Struct):
    """Asks nothing of a live object: how odd it may be is its reader's business."""

    status: Any = None


class _Meta(msgspec.Struct):
    updated: datetime | None = msgspec.field(name="LastUpdatedTime", default=None)


class _Stub(msgspec.Struct):
    id: str = msgspec.field(name="Id")
    meta: _Meta | None = msgspec.field(name="MetaData", default=None)


_ANSWER = msgspec.json.Decoder(_Answer)
_OBJECTS = msgspec.json.Decoder(list[Raw])
_PEEK = msgspec.json.Decoder(_Peek)
_STUB = msgspec.json.Decoder(_Stub)
