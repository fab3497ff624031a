"""Mapping of customers: the list."""

from typing import Any, get_args

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.mapping import queries
from nexos.quickbooks.mapping.queries import Show
from nexos.quickbooks.mapping.states import RowState
from nexos.quickbooks.state.open_url import new_customer_url
from nexos.web.access import needs
from nexos.web.empty import Empty, no_match
from nexos.web.lists import PER_PAGE
from nexos.web.mapping import decisions
from nexos.web.mapping.kinds import CUSTOMERS
from nexos.web.mapping.pairs import of_customer

_LABELS: dict[Show, str] = {
    "todo": "Needs you",
    "all": "Everything",
    "suggested": "Suggested",
    "conflict": "Conflict",
    "only_there": "Only in QuickBooks",
    "only_here": "Only here",
    "inactive": "Inactive in QuickBooks",
    "linked": "Linked",
    "left_unlinked": "Left unlinked",
    "with_parent": "Bill with their parent",
}
_ALL_DONE = Empty("ok", "Every customer has its company", "Nothing here needs you.")


@require_safe
@needs("quickbooks:read")
def customer_list(request: Any) -> HttpResponse:
    """What needs a person, or as `show` says; a search looks through everything."""
    search = request.GET.get("q", "").strip()
    show = request.GET.get("show", "")
    if show not in get_args(Show):
        show = "all" if search else "todo"
    context: dict[str, Any] = {"kind": CUSTOMERS, "search": search, "show": show}
    connection = connections.current(request.tenant.id)
    if connection is None or not connection.realm_id:
        return render(request, "mapping/nothing.html", context)
    found = decisions.customers(request.tenant.id, connection.id, search)
    rows = queries.standings(request.tenant.id, connection.id, show, search)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context |= {
        "connection": connection,
        "page": page,
        "pairs": [
            of_customer(row) for row in queries.customer_rows(request.tenant.id, connection.id, page.object_list)
        ],
        "found": found,
        "shows": [(value, label, _count(found, value)) for value, label in _LABELS.items()],
        "counts": queries.counts(request.tenant.id, connection.id),
        "empty": _empty(search, show),
        "new_customer": new_customer_url(connection.environment),
    }
    part = "#list" if request.htmx.target == "list" else ""
    return render(request, f"mapping/customers.html{part}", context)


def _count(found: decisions.Decisions, show: Show) -> int:
    if show == "todo":
        return found.todo
    return found.counts.total() if show == "all" else found.counts[RowState(show)]


def _empty(search: str, show: str) -> Empty:
    if search:
        return no_match(search, reverse("mapping-customers"))
    return _ALL_DONE if show == "todo" else Empty("link", "None", "No customer is in this state.")
