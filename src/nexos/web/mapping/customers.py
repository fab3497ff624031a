"""Mapping of customers: the list."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.mapping import queries
from nexos.quickbooks.mapping.models import Standing
from nexos.quickbooks.mapping.queries import Show
from nexos.quickbooks.state.open_url import new_customer_url
from nexos.web.access import needs
from nexos.web.empty import Empty, no_match
from nexos.web.lists import PER_PAGE
from nexos.web.mapping import decisions, shows
from nexos.web.mapping.kinds import CUSTOMERS
from nexos.web.mapping.pairs import Pair, of_customer
from nexos.web.mapping.tabs import page_context

_ALL_DONE = Empty("ok", "Every customer has its company", "Nothing here needs you.")


@require_safe
@needs("quickbooks:read")
def customer_list(request: Any) -> HttpResponse:
    """What needs a person, or as `show` says; a search looks through everything."""
    search = request.GET.get("q", "").strip()
    show = shows.chosen(request, search)
    connection = connections.current(request.tenant.id)
    if connection is None or not connection.realm_id:
        return render(request, "mapping/nothing.html", page_context(None, CUSTOMERS.pages))
    found = decisions.customers(request.tenant.id, connection.id, search)
    rows = queries.standings(request.tenant.id, connection.id, cast(Show, show), search)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = page_context(connection, CUSTOMERS.pages) | {
        "kind": CUSTOMERS,
        "search": search,
        "show": show,
        "page": page,
        "pairs": _pairs(request.tenant.id, connection.id, list(page.object_list)),
        "found": found,
        "shows": shows.counted(found.counts),
        "empty": _empty(search, show),
        "new_customer": new_customer_url(connection.environment),
    }
    part = "#list" if request.htmx.target == "list" else ""
    return render(request, f"mapping/customers.html{part}", context)


def _pairs(tenant_id: UUID, connection_id: UUID, page: Sequence[Standing]) -> list[Pair]:
    used = queries.of_customers(tenant_id, connection_id, [row.customer_id for row in page if row.customer_id])
    return [of_customer(row, used) for row in queries.customer_rows(tenant_id, connection_id, page)]


def _empty(search: str, show: str) -> Empty:
    if search:
        return no_match(search, reverse("mapping-customers"))
    return _ALL_DONE if show == "todo" else Empty("link", "None", "No customer is in this state.")
