"""The bell between whoever makes work due and the engines that do it; a lost wake-up costs the wait for a sweep."""

from collections.abc import Callable

from django.db import connection, transaction

_listeners: list[Callable[[], None]] = []


def wake() -> None:
    """Makes an engine look for due work once the caller's transaction is committed: the one in this process, if one
    runs here, and on PostgreSQL those of the worker processes."""
    transaction.on_commit(_ring)
    if connection.vendor == "postgresql":
        from nexos.kit.jobs.procrastinate import defer_looks

        defer_looks()


def on_wake(listener: Callable[[], None]) -> Callable[[], None]:
    """Has `listener` called at each wake-up in this process; returns what takes it off again."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


def _ring() -> None:
    for listener in list(_listeners):
        listener()
