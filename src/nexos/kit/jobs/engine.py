"""Which engine does the work."""

from typing import Protocol

from django.db import connection

from nexos.kit.jobs.worker import GRACE


class Engine(Protocol):
    """Does due work in threads of this process, from `start` until `stop` has let it end."""

    def start(self) -> None:
        """Begins; returns at once."""

    def stop(self) -> None:
        """Claims nothing more, and returns when running work has ended or been given back."""


def engine(threads: int = 8, grace: float = GRACE) -> Engine:
    """The engine that suits the database: Procrastinate on PostgreSQL, else the embedded one. It does `threads` pieces
    of work at once; when it is stopped, they have `grace` seconds to end by themselves."""
    if connection.vendor == "postgresql":
        from nexos.kit.jobs.procrastinate import ProcrastinateEngine

        return ProcrastinateEngine(threads, grace)
    from nexos.kit.jobs.embedded import EmbeddedEngine

    return EmbeddedEngine(threads, grace)
