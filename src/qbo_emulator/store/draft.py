"""One operation's changes to the books: collected first, stored together, or dropped together."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from qbo_emulator.store.books import Books
from qbo_emulator.store.events import Event, Operation
from qbo_emulator.store.moments import pacific, parse_instant
from qbo_emulator.store.text import Json


class Manner(IntEnum):
    """How a change shows on the object (reference: SyncToken is not a change counter for derived data)."""

    UNSEEN = 0
    """Neither time nor token moves: a value the service derives when it is read."""
    TOUCH = 1
    """LastUpdatedTime moves: balances, links made from the other side."""
    EDIT = 2
    """SyncToken goes up by one as well."""


@dataclass(slots=True)
class Change:
    """What one object was and what it becomes; None for not there."""

    entity: str
    id: str
    before: Json | None
    after: Json | None
    manner: Manner


class Draft:
    """Reads through pending changes to the books; nothing is stored before `commit`."""

    def __init__(self, books: Books, now: datetime) -> None:
        self.books = books
        self.now = now
        self._changes: dict[tuple[str, str], Change] = {}
        self._numbers: dict[str, int] = {}
        self._names: dict[tuple[str, str], tuple[Operation, str | None]] = {}

    def next_number(self, sequence: str) -> int:
        """The next number of a counter; taken for good only by `commit`, so that a refusal leaves no gap."""
        number = self._numbers.get(sequence) or self.books.last_number(sequence)
        self._numbers[sequence] = number + 1
        return number + 1

    def get(self, entity: str, object_id: str) -> Json | None:
        """A copy of the object as this draft leaves it, free to change and put back."""
        change = self._changes.get((entity, object_id))
        if change:
            return deepcopy(change.after)
        record = self.books.shelf(entity).get(object_id)
        return record.object() if record else None

    def find(self, entity: str, path: str, value: str) -> list[str]:
        """Ids of the stored objects with `value` at a property path (pending changes are not searched)."""
        return self.books.shelf(entity).having(path, value)

    def put(self, entity: str, obj: Json, manner: Manner = Manner.EDIT) -> None:
        """Note the object's new state; of several manners the strongest counts."""
        change = self._change(entity, obj["Id"])
        change.after = obj
        change.manner = max(change.manner, manner)

    def remove(self, entity: str, object_id: str) -> None:
        """Note that the object goes."""
        self._change(entity, object_id).after = None

    def name(self, entity: str, object_id: str, operation: Operation, deleted_id: str | None = None) -> None:
        """Call what happens to an object by another name than Create, Update or Delete: Void, Merge, Emailed.

        `deleted_id` is the id a merge takes away; its leaving is no event of its own.
        """
        self._names[entity, object_id] = (operation, deleted_id)

    def changes(self) -> list[Change]:
        """Everything noted so far, in order."""
        return list(self._changes.values())

    def commit(self) -> None:
        """Store everything. None of it can be refused.

        1. Take the numbers. 2. Stamp token and times, and shelve. 3. Note one event for each user-visible change.
        """
        for sequence, number in self._numbers.items():
            self.books.note_number(sequence, number)
        for change in self._changes.values():
            shelf = self.books.shelf(change.entity)
            if change.after is None:
                shelf.remove(change.id, self.now)
            else:
                shelf.put(self._stamped(change.after, change), self.now)
        for event in self._events():
            self.books.events.note(event)

    def _events(self) -> Iterator[Event]:
        """A named change as it is named, any other by what it did; what only touched an object is none."""
        merged_away = {(entity, lost) for (entity, _), (_, lost) in self._names.items()}
        derived = {(each.entity, each.id): (done, None) for each in self._changes.values() if (done := _done(each))}
        for (entity, object_id), (operation, deleted_id) in (derived | self._names).items():
            if (entity, object_id) not in merged_away:
                yield Event(entity=entity, id=object_id, operation=operation, at=self.now, deleted_id=deleted_id)

    def _change(self, entity: str, object_id: str) -> Change:
        key = (entity, object_id)
        if key not in self._changes:
            record = self.books.shelf(entity).get(object_id)
            before = record.object() if record else None
            self._changes[key] = Change(entity, object_id, before, None, Manner.UNSEEN)
        return self._changes[key]

    def _stamped(self, obj: Json, change: Change) -> Json:
        if change.before is None:
            stamp = pacific(self.now)
            return obj | {"SyncToken": "0", "MetaData": {"CreateTime": stamp, "LastUpdatedTime": stamp}}
        if change.manner >= Manner.TOUCH:
            times = obj.get("MetaData") or {}
            obj["MetaData"] = times | {"LastUpdatedTime": _later(times.get("LastUpdatedTime"), self.now)}
        if change.manner == Manner.EDIT:
            obj["SyncToken"] = str(int(change.before.get("SyncToken") or "0") + 1)
        return obj


def _later(stored: object, now: datetime) -> object:
    """LastUpdatedTime never goes back: trade of the past, entered today, leaves an account as new as it was."""
    try:
        return stored if parse_instant(str(stored)) > now else pacific(now)
    except ValueError:
        return pacific(now)


def _done(change: Change) -> Operation | None:
    if change.after is None:
        return Operation.DELETE if change.before is not None else None
    if change.before is None:
        return Operation.CREATE
    return Operation.UPDATE if change.manner == Manner.EDIT else None
