"""A notice: one event as it is told to one subscriber."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from qbo_emulator.store.events import Event, Operation
from qbo_emulator.webhooks.subjects import NAMES


@dataclass(frozen=True, slots=True)
class Notice:
    """`id` is the same in every attempt and copy, so that a receiver can tell what it had before."""

    id: str
    realm_id: str
    entity: str
    entity_id: str
    operation: Operation
    at: datetime
    deleted_id: str | None

    @classmethod
    def of(cls, realm_id: str, event: Event) -> "Notice":
        """A new notice of an event."""
        name = NAMES.get(event.entity, event.entity)
        return cls(str(uuid.uuid4()), realm_id, name, event.id, event.operation, event.at, event.deleted_id)


def rolled_up(notices: Iterable[Notice]) -> list[Notice]:
    """Several equal changes of one object as the latest of them; in the order they happened, whatever the company.

    Intuit says that events are collected over a window; that equal ones become one is the natural reading.
    """
    latest: dict[tuple[str, str, str, str], Notice] = {}
    for notice in sorted(notices, key=lambda each: each.at):
        key = (notice.realm_id, notice.entity, notice.entity_id, notice.operation)
        latest.pop(key, None)
        latest[key] = notice
    return list(latest.values())
