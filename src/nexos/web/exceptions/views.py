"""The causes by tab, and the records that wait for one."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nexos.accounts import queries as accounts
from nexos.kit.errors import NotFound
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.exceptions import queries
from nexos.quickbooks.sync import queries as sync
from nexos.synclog import queries as synclog
from nexos.web.access import needs
from nexos.web.exceptions.words import told
from nexos.web.lists import PER_PAGE, list_part
from nexos.web.sync_log.rows import rows


@require_safe
@needs("quickbooks:read")
def open_ones(request: Any) -> HttpResponse:
    """What needs a person now."""
    return _tab(request, "open")


@require_safe
@needs("quickbooks:read")
def set_aside(request: Any) -> HttpResponse:
    """What somebody put off, each with the reason and its day."""
    return _tab(request, "aside")


@require_safe
@needs("synclog:read")
def closed(request: Any) -> HttpResponse:
    """What was open and is not any more, as the sync log tells it."""
    return _tab(request, "closed")


@require_safe
@needs("quickbooks:read")
def waiting(request: Any) -> HttpResponse:
    """The records that wait for one cause."""
    connection = connection_of(request)
    cause = queries.the_cause(request.tenant.id, connection, request.GET.get("cause", ""))
    paginator = Paginator(range(cause.count), PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    start = (page.number - 1) * PER_PAGE
    records = queries.records(request.tenant.id, connection, cause.key, start, start + PER_PAGE)
    context = {"told": told(cause, request.actor), "page": page, "records": records}
    return render(request, "exceptions/waiting.html", context)


def connection_of(request: Any) -> Connection:
    """The tenant's connection. Raises NotFound when no company was ever connected."""
    connection = connections.current(request.tenant.id)
    if connection is None or not connection.realm_id:
        raise NotFound("No QuickBooks company is connected, so nothing waits for one.")
    return connection


def _tab(request: Any, tab: str) -> HttpResponse:
    connection = connections.current(request.tenant.id)
    known = connection if connection and connection.realm_id else None
    context: dict[str, Any] = {"tab": tab, "connection": known}
    if known:
        causes, aside = queries.open_causes(request.tenant.id, known), queries.aside(request.tenant.id, known)
        context |= {"open_count": causes.count(), "aside_count": aside.count()}
        if tab == "closed":
            page = _page(request, synclog.resolved(request.tenant.id)[: synclog.MOST_COUNTED])
            context |= {"page": page, "rows": rows(list(page.object_list), request.actor)}
        else:
            page = _page(request, causes if tab == "open" else aside)
            put_off = queries.put_off(request.tenant.id, known) if tab == "aside" else {}
            shown = [(told(cause, request.actor), put_off.get(cause.key)) for cause in page.object_list]
            context |= {"page": page, "shown": shown}
        context |= {"looked": sync.synced_at(request.tenant.id, known.id)}
        context |= {"may_put_off": accounts.may(request.actor, "quickbooks:map")}
    return render(request, "exceptions/exceptions.html" + list_part(request), context)


def _page(request: Any, found: Any) -> "Page[Any]":
    return Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
