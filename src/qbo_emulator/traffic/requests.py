"""The record of what clients asked, for tests to read."""

import threading
from collections import deque
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

KEPT = 100_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One finished request. `status` None: the connection was dropped without an answer."""

    time: datetime
    realm_id: str | None
    method: str
    path: str
    query: str
    request_id: str | None
    bids: list[str]
    status: int | None
    committed: bool


class RequestLog:
    """The latest requests, numbered from 1 in the order they finished. Holds no token and no body."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: deque[tuple[int, Entry]] = deque(maxlen=KEPT)
        self._last = 0

    def add(self, entry: Entry) -> None:
        """Record a finished request."""
        with self._lock:
            self._last += 1
            self._entries.append((self._last, entry))

    def since(self, number: int) -> list[dict[str, Any]]:
        """Those after `number` (0: all), oldest first."""
        with self._lock:
            found = [(n, entry) for n, entry in self._entries if n > number]
        return [
            {"n": n} | asdict(entry) | {"time": entry.time.astimezone(UTC).isoformat(timespec="milliseconds")}
            for n, entry in found
        ]

    def clear(self) -> None:
        """Forget all; numbering goes on, so that nobody's `since` misses a request."""
        with self._lock:
            self._entries.clear()
