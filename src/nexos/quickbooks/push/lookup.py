"""Looking for a document whose reply never came.

1. Everything created since five minutes before the first attempt is read: CreateTime is the one thing about a document
   that nobody can edit, and every kind can be filtered by it.
2. A document whose note holds one of our markers is ours, whatever else was edited since.
3. Without one, a document with our number for our customer over our amount is taken for ours: somebody may have
   cleared the note. Where QuickBooks numbers documents there is no such second sign.
4. One is the document; none is none; several are for a person to tell apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from nexos.quickbooks.push.kinds import KINDS
from nexos.quickbooks.push.task import Task
from nexos.quickbooks.state.facts import Facts, facts_of
from nexos.quickbooks.state.raw import decoded
from qbo import Client, query
from qbo.replies import Raw

MARGIN = timedelta(minutes=5)
PAGE = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """A document in QuickBooks, as bytes and decoded."""

    raw: bytes
    object: dict[str, Any]


def created_since(client: Client, task: Task) -> list[Found]:
    """The documents that may be the one of `task`. Raises what `Client.query` raises."""
    since = query.timestamp(task.first_attempt_at - MARGIN)
    return _ours(list(_pages(client, task.entity, f"MetaData.CreateTime >= '{since}'")), task)


def with_our_number(client: Client, task: Task) -> tuple[list[Found], list[Found]]:
    """The documents that carry our marker, and all that carry our number. Raises what `Client.query` raises."""
    found = list(_pages(client, task.entity, f"DocNumber = {query.literal(task.held.number)}"))
    return [one for one in found if _marked(one, task)], found


def _ours(found: list[Found], task: Task) -> list[Found]:
    return [one for one in found if _marked(one, task)] or [one for one in found if _alike(one, task)]


def _pages(client: Client, entity: str, where: str) -> Iterator[Found]:
    start = 1
    while True:
        page = client.query(entity, where=where, start=start, limit=PAGE)
        for item in page.items:
            yield opened(item)
        if page.count < PAGE:
            return
        start += page.count


def opened(item: Raw) -> Found:
    """An object of an answer."""
    raw = bytes(item)
    return Found(raw, decoded(raw))


def _marked(one: Found, task: Task) -> bool:
    note = one.object.get(KINDS[task.held.kind].note, "")
    return any(marker in note for marker in task.markers)


def _alike(one: Found, task: Task) -> bool:
    there, meant = facts_of(one.object), task.expected
    if meant["number"] is None:
        return False
    return (
        there["number"] == meant["number"]
        and there["customer_id"] == meant["customer_id"]
        and _before_tax(there) == _before_tax(meant)
    )


def _before_tax(facts: Facts) -> Decimal:
    return sum((Decimal(line["amount"]) for line in facts["lines"]), Decimal(0)) - Decimal(facts["discount"])
