"""The batch endpoint: independent items, each with its own result or fault (reference 5)."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from qbo_emulator.catalog.entity import Entity
from qbo_emulator.rules import faults
from qbo_emulator.store.text import Json, encode
from qbo_emulator.v3 import changes, entities, papers, query, reports
from qbo_emulator.v3.call import Call
from qbo_emulator.v3.faults import fault_object
from qbo_emulator.v3.replay import invalid_request_id
from qbo_emulator.v3.shown import shown

MOST_ITEMS = 30
LONGEST_REQUEST_ID = 36
LONGEST_BID_UNDER_REQUEST_ID = 10
WRITES = ("create", "update", "delete", "void", "send")
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
    """The result of one item: of a question its response, of a write the object (XSD, BatchItemResponse).

    How the members of CDCQuery and ReportQuery are written in JSON nothing settles: as in the schema, or in lower
    case; a report as the end of its address.
    """
    if "Query" in item:
        return b'"QueryResponse":' + query.response(call, str(item["Query"]))
    if "CDCQuery" in item:
        return b'"CDCResponse":' + _changes(call, item["CDCQuery"])
    if "ReportQuery" in item:
        return b'"Report":' + _report(call, item["ReportQuery"])
    return _written(call, item)


def _changes(call: Call, asked: Any) -> bytes:
    if not isinstance(asked, dict):
        raise faults.unreadable_body("Can not deserialize instance of CDCQuery: an object")
    said = {name.lower(): value for name, value in asked.items()}
    entity_names = said.get("entities") or ""
    listed = entity_names if isinstance(entity_names, list) else str(entity_names).split(",")
    names = [str(each).strip() for each in listed if str(each).strip()]
    if not names:
        raise faults.missing("Entities")
    return changes.response(call, names, str(said.get("changedsince") or ""))


def _report(call: Call, asked: Any) -> bytes:
    if not isinstance(asked, str):
        raise faults.unreadable_body("Can not deserialize instance of ReportQuery: a text")
    address = urlsplit(asked)
    return reports.computed(call, address.path.rpartition("/")[2], dict(parse_qsl(address.query)))


def _written(call: Call, item: Json) -> bytes:
    entity, body = _object(call, item)
    operation = str(item.get("operation", "")).lower()
    if operation not in WRITES:
        raise faults.unsupported(f"Operation {operation} is not supported for {entity.name}")
    options = str(item.get("optionsData") or "")
    if operation == "send":
        done = _sent(call, entity, body, options)
    else:
        done = _stored(call, entity, operation, body, options.lower())
    return b'"%s":%s' % (entity.name.encode(), shown(call, entity.name, encode(done)))


def _object(call: Call, item: Json) -> tuple[Entity, Any]:
    """The one object an item carries. Raises Fault 2020 (none), 2600 (several), 2000 (of no known entity)."""
    named = [name for name in item if name not in ABOUT_ITEM]
    if not named:
        raise faults.missing("BatchItemRequest")
    if len(named) > 1:
        raise faults.conflicting("A batch item carries one object")
    entity = call.entity(named[0])
    if entity is None:
        raise faults.Fault("2000", "Invalid or unsupported object name", f"Object Name: {named[0]}")
    return entity, item[named[0]]


def _stored(call: Call, entity: Entity, operation: str, body: Any, options: str) -> Json:
    if operation == "update" and "void" in options:
        operation = "void"
    if operation == "create" and isinstance(body, dict):
        body = {name: value for name, value in body.items() if name not in ("Id", "SyncToken")}
    return entities.perform(call, entity, operation, body, allow_duplicate="allowduplicatedocnum" in options)


def _sent(call: Call, entity: Entity, body: Any, options: str) -> Json:
    """`optionsData` may name another address: `sendTo=a@b.example`."""
    if not isinstance(body, dict) or not body.get("Id"):
        raise faults.missing("Id")
    name, _, address = options.partition("=")
    return papers.mail(call, entity, str(body["Id"]), address if name.strip().lower() == "sendto" else "")
