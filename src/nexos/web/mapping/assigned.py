"""What of ours goes as which object in QuickBooks, many to one: the lists, and accepting what is exact."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.mapping import queries, services
from nexos.quickbooks.mapping.queries import AssignedRow
from nexos.quickbooks.mapping.states import RowState
from nexos.quickbooks.mirror import queries as mirror
from nexos.web.access import needs
from nexos.web.empty import Empty, no_match
from nexos.web.lists import PER_PAGE
from nexos.web.mapping import shows
from nexos.web.mapping.accepted import told
from nexos.web.mapping.kinds import Tab, connection_of
from nexos.web.mapping.pairs import of_assigned
from nexos.web.mapping.tabs import page_context
from nexos.web.settings_quickbooks.progress import left_out_words

_SHOWN = {
    shows.ALL: "Everything",
    RowState.ONLY_HERE.value: "Not linked",
    RowState.SUGGESTED.value: "Suggested",
    RowState.INACTIVE.value: "Inactive in QuickBooks",
    RowState.LINKED.value: "Linked",
}
_NOT_IN_THIS_STATE = Empty("link", "None", "Nothing here is in this state.")


@require_safe
@needs("quickbooks:read")
def assigned_list(request: Any, tab: Tab) -> HttpResponse:
    """All of them, those to decide first."""
    connection = connections.current(request.tenant.id)
    if connection is None or not connection.realm_id:
        return render(request, "mapping/nothing.html", page_context(None, tab.pages))
    place = request.tenant.id, connection.id
    search = request.GET.get("q", "").strip()
    everything = [row for kind in tab.kinds for row in queries.assigned_rows(*place, kind.kind)]
    found = [row for row in everything if _mentions(row, search.casefold())]
    counts = Counter(row.state for row in found)
    show = shows.chosen(request, search, shows.ALL)
    rows = sorted((row for row in found if shows.matches(row.state, show)), key=lambda row: row.state.rank)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    waited_for = queries.waited_for(*place, [kind.kind for kind in tab.kinds])
    context = page_context(connection, tab.pages) | {
        "tab": tab,
        "kind": tab.kinds[0],
        "page": page,
        "pairs": [
            of_assigned(row, waited_for=row.kind in waited_for) for row in queries.completed(*place, page.object_list)
        ],
        "search": search,
        "show": show,
        "shows": shows.counted(counts, _SHOWN),
        "accept_name": f"accept-{tab.slug}",
        "sure": sum(row.state is RowState.SUGGESTED for row in everything),
        "absences": queries.absences(*place, [kind.kind for kind in tab.kinds]),
        "left_out": _left_out(connection) if tab.slug == "items" else "",
        "empty": no_match(search, reverse(tab.pages)) if search else _NOT_IN_THIS_STATE if everything else _none(tab),
        "has_rows": bool(everything),
    }
    part = "#list" if request.htmx.target == "list" else ""
    return render(request, f"mapping/assigned.html{part}", context)


@require_POST
@needs("quickbooks:map")
def accept(request: Any, tab: Tab) -> HttpResponse:
    """Links everything of which one object alone has the same code or name."""
    connection = connection_of(request)
    kinds = [kind.kind for kind in tab.kinds]
    results = services.accept_assignments(request.tenant.id, connection.id, kinds, request.actor.id)
    return told(request, tab.pages, tab.kinds[0].here, results.values())


def _mentions(row: AssignedRow, text: str) -> bool:
    sides = [side for side in (row.ours, row.theirs) if side]
    return not text or any(text in side.name.casefold() or text in side.about.casefold() for side in sides)


def _left_out(connection: Connection) -> str:
    coverage = mirror.coverage(connection.tenant_id, connection.id)
    return left_out_words([coverage["Item"].left_out] if "Item" in coverage else [])


def _none(tab: Tab) -> Empty:
    if tab.slug == "items":
        text = "Products are entered here, or come from QuickBooks with the first sync."
        return Empty("tag", "No products yet", text, "Products", reverse("products"))
    if tab.slug == "work-types":
        text = "Work types say what was done, billing roles as whom; both are kept under Settings."
        return Empty("clock", "No work types yet", text, "Work types", reverse("work-types"))
    return Empty("link", "Nothing to link", "Companies and vendors have no terms yet.")
