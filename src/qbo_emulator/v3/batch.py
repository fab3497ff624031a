"""The batch endpoint: independent items, each with its own result or fault (reference 5)."""

from typing import Any

from qbo_emulator.rules import faults
from qbo_emulator.store.text import Json, encode
from qbo_emulator.v3 import entities, query
from qbo_emulator.v3.call import Call
from qbo_emulator.v3.faults import fault_object
from qbo_emulator.v3.replay import invalid_request_id

MOST_ITEMS = 30
LONGEST_REQUEST_ID = 36
LONGEST_BID_UNDER_REQUEST_ID = 10
WRITES = ("create", "update", "delete", "void")
ABOUT_ITEM = frozenset({"bId", "operation", "optionsData"})


def answer(call: Call) -> bytes:
    """`{"BatchItemResponse": [...], "time"}`, HTTP 200 whatever the items meet.

    Raises Fault for the batch as a whole: 2020 (no items), 1040 (more than 30), 2130 (request id over 36 or a bId
    over 10 characters), 2600 (a bId twice).
    """
    items = _items(call)
    call.bids = [str(item.get("bId", "")) for item in items]
    _check_ids(call)
    return b"".join(
        (
            b'{"BatchItemResponse":[',
            b",".join(_answered(call, item) for item in items),
            b'],"time":',
            call.time,
            b"}",
        )
    )


def _items(call: Call) -> list[Json]:
    body = call.body()
    items = body.get("BatchItemRequest") if isinstance(body, dict) else None
    if not items:
        raise faults.missing("BatchItemRequest")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise faults.unreadable_body("Can not deserialize instance of BatchItemRequest: a list of objects")
    if len(items) > MOST_ITEMS:
        raise faults.batch_too_large(MOST_ITEMS)
    return items


def _check_ids(call: Call) -> None:
    request_id = call.request.args.get("requestid", "")
    if request_id and len(request_id) > LONGEST_REQUEST_ID:
        raise invalid_request_id(request_id)
    for bid in call.bids:
        if request_id and len(bid) > LONGEST_BID_UNDER_REQUEST_ID:
            raise faults.invalid_value("2130", "Invalid Request Id Format", "bId", bid)
        if bid and call.bids.count(bid) > 1:
            raise faults.conflicting(f"bId {bid} is used by more than one item")


def _answered(call: Call, item: Json) -> bytes:
    try:
        result = _performed(call, item)
    except faults.Fault as fault:
        result = b'"Fault":' + encode(fault_object(fault))
    bid = b"" if "bId" not in item else b',"bId":' + encode(item["bId"])
    return b"{" + result + bid + b"}"


def _performed(call: Call, item: Json) -> bytes:
    if "Query" in item:
        return b'"QueryResponse":' + query.response(call, str(item["Query"]))
    if unemulated := [name for name in ("CDCQuery", "ReportQuery") if name in item]:
        raise faults.unsupported(f"{unemulated[0]} in a batch is not emulated")
    return _written(call, item)


def _written(call: Call, item: dict[str, Any]) -> bytes:
    named = [name for name in item if name not in ABOUT_ITEM]
    if not named:
        raise faults.missing("BatchItemRequest")
    if len(named) > 1:
        raise faults.conflicting("A batch item carries one object")
    entity = call.entity(named[0])
    if entity is None:
        raise faults.Fault("2000", "Invalid or unsupported object name", f"Object Name: {named[0]}")
    operation = str(item.get("operation", "")).lower()
    if operation not in WRITES:
        raise faults.unsupported(f"Operation {operation} is not supported for {entity.name}")
    options = str(item.get("optionsData", "")).lower()
    if operation == "update" and "void" in options:
        operation = "void"
    body = item[named[0]]
    if operation == "create" and isinstance(body, dict):
        body = {name: value for name, value in body.items() if name not in ("Id", "SyncToken")}
    done = entities.perform(call, entity, operation, body, allow_duplicate="allowduplicatedocnum" in options)
    return encode({entity.name: done})[1:-1]
