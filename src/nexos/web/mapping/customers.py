"""Mapping of customers: the list, and what is decided for many at once."""

from typing import Any, get_args
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexos.kit.errors import InvalidInput
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.mapping import queries, services
from nexos.quickbooks.mapping.queries import Show
from nexos.quickbooks.mapping.queries.customers import NEEDS_YOU, RowState
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.state.open_url import new_customer_url
from nexos.web.access import needs
from nexos.web.empty import Empty, no_match
from nexos.web.lists import PER_PAGE
from nexos.web.mapping import decisions
from nexos.web.mapping.kinds import CUSTOMERS, connection_of
from nexos.web.mapping.pairs import of_customer
from nexos.web.mapping.sentences import released

_LABELS: dict[Show, str] = {
    "todo": "Needs you",
    "all": "Everything",
    "suggested": "Suggested",
    "conflict": "Conflict",
    "only_there": "Only in QuickBooks",
    "only_here": "Only here",
    "inactive": "Inactive in QuickBooks",
    "linked": "Linked",
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
    wanted = NEEDS_YOU if show == "todo" else set(RowState) if show == "all" else {RowState(show)}
    page = Paginator([row for row in found.rows if row.state in wanted], PER_PAGE).get_page(request.GET.get("page"))
    context |= {
        "connection": connection,
        "page": page,
        "pairs": [of_customer(row, found) for row in page.object_list],
        "found": found,
        "shows": [(value, label, _count(found, value)) for value, label in _LABELS.items()],
        "counts": queries.counts(request.tenant.id, connection.id),
        "empty": _empty(search, show),
        "new_customer": new_customer_url(connection.environment),
    }
    part = "#list" if request.htmx.target == "list" else ""
    return render(request, f"mapping/customers.html{part}", context)


@require_safe
@needs("quickbooks:map")
def sure(request: Any) -> HttpResponse:
    """The sure matches, to be looked through; each can be unticked."""
    connection = connection_of(request)
    found = decisions.customers(request.tenant.id, connection.id)
    pairs = [of_customer(row, found) for row in found.sure]
    return render(request, "mapping/sure.html", {"kind": CUSTOMERS, "connection": connection, "pairs": pairs})


@require_POST
@needs("quickbooks:map")
def accept(request: Any) -> HttpResponse:
    """Links the matches that were on the page and ticked: `match` is customer and company, with a colon between.

    What could not be linked is shown one by one. Raises InvalidInput when nothing was ticked.
    """
    connection = connection_of(request)
    chosen = [_match(text) for text in request.POST.getlist("match")]
    if not chosen:
        raise InvalidInput({"match": "Nothing was ticked. Tick what belongs together, then accept."})
    before = mirror.held_invoices(request.tenant.id, connection.id).count
    results = services.accept(request.tenant.id, connection.id, chosen, request.actor.id)
    after = mirror.held_invoices(request.tenant.id, connection.id).count
    linked = sum(refusal is None for refusal in results.values())
    sentence = f"{linked:,} customer{'' if linked == 1 else 's'} linked. {released(before - after)}".strip()
    refused = {customer_id: refusal for customer_id, refusal in results.items() if refusal}
    if not refused:
        messages.success(request, sentence)
        return redirect("mapping-customers")
    context = {"kind": CUSTOMERS, "connection": connection, "sentence": sentence, "refused": refused.values()}
    return render(request, "mapping/accepted.html", context)


@require_POST
@needs("quickbooks:map")
def create_missing(request: Any) -> HttpResponse:
    """A company for every customer that resembles none, and from now on for new ones too."""
    connection = connection_of(request)
    before = mirror.held_invoices(request.tenant.id, connection.id).count
    made = services.create_missing_companies(request.tenant.id, connection.id, request.actor.id)
    after = mirror.held_invoices(request.tenant.id, connection.id).count
    sentence = f"{made.companies:,} compan{'y' if made.companies == 1 else 'ies'} created. {released(before - after)}"
    if made.refused:
        sentence += f" {len(made.refused):,} could not be created; the sync log says why."
    messages.success(request, sentence.strip())
    return redirect("mapping-customers")


def _count(found: decisions.Decisions, show: Show) -> int:
    if show == "todo":
        return found.todo
    return len(found.rows) if show == "all" else found.counts[RowState(show)]


def _match(text: str) -> tuple[str, UUID]:
    customer_id, _, company_id = text.rpartition(":")
    try:
        return customer_id, UUID(company_id)
    except ValueError as error:
        raise InvalidInput({"match": "This match was changed on its way here. Load the page again."}) from error


def _empty(search: str, show: str) -> Empty:
    if search:
        return no_match(search, reverse("mapping-customers"))
    return _ALL_DONE if show == "todo" else Empty("link", "None", "No customer is in this state.")
