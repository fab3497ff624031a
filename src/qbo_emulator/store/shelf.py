"""All objects of one entity, at rest as their serialized bytes."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from qbo_emulator.store.ledger import NOWHERE, Ledger
from qbo_emulator.store.moments import parse_instant
from qbo_emulator.store.text import Json, decode, encode, parts_decoder
from qbo_emulator.store.timeline import Timeline

DERIVED_KEPT = 16
LIVE = "object "
DELETED = "deleted "


@dataclass(frozen=True, slots=True)
class Record:
    """One object as answered, with the two times every query and CDC call needs (epoch seconds)."""

    id: str
    body: bytes
    created: float
    updated: float

    def object(self) -> Json:
        """A fresh, freely changeable copy of the object."""
        copy: Json = decode(self.body)
        return copy


class Kept(msgspec.Struct):
    """A record as the ledger notes it; its key is the id."""

    created: float
    updated: float
    object: msgspec.Raw


class Shelf:
    """Objects of one entity, by id; deleted ones are kept aside for CDC and for inspection.

    `version` moves with every change. Every change is noted in the ledger, and what is noted there is on the shelf.
    """

    def __init__(self, entity: str, ledger: Ledger = NOWHERE) -> None:
        self.entity = entity
        self._ledger = ledger
        self._live = self._noted(LIVE)
        self._deleted = self._noted(DELETED)
        self.version = len(self._live) + len(self._deleted)
        self._columns: dict[str, dict[str, object]] = {}
        self._indexes: dict[str, dict[str, set[str]]] = {}
        self._timelines: dict[str, Timeline] = {}
        self._made: dict[Hashable, Any] = {}

    def __len__(self) -> int:
        return len(self._live)

    def get(self, object_id: str) -> Record | None:
        """The live object with this id."""
        return self._live.get(object_id)

    def live(self) -> Mapping[str, Record]:
        """Every object that is not deleted, in the order of first writing."""
        return self._live

    def deleted(self) -> Mapping[str, Record]:
        """Every deleted object as it last was; its `updated` is the moment of the deletion."""
        return self._deleted

    def put(self, obj: Json, now: datetime) -> Record:
        """Store `obj` as it is; its MetaData gives the times, `now` where it has none."""
        record = recorded(str(obj["Id"]), obj, now)
        self.shelve(record, obj)
        return record

    def shelve(self, record: Record, obj: Json | None = None) -> None:
        """Store a record made before; `obj`, if at hand, is what it holds."""
        self._unindex(record.id)
        self._live[record.id] = record
        for name, timeline in self._timelines.items():
            timeline.enter((_instant(record, name), record.id))
        self._note(LIVE, record)
        if self._deleted.pop(record.id, None):
            self._ledger.erase(DELETED + self.entity, record.id)
        if self._columns:
            self._enter_columns(record.id, record.object() if obj is None else obj)
        self._changed()

    def remove(self, object_id: str, now: datetime) -> None:
        """Move the object to the deleted ones. Raises KeyError when there is none."""
        self._unindex(object_id)
        record = self._live.pop(object_id)
        for column in self._columns.values():
            column.pop(object_id, None)
        self._ledger.erase(LIVE + self.entity, object_id)
        self._deleted[object_id] = Record(object_id, record.body, record.created, now.timestamp())
        self._note(DELETED, self._deleted[object_id])
        self._changed()

    def once[T](self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` derives from the shelf, made once until the next change (what was used last is kept).

        A client that pages through a selection has it filtered and sorted for the first page only.
        """
        made: T = self._made.pop(key) if key in self._made else make()
        while len(self._made) >= DERIVED_KEPT:
            del self._made[next(iter(self._made))]
        self._made[key] = made
        return made

    def ids(self) -> list[str]:
        """Every live id, as a list of the caller's own."""
        return list(self._live)

    def instants(self, name: str) -> Mapping[str, float]:
        """CreateTime or LastUpdatedTime of every live id, in epoch seconds."""
        return _Instants(self._live, name)

    def timeline(self, name: str) -> Timeline:
        """Every live id in the order of its CreateTime or LastUpdatedTime."""
        if name not in self._timelines:
            self._timelines[name] = Timeline((_instant(each, name), each.id) for each in self._live.values())
        return self._timelines[name]

    def column(self, path: str) -> Mapping[str, object]:
        """The value at a dotted property path for every live id (None where absent)."""
        if path == "Id":
            return self.once("Id", lambda: {each: each for each in self._live})
        self.prepare([path])
        return self._columns[path]

    def prepare(self, paths: Iterable[str]) -> None:
        """Make the columns of several paths ready in one reading of the objects."""
        missing = [path for path in paths if path not in self._columns]
        if missing:
            columns: list[tuple[str, str, dict[str, object]]] = [(*_steps(path), {}) for path in missing]
            read = parts_decoder(step for step, _, _ in columns).decode
            for object_id, record in self._live.items():
                parts = read(record.body)
                for step, rest, column in columns:
                    value = getattr(parts, step)
                    column[object_id] = dig(value, rest) if rest else value
            self._columns |= {path: column for path, (_, _, column) in zip(missing, columns, strict=True)}

    def having(self, path: str, value: str) -> list[str]:
        """Ids of live objects with `value` at a property path: ignoring case, a reference by its id.

        A path through a list (`Line.LinkedTxn.TxnId`) finds the value in any of its elements.
        """
        if path not in self._indexes:
            index: dict[str, set[str]] = {}
            for object_id, found in self.column(path).items():
                _enter(index, object_id, found)
            self._indexes[path] = index
        return sorted(self._indexes[path].get(value.casefold(), ()))

    def _enter_columns(self, object_id: str, obj: Json) -> None:
        for path, column in self._columns.items():
            column[object_id] = dig(obj, path)
        for path, index in self._indexes.items():
            _enter(index, object_id, self._columns[path][object_id])

    def _noted(self, kind: str) -> dict[str, Record]:
        notes = self._ledger.read(kind + self.entity, Kept)
        return {key: Record(key, bytes(note.object), note.created, note.updated) for key, note in notes}

    def _note(self, kind: str, record: Record) -> None:
        note = Kept(record.created, record.updated, msgspec.Raw(record.body))
        self._ledger.write(kind + self.entity, record.id, note)

    def _changed(self) -> None:
        self.version += 1
        self._made.clear()

    def _unindex(self, object_id: str) -> None:
        if present := self._live.get(object_id):
            for name, timeline in self._timelines.items():
                timeline.leave((_instant(present, name), object_id))
        for path, index in self._indexes.items():
            if object_id in self._columns[path]:
                for key in keys_of(self._columns[path][object_id]):
                    index[key].discard(object_id)


