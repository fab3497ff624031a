"""Pages that wait to be stored take little memory, and are the same when their turn comes."""

from datetime import UTC, datetime

import msgspec

from nexos.quickbooks.inbound.waiting import ROOM, Packed, Room
from qbo import Page


def page(start: int, objects: int, size: int) -> Page:
    text = "ö" * (size // 2)
    items = [msgspec.Raw(msgspec.json.encode({"Id": str(start + place), "Text": text})) for place in range(objects)]
    return Page(items, start, objects, datetime(2026, 4, 5, tzinfo=UTC))


def test_pages_beyond_the_room_wait_compressed_and_come_back_the_same() -> None:
    room = Room()
    pages = [page(start, 100, ROOM // 250) for start in (1, 101, 201)]
    waiting = [room.take(each) for each in pages]
    assert [isinstance(each, Packed) for each in waiting] == [False, False, True]
    assert isinstance(waiting[2], Packed)
    assert len(waiting[2].items) < ROOM / 100
    back = [room.leave(each) for each in waiting]
    assert [(each.start, each.count, each.time) for each in back] == [
        (each.start, each.count, each.time) for each in pages
    ]
    assert [[bytes(item) for item in each.items] for each in back] == [
        [bytes(item) for item in each.items] for each in pages
    ]


def test_one_page_always_has_room_and_leaves_it_to_the_next() -> None:
    room = Room()
    large = page(1, 2, ROOM)
    assert room.take(large) is large
    assert isinstance(room.take(large), Packed)
    room.leave(large)
    assert room.take(large) is large


def test_an_empty_page_may_be_packed() -> None:
    room = Room()
    room.take(page(1, 2, ROOM))
    nothing = room.take(page(5, 0, 0))
    assert room.leave(nothing).items == []
