"""What the shell around every page shows: the menu, the look a person chose, and how QuickBooks is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from nexos.accounts import queries as accounts
from nexos.accounts.models import User
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.exceptions.queries import open_causes
from nexos.quickbooks.mapping import queries as mapping
from nexos.web.top_bar.state import quickbooks_state


@dataclass(frozen=True)
class Place:
    """An entry of the side menu. `current` while the page shown lies at or under its address; `waiting` records need a
    decision there."""

    name: str
    icon: str
    address: str
    current: bool
    waiting: int = 0


@dataclass(frozen=True)
class Group:
    """Places under one heading; the first group has none."""

    name: str
    places: list[Place]


# (heading, [(name, icon, name of the address, permission)])
_AREAS = [
    ("", [("Dashboard", "home", "dashboard", "")]),
    (
        "Work",
        [
            ("Companies", "building", "companies", "companies:read"),
            ("Quotes", "quote", "quotes", "quotes:read"),
            ("Vendors", "box", "vendors", "vendors:read"),
        ],
    ),
    (
        "Money",
        [
            ("Invoices", "invoice", "invoices", "invoices:read"),
            ("Payments", "payment", "payments", "payments:read"),
            ("Products", "tag", "products", "products:read"),
        ],
    ),
    (
        "QuickBooks",
        [
            ("Mapping", "link", "mapping-customers", "quickbooks:read"),
            ("Exceptions", "alert", "exceptions", "quickbooks:read"),
            ("Sync log", "list", "sync-log", "synclog:read"),
            ("Reconciliation", "scale", "reconciliation", "quickbooks:read"),
            ("QuickBooks settings", "plug", "settings-quickbooks", "quickbooks:read"),
        ],
    ),
    (
        "Administration",
        [
            ("Work types", "clock", "work-types", "settings:read"),
        ],
    ),
]


class May:
    """What the person may do, for templates: `may.invoices_push`."""

    def __init__(self, actor: User) -> None:
        self._actor = actor

    def __getitem__(self, permission: str) -> bool:
        resource, _, action = permission.partition("_")
        return accounts.may(self._actor, f"{resource}:{action}")


def context(request: HttpRequest) -> dict[str, Any]:
    """Template variables of every page; what costs a query is read only when the page shows it."""
    actor: User | None = getattr(request, "actor", None)
    return {
        "tenant": getattr(request, "tenant", None),
        "actor": actor,
        "may": May(actor) if actor else {},
        "menu": SimpleLazyObject(lambda: menu(actor, request.path) if actor else []),
        "quickbooks": SimpleLazyObject(lambda: quickbooks_state(actor.tenant_id) if actor else None),
        "search_place": SimpleLazyObject(lambda: _search_place(actor) if actor else None),
        "theme": _chosen(request, "theme", {"light", "dark"}),
        "density": _chosen(request, "density", {"compact"}),
    }


def menu(actor: User, path: str) -> list[Group]:
    """The places this person may open."""
    groups = []
    for heading, areas in _AREAS:
        places = []
        for name, icon, view, permission in areas:
            if permission and not accounts.may(actor, permission):
                continue
            address = reverse(view)
            waiting = _WAITING[view](actor) if view in _WAITING else 0
            places.append(Place(name, icon, address, _under(path, address), waiting))
        if places:
            groups.append(Group(heading, places))
    return groups


def _to_map(actor: User) -> int:
    """What there is to decide for the QuickBooks company that is mapped."""
    connection = connections.current(actor.tenant_id)
    if connection is None or not connection.realm_id:
        return 0
    return mapping.to_decide(actor.tenant_id, connection.id).total


def _exceptions(actor: User) -> int:
    """Causes that need a person, up to what lists count."""
    connection = connections.current(actor.tenant_id)
    return open_causes(actor.tenant_id, connection).count() if connection is not None and connection.realm_id else 0


_WAITING: dict[str, Callable[[User], int]] = {"mapping-customers": _to_map, "exceptions": _exceptions}


def _search_place(actor: User) -> Place:
    """Where the top bar's search leads: to the invoices, or for people who may not see them to the companies."""
    name, view = ("Invoices", "invoices") if accounts.may(actor, "invoices:read") else ("Companies", "companies")
    return Place(name, "search", reverse(view), current=False)


def _under(path: str, address: str) -> bool:
    return path == address if address == "/" else path.startswith(address)


def _chosen(request: HttpRequest, cookie: str, known: set[str]) -> str:
    value = request.COOKIES.get(cookie, "")
    return value if value in known else ""
