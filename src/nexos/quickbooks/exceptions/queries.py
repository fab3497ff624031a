"""Reading the causes, and what somebody put off."""

from datetime import date
from functools import cached_property
from uuid import UUID

from nexos.accounts import queries as accounts
from nexos.kit import clock
from nexos.kit.errors import NotFound
from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.exceptions.cause import Cause, Chosen, Waiting
from nexos.quickbooks.exceptions.models import SetAside
from nexos.quickbooks.exceptions.sections import SECTIONS


class Causes:
    """Causes in order, read as far as they are asked for: `count` and slice it."""

    def __init__(self, connection: Connection, chosen: Chosen) -> None:
        self._sections = [section(connection, chosen) for section in SECTIONS]

    def count(self) -> int:
        return sum(self._counts)

    def __getitem__(self, wanted: slice) -> list[Cause]:
        start, stop, _ = wanted.indices(self.count())
        found: list[Cause] = []
        for section, count in zip(self._sections, self._counts, strict=True):
            if start < min(stop, count):
                found += section.causes(start, min(stop, count))
            start, stop = max(start - count, 0), stop - count
        return found

    @cached_property
    def _counts(self) -> list[int]:
        return [section.count() for section in self._sections]


def open_causes(tenant_id: UUID, connection: Connection) -> Causes:
    """What needs a person now, the most pressing first; what was put off is left out until its day comes."""
    return Causes(connection, Chosen(frozenset(put_off(tenant_id, connection))))


def aside(tenant_id: UUID, connection: Connection) -> Causes:
    """What was put off and is still there."""
    return Causes(connection, Chosen(frozenset(put_off(tenant_id, connection)), only=True))


def the_cause(tenant_id: UUID, connection: Connection, key: str) -> Cause:
    """One cause, put off or not. Raises NotFound when it is gone, or never was."""
    found = Causes(connection, Chosen(frozenset({key}), only=True))[:1]
    if not found:
        raise NotFound("This is done: nothing waits for it any more.")
    return found[0]


def records(tenant_id: UUID, connection: Connection, key: str, start: int, stop: int) -> list[Waiting]:
    """The records that wait for a cause, the oldest first."""
    chosen = Chosen(frozenset({key}), only=True)
    return [row for section in SECTIONS for row in section(connection, chosen).waiting(key, start, stop)]


def put_off(tenant_id: UUID, connection: Connection) -> dict[str, SetAside]:
    """What is not to be shown before another day, by the cause's key."""
    rows = SetAside.objects.of(tenant_id).filter(connection_id=connection.id)
    put_off = list(rows.select_related("by"))
    now = today(tenant_id) if put_off else None
    return {one.key: one for one in put_off if now and one.until > now}


def today(tenant_id: UUID) -> date:
    """The business-local date."""
    return clock.today(accounts.tenant(tenant_id).time_zone)