def recorded(object_id: str, obj: Json, now: datetime) -> Record:
    """`obj` as it is stored; its MetaData gives the times, `now` where it has none."""
    times = obj.get("MetaData") or {}
    return Record(object_id, encode(obj), _epoch(times, "CreateTime", now), _epoch(times, "LastUpdatedTime", now))


class _Instants(Mapping[str, float]):
    """A time of every record, read from it when it is asked for."""

    def __init__(self, records: Mapping[str, Record], name: str) -> None:
        self._records = records
        self._name = name

    def __getitem__(self, object_id: str) -> float:
        return _instant(self._records[object_id], self._name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


def _instant(record: Record, name: str) -> float:
    return record.created if name == "CreateTime" else record.updated


def dig(obj: object, path: str) -> object:
    """The value at a dotted path, None where a step is missing; below a list, the list of its elements' values."""
    step, _, rest = path.partition(".")
    if isinstance(obj, list):
        return [dig(element, path) for element in obj]
    if not isinstance(obj, dict) or step not in obj:
        return None
    return dig(obj[step], rest) if rest else obj[step]


def keys_of(value: object) -> Iterator[str]:
    """What a value is found by when only equality counts: a reference by its id, a list by each element."""
    if isinstance(value, list):
        for element in value:
            yield from keys_of(element)
    elif isinstance(value, dict):
        yield from keys_of(value.get("value"))
    elif value is not None:
        yield str(value).casefold()


def _enter(index: dict[str, set[str]], object_id: str, value: object) -> None:
    for key in keys_of(value):
        index.setdefault(key, set()).add(object_id)


def _steps(path: str) -> tuple[str, str]:
    """The first step of a path, and what is left of it."""
    step, _, rest = path.partition(".")
    return step, rest


def _epoch(times: Mapping[str, object], name: str, default: datetime) -> float:
    text = times.get(name)
    return (parse_instant(text) if isinstance(text, str) else default).timestamp()
