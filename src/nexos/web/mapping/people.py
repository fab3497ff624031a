"""Mapping of employees to users, and of vendors to ours: the lists, and what is decided for many at once."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexos.kit.errors import NexosError
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.mapping import queries, services
from nexos.quickbooks.mapping.queries import PersonRow
from nexos.quickbooks.mapping.states import RowState
from nexos.web.access import needs
from nexos.web.empty import Empty, no_match
from nexos.web.lists import PER_PAGE
from nexos.web.mapping import shows
from nexos.web.mapping.accepted import told
from nexos.web.mapping.kinds import CONTRACTORS, EMPLOYEES, VENDORS, OneToOne, connection_of
from nexos.web.mapping.pairs import Pair, of_person
from nexos.web.mapping.sentences import counted
from nexos.web.mapping.tabs import page_context


@dataclass(frozen=True)
class _Page:
    """What the page of a kind shows and, several together, links; `none` is said while nobody is there or here."""

    rows: Callable[[UUID, UUID], list[PersonRow]]
    link: Callable[[UUID, UUID, Iterable[tuple[str, UUID]], UUID], dict[str, NexosError | None]]
    none: Empty


_PAGES = {
    EMPLOYEES.slug: _Page(
        queries.employee_rows,
        services.accept_employees,
        Empty("users", "No employees", "QuickBooks has none. They are added there, and come with the next sync."),
    ),
    VENDORS.slug: _Page(
        queries.vendor_rows,
        services.accept_vendors,
        Empty(
            "building",
            "No vendors",
            "Neither side has one. They are entered here or there, and come with the next sync.",
        ),
    ),
}
_SHOWN = {value: label for value, label in shows.LABELS.items() if value != RowState.WITH_PARENT}
_ALL_DONE = Empty("ok", "Nothing needs you", "Everybody in QuickBooks is somebody here, or was left out on purpose.")


@require_safe
@needs("quickbooks:read")
def people_list(request: Any, kind: OneToOne) -> HttpResponse:
    """What needs a person, or as `show` says; a search looks through everything."""
    connection = connections.current(request.tenant.id)
    if connection is None or not connection.realm_id:
        return render(request, "mapping/nothing.html", page_context(None, kind.pages))
    place = request.tenant.id, connection.id
    search = request.GET.get("q", "").strip()
    everybody = _PAGES[kind.slug].rows(*place)
    found = [row for row in everybody if _mentions(row, search.casefold())]
    counts = Counter(row.state for row in found)
    first = shows.TODO if any(shows.matches(row.state, shows.TODO) for row in everybody) else shows.ALL
    show = shows.chosen(request, search, first)
    page = Paginator([row for row in found if shows.matches(row.state, show)], PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = page_context(connection, kind.pages) | {
        "kind": kind,
        "page": page,
        "pairs": _pairs(*place, kind, list(page.object_list)),
        "search": search,
        "show": show,
        "shows": shows.counted(counts, _SHOWN),
        "sure": sum(row.sure for row in everybody),
        "strangers": sum(row.creatable for row in everybody),
        "creates_by_itself": queries.creates_vendors(*place),
        "empty": _empty(kind, everybody, search),
    }
    part = "#list" if request.htmx.target == "list" else ""
    return render(request, f"mapping/{kind.pages.removeprefix('mapping-')}.html{part}", context)


@require_POST
@needs("quickbooks:map")
def accept(request: Any, kind: OneToOne) -> HttpResponse:
    """Links everybody with one sure candidate; what could not be linked is shown one by one."""
    connection = connection_of(request)
    place = request.tenant.id, connection.id
    page = _PAGES[kind.slug]
    sure = [(row.there.id, row.candidates[0].id) for row in page.rows(*place) if row.sure and row.there]
    return told(request, kind.pages, kind.there, page.link(*place, sure, request.actor.id).values())


@require_POST
@needs("quickbooks:map")
def leave_others(request: Any, kind: OneToOne) -> HttpResponse:
    """Leaves everybody in QuickBooks unlinked who resembles nobody here; each can be taken back."""
    place = request.tenant.id, connection_of(request).id
    strangers = [row.there.id for row in _PAGES[kind.slug].rows(*place) if row.creatable and row.there]
    for there_id in strangers:
        services.leave_unlinked(*place, kind.party, there_id, request.actor.id)
    messages.success(request, f"{counted(len(strangers), kind.there)} left unlinked.")
    return redirect(kind.pages)


@require_POST
@needs("quickbooks:map")
def create_missing_vendors(request: Any) -> HttpResponse:
    """A vendor for everyone in QuickBooks that resembles none, and from now on for new ones too."""
    connection = connection_of(request)
    made = services.create_missing_vendors(request.tenant.id, connection.id, request.actor.id)
    sentence = f"{counted(made.made, 'vendor')} created."
    if made.refused:
        named = ", ".join(f"“{name}”" for name in made.refused)
        sentence += f" Not created: {named}; the sync log says why."
    messages.success(request, sentence)
    return redirect(VENDORS.pages)


def _pairs(tenant_id: UUID, connection_id: UUID, kind: OneToOne, rows: Sequence[PersonRow]) -> list[Pair]:
    used = {}
    for one, mine in ((kind, False), (CONTRACTORS, True)):
        ids = [row.there.id for row in rows if row.there and row.contractor is mine]
        used[mine] = one.used(tenant_id, connection_id, ids) if ids else {}
    return [of_person(row, kind, used[row.contractor]) for row in rows]


def _mentions(row: PersonRow, text: str) -> bool:
    sides = [side for side in (row.there, row.here, *row.candidates) if side]
    return not text or any(text in side.name.casefold() or text in side.email.casefold() for side in sides)


def _empty(kind: OneToOne, everybody: Sequence[PersonRow], search: str) -> Empty:
    if search:
        return no_match(search, reverse(kind.pages))
    return _ALL_DONE if everybody else _PAGES[kind.slug].none
