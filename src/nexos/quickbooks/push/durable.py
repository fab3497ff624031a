"""Making a commit survive a power cut."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def durably() -> Iterator[None]:
    """Has the transactions of the block on disk before they return.

    PostgreSQL does that anyway. SQLite in WAL mode with synchronous=NORMAL may lose the last commits when the power
    fails; losing the claim of a push would lose the knowledge that it may have been sent.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    _synchronous("FULL")
    try:
        yield
    finally:
        _synchronous("NORMAL")


def _synchronous(level: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA synchronous={level}")
