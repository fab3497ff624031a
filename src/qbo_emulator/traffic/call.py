"""What a request is about, in the words faults are matched by."""

import re
from dataclasses import dataclass
from typing import Any

from werkzeug import Request

from qbo_emulator.store.text import decode

V3_PATH = re.compile(r"/v3/company/([^/]+)(?:/([^/]+))?(?:/([^/]+))?(?:/([^/]+))?/?")
ENTITY_OF_QUERY = re.compile(r"\bfrom\s+(\w+)", re.IGNORECASE)
READ_ITEMS = frozenset({"Query", "CDCQuery", "ReportQuery"})
NOT_ENTITIES = {"query", "cdc", "batch", "reports", "upload", "download"}

type Act = tuple[str, str]
"""What is done to which entity, both lower case: `("invoice", "create")`; the entity may be empty."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request to the API or the authorization server.

    `acts`: a batch has one per item and one of its own. `bids`: of the items of a batch.
    """

    realm_id: str | None
    method: str
    path: str
    acts: frozenset[Act]
    bids: frozenset[str] = frozenset()


def realm_of(path: str) -> str | None:
    """The company a path belongs to; None outside the API."""
    match = V3_PATH.fullmatch(path)
    return match[1] if match else None


def describe(request: Request) -> Call:
    """Reads the body where the path alone does not tell."""
    bids = frozenset(str(item.get("bId", "")) for item in batch_items(request)) if is_batch(request) else frozenset()
    return Call(realm_of(request.path), request.method, request.path, frozenset(_acts(request)), bids)


def is_batch(request: Request) -> bool:
    """Whether several items come in one request."""
    return request.path.lower().rstrip("/").endswith("/batch")


def is_email(request: Request) -> bool:
    """Whether QuickBooks is asked to send a document."""
    return request.method == "POST" and request.path.lower().rstrip("/").endswith("/send")


def metered_calls(request: Request) -> int:
    """How many calls of the monthly allowance it takes: one for a read, one for each read of a batch."""
    if is_batch(request):
        return sum(not READ_ITEMS.isdisjoint(item) for item in batch_items(request))
    match = V3_PATH.fullmatch(request.path)
    is_query = match is not None and (match[2] or "").lower() == "query"
    return int(request.method == "GET" or is_query)


def _acts(request: Request) -> list[Act]:
    match = V3_PATH.fullmatch(request.path)
    if not match or not match[2]:
        return []
    resource, rest = match[2].lower(), match[4] or match[3]
    if resource == "query":
        return [(_queried(request), "query")]
    if resource == "cdc":
        entities = request.args.get("entities", "").lower()
        return [(entity.strip(), "cdc") for entity in entities.split(",")]
    if resource == "batch":
        return [("", "batch"), *batch_acts(batch_items(request))]
    if resource in NOT_ENTITIES:
        return [(rest.lower() if rest else "", resource)]
    if request.method == "GET":
        return [(resource, "pdf" if match[4] == "pdf" else "read")]
    if match[4] == "send":
        return [(resource, "send")]
    return [(resource, _written(request))]


def _queried(request: Request) -> str:
    statement = request.args.get("query") or request.get_data(as_text=True)
    match = ENTITY_OF_QUERY.search(statement)
    return match[1].lower() if match else ""


def _written(request: Request) -> str:
    operation = request.args.get("operation", "").lower()
    if "void" in (operation, request.args.get("include", "").lower()):
        return "void"
    if operation == "delete":
        return "delete"
    return "update" if "Id" in _json(request) else "create"


def batch_items(request: Request) -> list[dict[str, Any]]:
    """The items of a batch that are objects."""
    items = _json(request).get("BatchItemRequest")
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def batch_acts(items: list[dict[str, Any]]) -> list[Act]:
    """What the items of a batch ask for."""
    acts = []
    for item in items:
        if isinstance(item.get("Query"), str):
            match = ENTITY_OF_QUERY.search(item["Query"])
            acts.append((match[1].lower() if match else "", "query"))
            continue
        operation = str(item.get("operation", "")).lower()
        acts += [(name.lower(), operation) for name, value in item.items() if isinstance(value, dict)]
    return acts


def _json(request: Request) -> dict[str, Any]:
    try:
        body = decode(request.get_data())
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
