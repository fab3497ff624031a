"""Up to 30 writes and questions in one request. The items are independent: each succeeds or fails by itself.

Source: Intuit, "Batch"; recorded answers (HTTP 200 with a fault beside good items); the spelling of the questions is
that of Intuit's SDK (`CDCQuery` with Entities and ChangedSince). The order of the answers is not promised, so every
item is found by its `bId`, which is its place in the batch, counted from 1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from qbo import cdc, faults, query, replies
from qbo.cdc import Changes
from qbo.errors import QboError
from qbo.faults import Nature
from qbo.replies import Answer, Envelope, Page, Raw, Reply
from qbo.write import Write

MOST_ITEMS = 30
REQUEST_ID_LENGTH = 36

_BESIDE_THE_OBJECT = ("bId", "operation", "optionsData")
_COUNT = "SELECT COUNT(*) "
_STATEMENT = re.compile(r"SELECT \* FROM (\w+)\b.* STARTPOSITION (\d+) MAXRESULTS \d+", re.DOTALL)


class Query(msgspec.Struct, frozen=True):
    """One page of a query, asked as `Client.query` asks it; its outcome is a `Page`."""

    entity: str
    where: str = ""
    order_by: str = "Id"
    start: int = 1
    limit: int = query.MOST_ROWS


class Count(msgspec.Struct, frozen=True):
    """How many rows a query has in all, asked as `Client.count` asks it; its outcome is a number."""

    entity: str
    where: str = ""


class ChangesSince(msgspec.Struct, frozen=True):
    """What changed, asked as `Client.changes` asks it; its outcome is `Changes`."""

    entities: tuple[str, ...]
    since: datetime


Item = Write | Query | Count | ChangesSince
Outcome = Reply | Page | int | Changes | QboError


class BatchReply(msgspec.Struct, frozen=True):
    """One outcome per item, in the order of the batch: what it asked for, or its error (a fault of this item alone; a
    write without an answer is `OutcomeUnknown`, a question without one `Unavailable`)."""

    items: tuple[Outcome, ...]
    intuit_tid: str


def freeze(items: Sequence[Item]) -> bytes:
    """The batch as bytes, to be kept and sent any number of times. Raises ValueError for none or more than 30, and
    for a question that could not be asked alone."""
    if not 1 <= len(items) <= MOST_ITEMS:
        raise ValueError(f"a batch has 1 to {MOST_ITEMS} items, this one {len(items)}")
    frozen = [{"bId": str(place), **_content(item)} for place, item in enumerate(items, start=1)]
    return msgspec.json.encode({"BatchItemRequest": frozen})


def natures(sent: bytes) -> list[Nature]:
    """What each item of a frozen batch is."""
    return [member.nature for member in _members(sent)]


def outcomes(sent: bytes, answer: Answer) -> BatchReply:
    """Match the answer to the batch that was sent. Raises `msgspec.DecodeError` when it is no batch answer."""
    received = _ANSWER.decode(answer.body)
    answered = {_TEXT.decode(item["bId"]): item for item in received.items if "bId" in item}
    items = tuple(_outcome(answered.get(each.b_id), each, received.time, answer) for each in _members(sent))
    return BatchReply(items, answer.intuit_tid)


def _content(item: Item) -> dict[str, object]:
    match item:
        case Query(entity, where, order_by, start, limit):
            return {"Query": query.select(entity, where=where, order_by=order_by, start=start, limit=limit)}
        case Count(entity, where):
            return {"Query": query.count(entity, where)}
        case ChangesSince(entities, since):
            asked = cdc.parameters(entities, since)
            return {"CDCQuery": {"Entities": asked["entities"], "ChangedSince": asked["changedSince"]}}
    parameters = item.parameters()
    options = {"optionsData": parameters["include"]} if "include" in parameters else {}
    operation = parameters.get("operation", item.operation)
    return {"operation": operation, **options, item.entity: Raw(item.body)}


class _Member(msgspec.Struct, frozen=True):
    """An item of a frozen batch: its key is the entity of a write, "Query" or "CDCQuery"."""

    b_id: str
    key: str
    content: Raw

    @property
    def nature(self) -> Nature:
        return "read" if self.key in ("Query", "CDCQuery") else "write"


def _members(sent: bytes) -> list[_Member]:
    found = []
    for item in _REQUEST.decode(sent).items:
        key = next(key for key in item if key not in _BESIDE_THE_OBJECT)
        found.append(_Member(_TEXT.decode(item["bId"]), key, item[key]))
    return found


def _outcome(item: dict[str, Raw] | None, asked: _Member, time: datetime | None, answer: Answer) -> Outcome:
    if item is None:
        return faults.unreadable(answer, asked.nature, "this item of the batch is missing")
    fault = faults.read(msgspec.json.encode({key: item[key] for key in ("Fault", "fault") if key in item}))
    if fault is not None:
        return faults.error(fault, answer, asked.nature)
    try:
        match asked.key:
            case "Query":
                return _answer(item, asked.content, time)
            case "CDCQuery":
                return _changes(item, asked.content, time)
        return Reply(item[asked.key], time, answer.intuit_tid)
    except KeyError:
        return faults.unreadable(answer, asked.nature, f"the item holds no answer to {asked.key}")
    except (msgspec.DecodeError, RecursionError) as broken:
        return faults.unreadable(answer, asked.nature, str(broken))


def _answer(item: dict[str, Raw], asked: Raw, time: datetime | None) -> Page | int:
    text = _TEXT.decode(asked)
    body = msgspec.json.encode({"QueryResponse": item["QueryResponse"], "time": time})
    if text.startswith(_COUNT):
        return replies.total(body)
    statement = _STATEMENT.fullmatch(text)
    if statement is None:
        raise msgspec.ValidationError("the statement was not made by this client")
    return replies.page(body, statement[1], int(statement[2]))


def _changes(item: dict[str, Raw], asked: Raw, time: datetime | None) -> Changes:
    entities = _CDC_QUERY.decode(asked).entities.split(",")
    part = item["CDCResponse"]
    # In the SDK's schema an item holds one part; on the endpoint of its own they come as a list.
    listed: Any = part if bytes(part).lstrip().startswith(b"[") else [part]
    return cdc.changes(msgspec.json.encode({"CDCResponse": listed, "time": time}), entities)


class _CdcQuery(msgspec.Struct):
    entities: str = msgspec.field(name="Entities")


class _Request(msgspec.Struct):
    items: list[dict[str, Raw]] = msgspec.field(name="BatchItemRequest")


class _Received(Envelope, kw_only=True):
    items: list[dict[str, Raw]] = msgspec.field(name="BatchItemResponse")
    time: datetime | None = None


_TEXT = msgspec.json.Decoder(str)
_CDC_QUERY = msgspec.json.Decoder(_CdcQuery)
_REQUEST = msgspec.json.Decoder(_Request)
_ANSWER = msgspec.json.Decoder(_Received)
