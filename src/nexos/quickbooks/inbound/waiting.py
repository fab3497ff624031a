"""Pages that have arrived and wait to be stored: as they are while there is room, compressed beyond it.

A page is three megabytes of JSON, or two hundred kilobytes compressed. From a slow server ten are under way at once,
and they may all arrive while one is being stored.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from threading import Lock

import msgspec

from qbo import Page

ROOM = 8 * 1024 * 1024
"""Bytes of JSON that wait uncompressed."""

_QUICKLY = 1
_ITEMS = msgspec.json.Decoder(list[msgspec.Raw])


@dataclass(frozen=True, slots=True)
class Packed:
    """A page without its items, and they compressed."""

    page: Page
    items: bytes

    def unpacked(self) -> Page:
        """The page as it arrived."""
        return msgspec.structs.replace(self.page, items=_ITEMS.decode(zlib.decompress(self.items)))


class Room:
    """How much waits; shared by the threads that fetch and the one that stores."""

    def __init__(self) -> None:
        self._taken = 0
        self._lock = Lock()

    def take(self, page: Page) -> Page | Packed:
        """The page if there is room for it, else packed."""
        size = size_of(page)
        with self._lock:
            if self._taken == 0 or self._taken + size <= ROOM:
                self._taken += size
                return page
        return _packed(page)

    def leave(self, waited: Page | Packed) -> Page:
        """The page, which does not wait any more."""
        if isinstance(waited, Packed):
            return waited.unpacked()
        with self._lock:
            self._taken -= size_of(waited)
        return waited


def _packed(page: Page) -> Packed:
    """Item by item, so that the page is not there twice."""
    packing = zlib.compressobj(_QUICKLY)
    parts = [packing.compress(b"[")]
    for place, item in enumerate(page.items):
        parts += (packing.compress(b"," if place else b""), packing.compress(item))
    parts += (packing.compress(b"]"), packing.flush())
    return Packed(msgspec.structs.replace(page, items=[]), b"".join(parts))


def size_of(page: Page) -> int:
    """Bytes of its objects."""
    return sum(memoryview(item).nbytes for item in page.items)
