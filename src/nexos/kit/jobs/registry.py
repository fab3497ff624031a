"""Which function does which kind of work."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nexos.kit.jobs.lease import Work

type Handler = Callable[["Work"], datetime | None]
_handlers: dict[str, Handler] = {}


def job(kind: str) -> Callable[[Handler], Handler]:
    """Registers the decorated function for `kind`.

    It is called with the claimed Work outside any tenant scope and any transaction, and returns when the record is due
    next (UTC), or None for "not until somebody asks". Expected failures are its own to handle; an exception is logged
    and the work is tried again after a minute.
    """

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return register


def handler_of(kind: str) -> Handler:
    """The registered function. Raises KeyError for an unknown kind."""
    return _handlers[kind]


def kinds() -> list[str]:
    """Every registered kind."""
    return sorted(_handlers)
