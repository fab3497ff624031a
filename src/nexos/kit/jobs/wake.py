"""The bell between whoever makes work due and the engine of this process, if one runs here."""

from collections.abc import Callable

_listeners: list[Callable[[], None]] = []


def wake() -> None:
    """Makes the engine of this process look for due work at once; a lost wake-up only costs the wait for a sweep."""
    for listener in list(_listeners):
        listener()


def on_wake(listener: Callable[[], None]) -> Callable[[], None]:
    """Has `listener` called at each wake-up; returns what takes it off again."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)
