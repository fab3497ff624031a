"""The state file: every note of every ledger as a row of one SQLite table, so that `kill -9` loses nothing answered.

    note(owner, kind, key, value)     value is JSON; `SELECT value FROM note WHERE kind = 'object Invoice'`

A turn is one transaction, committed before its answer leaves. It is handed to the operating system and not forced to
the disk: the end of the process loses nothing, a power cut may lose the last turns, never half of one.
"""

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from qbo_emulator.store.ledger import Ledger, State
from qbo_emulator.store.text import encode

APPLICATION_ID = 0x51424F45  # "QBOE", where SQLite keeps whose file it is
FORMAT = 1
COMPANY = "company "

SCHEMA = f"""
BEGIN;
CREATE TABLE note (
    n INTEGER PRIMARY KEY, owner TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
    UNIQUE (owner, kind, key)
);
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {FORMAT};
COMMIT;
"""
# A value written again keeps its row, and with it its place in the order of first writing.
WRITE = """
INSERT INTO note (owner, kind, key, value) VALUES (?, ?, ?, ?)
ON CONFLICT (owner, kind, key) DO UPDATE SET value = excluded.value
"""
ERASE = "DELETE FROM note WHERE owner = ? AND kind = ? AND key = ?"

type Notes = Mapping[tuple[str, str], object]
"""Values by kind and key, None for a note to take out. They are written as JSON one by one, when their turn comes."""


class UnusableState(Exception):
    """The message is a sentence naming the file and what is wrong with it."""


class StateFile(State):
    """An SQLite file, made if it is missing, for this process alone while it is open. Raises UnusableState."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._era = 0
        with _said_clearly(path):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # it will hold tokens
            self._connection = _opened(path)

    def realms(self) -> list[str]:
        query = "SELECT owner FROM note WHERE owner GLOB ? GROUP BY owner ORDER BY min(n)"
        return [owner.removeprefix(COMPANY) for (owner,) in self._found(query, f"{COMPANY}*")]

    def company(self, realm_id: str) -> Ledger:
        return FileLedger(self, f"{COMPANY}{realm_id}", self._era)

    def ledger(self, part: str) -> Ledger:
        return FileLedger(self, part, self._era)

    def kinds(self, owner: str) -> list[str]:
        """The kinds an owner has notes of."""
        return [kind for (kind,) in self._found("SELECT DISTINCT kind FROM note WHERE owner = ?", owner)]

    def read[T](self, owner: str, kind: str, shape: type[T]) -> Iterator[tuple[str, T]]:
        """Key and value of an owner's notes of a kind, in the order of first writing. Raises UnusableState."""
        query = "SELECT key, CAST(value AS BLOB) FROM note WHERE owner = ? AND kind = ? ORDER BY n"
        decoder = msgspec.json.Decoder(shape)
        for key, value in self._found(query, owner, kind):
            with _said_clearly(self._path):
                yield key, decoder.decode(value)

    def write(self, owner: str, era: int, notes: Notes) -> None:
        """All of the notes in one transaction; none if the file was cleared since that era."""
        with self._lock:
            if era == self._era:
                _in_one(self._connection, _statements(owner, notes))

    def clear(self) -> None:
        with self._lock:
            _in_one(self._connection, [("DELETE FROM note", ())])
            self._era += 1

    def close(self) -> None:
        self._lock.acquire()  # for good
        self._connection.close()

    def _found(self, query: str, *values: str) -> list[Any]:
        with self._lock, _said_clearly(self._path):
            return self._connection.execute(query, values).fetchall()


class FileLedger(Ledger):
    """The notes of one owner in the file. Used by one thread at a time: there is a `Turn` around it."""

    def __init__(self, file: StateFile, owner: str, era: int) -> None:
        self._file = file
        self._owner = owner
        self._era = era
        self._pending: dict[tuple[str, str], object] = {}

    def kinds(self) -> list[str]:
        return self._file.kinds(self._owner)

    def read[T](self, kind: str, shape: type[T]) -> Iterator[tuple[str, T]]:
        return self._file.read(self._owner, kind, shape)

    def write(self, kind: str, key: str, value: object) -> None:
        self._pending[kind, key] = value

    def erase(self, kind: str, key: str) -> None:
        self._pending[kind, key] = None

    def save(self) -> None:
        if self._pending:
            self._file.write(self._owner, self._era, self._pending)
            self._pending = {}  # not before: what cannot be written now is tried again after the next turn

    def drop(self) -> None:
        self._pending = {}


@contextmanager
def _said_clearly(path: Path) -> Iterator[None]:
    """What is wrong with the file as UnusableState."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise UnusableState(f"The state file {path} is in use by another program.") from None
        raise UnusableState(f"The state file {path} cannot be used: {error}.") from None
    except (sqlite3.DatabaseError, msgspec.MsgspecError) as error:
        raise UnusableState(f"{path} is not a state file of this emulator: {error}.") from None
    except OSError as error:
        raise UnusableState(f"The state file {path} cannot be written: {error.strerror}.") from None


def _opened(path: Path) -> sqlite3.Connection:
    """1. Look whose file it is. 2. Take it for ourselves until the process ends. 3. Lay out an empty one."""
    connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    tables, (application_id,), (version,) = (
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone(),
        connection.execute("PRAGMA application_id").fetchone(),
        connection.execute("PRAGMA user_version").fetchone(),
    )
    if tables and application_id != APPLICATION_ID:
        raise sqlite3.DatabaseError("it belongs to another program")
    if tables and version != FORMAT:
        raise sqlite3.DatabaseError(f"it is one of another version (format {version}, this one reads {FORMAT})")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    if not tables:
        connection.executescript(SCHEMA)
    return connection


def _statements(owner: str, notes: Notes) -> Iterator[tuple[str, tuple[str, ...]]]:
    for (kind, key), value in notes.items():
        if value is None:
            yield ERASE, (owner, kind, key)
        else:
            yield WRITE, (owner, kind, key, encode(value).decode())


def _in_one(connection: sqlite3.Connection, statements: Iterable[tuple[str, tuple[str, ...]]]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement, values in statements:
            connection.execute(statement, values)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
