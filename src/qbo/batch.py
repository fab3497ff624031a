"""Up to 30 writes in one request. The items are independent: each succeeds or fails by itself.

Source: Intuit, "Batch"; recorded answers (HTTP 200 with a fault beside good items). The order of the answers is not
promised, so every item is found by its `bId`, which is its place in the batch, counted from 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from qbo import faults
from qbo.errors import QboError
from qbo.replies import Answer, Envelope, Raw, Reply
from qbo.write import Write

MOST_ITEMS = 30
REQUEST_ID_LENGTH = 36

_BESIDE_THE_OBJECT = ("bId", "operation", "optionsData")


class BatchReply(msgspec.Struct, frozen=True):
    """One outcome per item, in the order of the batch: its reply, or its error (a fault of this item alone; an item
    without an answer is `OutcomeUnknown`)."""

    items: tuple[Reply | QboError, ...]
    intuit_tid: str


def freeze(writes: Sequence[Write]) -> bytes:
    """The batch as bytes, to be kept and sent any number of times. Raises ValueError for none or more than 30."""
    if not 1 <= len(writes) <= MOST_ITEMS:
        raise ValueError(f"a batch has 1 to {MOST_ITEMS} items, this one {len(writes)}")
    items = [_item(str(place), write) for place, write in enumerate(writes, start=1)]
    return msgspec.json.encode({"BatchItemRequest": items})


def outcomes(sent: bytes, answer: Answer) -> BatchReply:
    """Match the answer to the batch that was sent. Raises `msgspec.DecodeError` when it is no batch answer."""
    received = _ANSWER.decode(answer.body)
    answered = {_TEXT.decode(item["bId"]): item for item in received.items if "bId" in item}
    items = tuple(_outcome(answered.get(b_id), entity, received.time, answer) for b_id, entity in _members(sent))
    return BatchReply(items, answer.intuit_tid)


def _item(b_id: str, write: Write) -> dict[str, object]:
    parameters = write.parameters()
    options = {"optionsData": parameters["include"]} if "include" in parameters else {}
    operation = parameters.get("operation", write.operation)
    return {"bId": b_id, "operation": operation, **options, write.entity: Raw(write.body)}


def _members(sent: bytes) -> list[tuple[str, str]]:
    """`(bId, entity)` of each item of a frozen batch."""
    return [
        (_TEXT.decode(item["bId"]), next(key for key in item if key not in _BESIDE_THE_OBJECT))
        for item in _REQUEST.decode(sent).items
    ]


def _outcome(item: dict[str, Raw] | None, entity: str, time: datetime | None, answer: Answer) -> Reply | QboError:
    if item is None:
        return faults.unreadable(answer, "write", "this item of the batch is missing")
    fault = faults.read(msgspec.json.encode({key: item[key] for key in ("Fault", "fault") if key in item}))
    if fault is not None:
        return faults.error(fault, answer, "write")
    if entity not in item:
        return faults.unreadable(answer, "write", f"the item holds no {entity}")
    return Reply(item[entity], time, answer.intuit_tid)


class _Request(msgspec.Struct):
    items: list[dict[str, Raw]] = msgspec.field(name="BatchItemRequest")


class _Received(Envelope, kw_only=True):
    items: list[dict[str, Raw]] = msgspec.field(name="BatchItemResponse")
    time: datetime | None = None


_TEXT = msgspec.json.Decoder(str)
_REQUEST = msgspec.json.Decoder(_Request)
_ANSWER = msgspec.json.Decoder(_Received)
