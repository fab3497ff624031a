"""What is decided for many customers at once: looked through, asked for, and told one by one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from nexos.kit.errors import InvalidInput
from nexos.quickbooks.mapping import queries, services
from nexos.quickbooks.mapping.models import Act, Bulk
from nexos.quickbooks.mirror import queries as mirror
from nexos.web.access import needs
from nexos.web.lists import PER_PAGE
from nexos.web.mapping.accepted import told
from nexos.web.mapping.kinds import CUSTOMERS, connection_of
from nexos.web.mapping.pairs import of_customer
from nexos.web.mapping.posted import an_id
from nexos.web.mapping.sentences import counted, released
from nexos.web.mapping.tabs import page_context

AT_ONCE = 200  # matches on a page to be looked through


@require_safe
@needs("quickbooks:map")
def sure(request: Any) -> HttpResponse:
    """The sure matches, to be looked through page by page; each can be unticked."""
    connection = connection_of(request)
    found = Paginator(queries.sure(request.tenant.id, connection.id), AT_ONCE).get_page(request.GET.get("page"))
    pairs = [of_customer(row, {}) for row in queries.customer_rows(request.tenant.id, connection.id, found.object_list)]
    context = page_context(connection, CUSTOMERS.pages) | {"kind": CUSTOMERS, "pairs": pairs, "page": found}
    return render(request, "mapping/sure.html", context)


@require_POST
@needs("quickbooks:map")
def accept(request: Any) -> HttpResponse:
    """Links the matches that were ticked: `match` is customer and company, with a colon between; what could not be
    linked is shown one by one. With `all` every sure match is accepted. Raises InvalidInput when nothing was ticked.
    """
    connection = connection_of(request)
    if "all" in request.POST:
        bulk = services.decide_together(request.tenant.id, connection.id, Act.ACCEPT, request.actor.id)
        return _bulk_told(request, bulk)
    chosen = [_match(text) for text in request.POST.getlist("match")]
    if not chosen:
        raise InvalidInput({"match": "Nothing was ticked. Tick what belongs together, then accept."})
    if len(chosen) > AT_ONCE:
        raise InvalidInput({"match": f"More than {AT_ONCE} were ticked at once. Load the page again."})
    before = mirror.held_counts(request.tenant.id, connection.id)["Invoice"]
    results = services.accept(request.tenant.id, connection.id, chosen, request.actor.id)
    after = mirror.held_counts(request.tenant.id, connection.id)["Invoice"]
    return told(request, CUSTOMERS.pages, CUSTOMERS.there, results.values(), released(before - after))


@require_POST
@needs("quickbooks:map")
def create_missing(request: Any) -> HttpResponse:
    """A company for every customer that resembles none, and from now on for new ones too."""
    connection = connection_of(request)
    bulk = services.decide_together(request.tenant.id, connection.id, Act.CREATE, request.actor.id)
    return _bulk_told(request, bulk)


@require_safe
@needs("quickbooks:map")
def results(request: Any, bulk_id: UUID) -> HttpResponse:
    """How far it is, and what became of each; the refused ones alone with `show=refused`."""
    bulk = queries.bulk(request.tenant.id, bulk_id)
    refused = request.GET.get("show") == "refused"
    rows = queries.bulk_rows(request.tenant.id, bulk.id, refused=refused)
    context = page_context(connection_of(request), CUSTOMERS.pages) | {
        "kind": CUSTOMERS,
        "bulk": bulk,
        "handled": bulk.done + bulk.refused,
        "sentence": _sentence(bulk),
        "refused": refused,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "mapping/results.html", context)


@require_POST
@needs("quickbooks:map")
def stop(request: Any, bulk_id: UUID) -> HttpResponse:
    """Ends it where it is; what is decided stays."""
    bulk = services.stop(request.tenant.id, bulk_id, request.actor.id)
    left = max(bulk.total - bulk.done - bulk.refused, 0)
    messages.success(request, f"Stopped. {_sentence(bulk)} {left:,} left as they were.")
    return redirect("mapping-results", bulk_id)


def _bulk_told(request: Any, bulk: Bulk) -> HttpResponse:
    """What went through whole is said on the list; anything else has a page of its own."""
    if bulk.ended_at and not bulk.refused:
        messages.success(request, _sentence(bulk))
        return redirect("mapping-customers")
    return redirect("mapping-results", bulk.id)


def _sentence(bulk: Bulk) -> str:
    if bulk.act == Act.CREATE:
        done = f"{counted(bulk.done, 'company')} created."
    else:
        done = f"{counted(bulk.done, 'customer')} linked."
    return f"{done} {released(bulk.released)}".strip()


def _match(text: str) -> tuple[str, UUID]:
    customer_id, _, company_id = text.rpartition(":")
    changed = InvalidInput({"match": "This match was changed on its way here. Load the page again."})
    try:
        return an_id(customer_id), UUID(company_id)
    except ValueError as error:
        raise changed from error
