"""The tabs over every page of the mapping, each with what is open there."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.mapping import queries
from nexos.web.mapping.kinds import TABS, Tab


@dataclass(frozen=True)
class Shown:
    """A tab as it stands there. `open` counts what is not decided; something waits for it if `waits`."""

    label: str
    address: str
    current: bool
    open: int
    waits: bool


def tabs(connection: Connection | None, pages: str) -> list[Shown]:
    """All of them; `pages` is the name of the address that is shown now."""
    if connection is None:
        return [_shown(tab, pages, 0, waits=False) for tab in TABS]
    place = connection.tenant_id, connection.id
    waiting, assignments = queries.to_decide(*place), queries.open_assignments(*place)
    people = {"customers": waiting.customers, "employees": waiting.employees, "vendors": waiting.vendors}
    shown = []
    for tab in TABS:
        # Beside what something waits for, the rest is not counted: all these together are the menu's number.
        needed = [kind for kind in tab.kinds if kind.kind in waiting.assignments]
        count = people.get(tab.slug, 0) + sum(assignments[kind.kind] for kind in needed or tab.kinds)
        shown.append(_shown(tab, pages, count, waits=tab.slug in people or bool(needed)))
    return shown


def page_context(connection: Connection | None, pages: str) -> dict[str, Any]:
    """What the templates of a mapping page need in any case."""
    return {"connection": connection, "tabs": tabs(connection, pages)}


def _shown(tab: Tab, pages: str, count: int, *, waits: bool) -> Shown:
    return Shown(tab.label, reverse(tab.pages), tab.pages == pages, count, waits)
