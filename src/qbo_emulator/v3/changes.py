"""Change data capture: what changed since an instant, deletions included (reference 4)."""

from datetime import UTC, datetime, timedelta

from qbo_emulator.catalog.entity import Entity
from qbo_emulator.rules import faults
from qbo_emulator.store.books import Books
from qbo_emulator.store.moments import pacific, parse_instant
from qbo_emulator.store.shelf import Record, Shelf
from qbo_emulator.store.text import encode
from qbo_emulator.v3.call import Call
from qbo_emulator.v3.shown import shown

LOOK_BACK = timedelta(days=30)
MOST_OBJECTS = 1000
"""Per response; no paging exists (Intuit, change data capture)."""


def answer(call: Call) -> bytes:
    """`{"CDCResponse": [{"QueryResponse": [...]}], "time"}`: one element per requested entity, in request order.

    Raises Fault 2020, 2060, 2000, and 500 for an entity without change data or a date too long ago.
    """
    names = [each.strip() for each in call.request.args.get("entities", "").split(",") if each.strip()]
    if not names:
        raise faults.missing("entities")
    return b"".join(
        (
            b'{"CDCResponse":[',
            response(call, names, call.request.args.get("changedSince", "")),
            b'],"time":',
            call.time,
            b"}",
        )
    )


def response(call: Call, names: list[str], changed_since: str) -> bytes:
    """The CDCResponse of these entities since an ISO instant or date."""
    entities = [_covered(call, name) for name in names]
    since = _since(call.now, changed_since)
    left = MOST_OBJECTS
    parts = []
    for entity in entities:
        rows = [shown(call, entity.name, row) for row in _rows(call.company.books, entity, since.timestamp())[:left]]
        left -= len(rows)
        parts.append(_element(entity, rows))
    return b'{"QueryResponse":[%s]}' % b",".join(parts)


def _covered(call: Call, name: str) -> Entity:
    entity = call.entity(name)
    if entity is None:
        raise faults.Fault("2000", "Invalid or unsupported object name", f"Object Name: {name}")
    if not entity.in_cdc:
        raise faults.unsupported(f"Operation cdc is not supported for {entity.name}")
    return entity


def _since(now: datetime, text: str) -> datetime:
    if not text:
        raise faults.missing("changedSince")
    try:
        since = parse_instant(text)
    except ValueError:
        raise faults.invalid_value("2060", "Invalid Date Format", "changedSince", text) from None
    if since < now - LOOK_BACK:
        raise faults.unsupported(
            f"Operation cdc with changedSince date {text} which is older than fixed days is not supported"
        )
    return since


def _rows(books: Books, entity: Entity, since: float) -> list[bytes]:
    """Live objects by LastUpdatedTime ascending, then the stubs of deleted ones (recorded)."""
    shelf = books.shelf(entity.name)
    return [record.body for record in _changed(shelf, since)] + [
        _stub(record) for record in shelf.deleted().values() if record.updated >= int(since)
    ]


def _changed(shelf: Shelf, since: float) -> list[Record]:
    timeline = shelf.timeline("LastUpdatedTime")
    return [shelf.live()[each] for each in timeline.ids(timeline.place(int(since), after=False))]


def _stub(record: Record) -> bytes:
    moment = pacific(datetime.fromtimestamp(record.updated, UTC))
    return encode({"domain": "QBO", "status": "Deleted", "Id": record.id, "MetaData": {"LastUpdatedTime": moment}})


def _element(entity: Entity, rows: list[bytes]) -> bytes:
    if not rows:
        return b"{}"
    return b'{"%s":[%s],"startPosition":1,"maxResults":%d,"totalCount":%d}' % (
        entity.name.encode(),
        b",".join(rows),
        len(rows),
        len(rows),
    )
