"""Where everything the emulator remembers is noted as it changes, so that it can outlive the process.

The two classes here note nothing: an emulator without a state file. `state_file` has those that do.
"""

import threading
from collections.abc import Iterable, Iterator, MutableMapping
from types import TracebackType


class Ledger:
    """The notes of one owner by kind and key. A note's value is whatever msgspec can write as JSON."""

    def kinds(self) -> list[str]:
        """The kinds there are notes of."""
        return []

    def read[T](self, kind: str, shape: type[T]) -> Iterable[tuple[str, T]]:
        """Key and value of every note of a kind as they were saved, in the order they were first written."""
        return ()

    def write(self, kind: str, key: str, value: object) -> None:
        """Note a value, in place of the one with this key."""

    def erase(self, kind: str, key: str) -> None:
        """Take a note out."""

    def save(self) -> None:
        """Keep all that was noted since the last time, or nothing of it; on return it outlives the process."""

    def drop(self) -> None:
        """Forget what was noted since the last time."""


NOWHERE = Ledger()


class State:
    """The ledgers of everything; a company's owner is its realm id."""

    def realms(self) -> list[str]:
        """Realm ids of the companies that were saved, in the order they were opened."""
        return []

    def company(self, realm_id: str) -> Ledger:
        """A company's ledger."""
        return NOWHERE

    def ledger(self, part: str) -> Ledger:
        """The ledger of a part of the emulator that belongs to no company."""
        return NOWHERE

    def clear(self) -> None:
        """Take every note out; ledgers handed out before write nothing any more."""

    def close(self) -> None:
        """Nothing is saved from now on: whoever tries waits for the end of the process."""


class Turn:
    """A lock held while something in a ledger's care is read or changed; giving it back saves what was changed.

    It may be taken again by its holder: then all of it is saved together, when the holder gives it back for good.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.RLock()
        self._depth = 0

    def __enter__(self) -> None:
        self._lock.acquire()
        self._depth += 1

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._depth -= 1
        try:
            if self._depth == 0:
                self._ledger.save()
        finally:
            self._lock.release()


class Noted[V](MutableMapping[str, V]):
    """A dictionary that starts with the notes of one kind and notes every change made to it.

    A value is replaced, never changed in place: the ledger would not see it.
    """

    def __init__(self, ledger: Ledger, kind: str, shape: type[V]) -> None:
        self._ledger = ledger
        self._kind = kind
        self._held = dict(ledger.read(kind, shape))

    def __getitem__(self, key: str) -> V:
        return self._held[key]

    def __setitem__(self, key: str, value: V) -> None:
        self._held[key] = value
        self._ledger.write(self._kind, key, value)

    def __delitem__(self, key: str) -> None:
        del self._held[key]
        self._ledger.erase(self._kind, key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def clear(self) -> None:
        """Faster than the inherited one, which looks for the first key again and again."""
        for key in self._held:
            self._ledger.erase(self._kind, key)
        self._held.clear()
