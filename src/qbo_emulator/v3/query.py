"""The query endpoint: GET with `?query=`, or POST with the statement as body."""

from dataclasses import replace

from qbo_emulator.language.binding import bind
from qbo_emulator.language.evaluator import select
from qbo_emulator.language.parser import parse
from qbo_emulator.language.query import Query
from qbo_emulator.rules import faults
from qbo_emulator.store.moments import pacific_day
from qbo_emulator.store.shelf import Shelf, dig
from qbo_emulator.store.text import Json, decode, encode
from qbo_emulator.v3.call import Call
from qbo_emulator.v3.shown import shown

STATEMENT_TYPES = ("application/text", "text/plain", "application/octet-stream", "application/json", "")
"""The first two are documented; the others are what clients send without thinking (nothing settles them)."""


def answer(call: Call) -> bytes:
    """`{"QueryResponse": {...}, "time"}`; an empty result has neither entity key nor counters (recorded)."""
    return b"".join((b'{"QueryResponse":', response(call, _statement(call)), b',"time":', call.time, b"}"))


def response(call: Call, statement: str) -> bytes:
    """The QueryResponse of a statement: rows with the counters, or `totalCount` for COUNT. Raises Fault 4000, 4001."""
    query, entity = bind(parse(statement, pacific_day(call.now)), call.entity)
    shelf = call.company.books.shelf(entity.name)
    order = () if query.counts else query.order
    selection = (replace(query, order=order, start=1, limit=1, fields=(), counts=False), "selected")
    ids = shelf.once(selection, lambda: select(replace(query, order=order), entity, shelf))
    if query.counts:
        return b'{"totalCount":%d}' % len(ids)
    page = ids[query.start - 1 : query.start - 1 + query.limit]
    if not page:
        return b"{}"
    rows = b",".join(_row(call, shelf, each, query) for each in page)
    return b'{"%s":[%s],"startPosition":%d,"maxResults":%d}' % (
        entity.name.encode(),
        rows,
        query.start,
        len(page),
    )


def _statement(call: Call) -> str:
    if call.request.method == "GET" or "query" in call.request.args:
        statement = call.request.args.get("query", "")
    elif call.request.mimetype not in STATEMENT_TYPES:
        raise faults.wrong_content_type(call.request.mimetype)
    else:
        try:
            statement = call.request.get_data().decode()
        except UnicodeDecodeError:
            raise faults.unsupported("The statement is not valid UTF-8") from None
    if not statement.strip():
        raise faults.missing("query")
    return statement


def _row(call: Call, shelf: Shelf, object_id: str, query: Query) -> bytes:
    body = shown(call, shelf.entity, shelf.live()[object_id].body)
    return body if not query.fields else encode(_projected(decode(body), query.fields))


def _projected(obj: Json, fields: tuple[str, ...]) -> Json:
    """The named properties only, marked `sparse` (tolerated in practice, documented as unsupported)."""
    row: Json = {"domain": "QBO", "sparse": True} | {name: obj[name] for name in ("Id",) if name in obj}
    for path in fields:
        value = dig(obj, path)
        group, _, name = path.partition(".")
        if value is not None:
            row[group] = row.get(group, {}) | {name: value} if name else value
    return row
