"""The books of one company: a shelf per entity, and the numbers it hands out."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from qbo_emulator.store.events import EventLog
from qbo_emulator.store.ledger import NOWHERE, Ledger, Noted
from qbo_emulator.store.shelf import DELETED, LIVE, Record, Shelf, recorded
from qbo_emulator.store.text import Json

ONLY_ONE = "1"
"""The Id of what a company has one of."""


class NotAnObject(ValueError):
    """A raw object to be seeded has no usable `Id`; the message names entity and place."""


class Books:
    """Everything stored for one company. Not locked: `Company.lock` is held around every use.

    `facts` are settings of the company that none of its objects shows.
    """

    def __init__(self, ledger: Ledger = NOWHERE) -> None:
        self.events = EventLog(ledger)
        self._ledger = ledger
        self._shelves: dict[str, Shelf] = {}
        self._last_number = Noted(ledger, "number", int)
        self.facts = Noted(ledger, "fact", str)
        for kind in ledger.kinds():
            if kind.startswith((LIVE, DELETED)):
                self.shelf(kind.removeprefix(LIVE).removeprefix(DELETED))

    def shelf(self, entity: str) -> Shelf:
        """The shelf of an entity; any name has one, modelled or not."""
        if entity not in self._shelves:
            self._shelves[entity] = Shelf(entity, self._ledger)
        return self._shelves[entity]

    @property
    def version(self) -> int:
        """Moves with every change to any shelf."""
        return sum(shelf.version for shelf in self._shelves.values())

    def entities(self) -> list[str]:
        """Names of the entities that were ever stored here."""
        return sorted(name for name, shelf in self._shelves.items() if shelf.version)

    def last_number(self, sequence: str) -> int:
        """The last number a counter gave or was told of; 0 before the first."""
        return self._last_number.get(sequence, 0)

    def note_number(self, sequence: str, number: int) -> None:
        """Let a counter continue after `number`, which is already in use."""
        if number > self.last_number(sequence):
            self._last_number[sequence] = number

    def seed(self, entities: Mapping[str, Iterable[Json]], now: datetime) -> dict[str, int]:
        """Store raw objects exactly as given, all or none; returns how many per entity.

        The objects may be made while they are asked for: they are never all held at once as anything but bytes.
        Raises NotAnObject naming the first that cannot be stored.
        """
        records = {
            entity: [_recorded(entity, place, obj, now) for place, obj in enumerate(objects)]
            for entity, objects in entities.items()
        }
        for entity, found in records.items():
            for record in found:
                self.shelf(entity).shelve(record)
        return {entity: len(found) for entity, found in records.items()}


def _recorded(entity: str, place: int, obj: object, now: datetime) -> Record:
    if not isinstance(obj, dict):
        raise NotAnObject(f"{entity}[{place}] is not an object")
    object_id = obj.get("Id", _known_by(entity, obj))
    if not isinstance(object_id, str) or not object_id:
        raise NotAnObject(f"{entity}[{place}].Id is missing or not a text")
    if not isinstance(obj.get("MetaData") or {}, dict):
        raise NotAnObject(f"{entity}[{place}].MetaData is not an object")
    return recorded(object_id, obj, now)


def _known_by(entity: str, obj: Json) -> str:
    """What an object without an Id is found by, where QuickBooks gives it none."""
    if entity == "ExchangeRate":
        return f"{obj.get('SourceCurrencyCode', '')} {obj.get('AsOfDate', '')}".strip()
    return ONLY_ONE if entity in ("CompanyInfo", "Preferences") else ""
