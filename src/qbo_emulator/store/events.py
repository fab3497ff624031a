"""What happened to a company's objects, noted until it is announced: the stuff of webhooks."""

from datetime import datetime
from enum import StrEnum

import msgspec

from qbo_emulator.store.ledger import NOWHERE, Ledger, Noted


class Operation(StrEnum):
    """What a user-visible change is called (Intuit, "Webhooks")."""

    CREATE = "Create"
    UPDATE = "Update"
    DELETE = "Delete"
    VOID = "Void"
    MERGE = "Merge"
    EMAILED = "Emailed"


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One user-visible change of one object; a merge names the id that left as well."""

    entity: str
    id: str
    operation: Operation
    at: datetime
    deleted_id: str | None = None


class EventLog:
    """The events of one company nobody has fetched yet, numbered from 1.

    Noted in the turn of the change they tell of: both outlive the process, or neither. Nothing is noted while
    `recording` is False: nobody would ever fetch it.
    """

    def __init__(self, ledger: Ledger = NOWHERE) -> None:
        self.recording = False
        self._events = Noted(ledger, "event", Event)
        self._last = Noted(ledger, "last event", int)

    def note(self, event: Event) -> None:
        """Add an event."""
        if self.recording:
            number = self._last.get("number", 0) + 1
            self._last["number"] = number
            self._events[str(number)] = event

    def __bool__(self) -> bool:
        return bool(self._events)

    def after(self, number: int) -> list[tuple[int, Event]]:
        """Number and event of those after `number`, oldest first."""
        return [(int(key), event) for key, event in self._events.items() if int(key) > number]

    def forget(self, through: int) -> None:
        """Drop the events up to this number."""
        for key in [key for key in self._events if int(key) <= through]:
            del self._events[key]

    def clear(self) -> None:
        """Drop all events; the numbering goes on."""
        self._events.clear()
