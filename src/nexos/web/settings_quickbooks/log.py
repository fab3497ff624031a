"""The sync log: what happened between here and QuickBooks, problems first."""

import logging
import secrets
from contextlib import nullcontext
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from nexos.synclog import queries
from nexos.synclog.models import Entry, Outcome
from nexos.web.access import needs
from nexos.web.badge import Badge
from nexos.web.lists import PER_PAGE

logger = logging.getLogger(__name__)

_BADGES = {
    Outcome.FAILED: Badge("bad", "fail", "Failed"),
    Outcome.SKIPPED: Badge("wait", "minus", "Skipped"),
    Outcome.WAITING: Badge("wait", "clock", "Waiting"),
    Outcome.CHECKING: Badge("info", "search", "Checking"),
    Outcome.SLOWED: Badge("wait", "clock", "Slowed"),
    Outcome.DONE: Badge("ok", "ok", "Done", plain=True),
}
_SOURCES = {"push": "To QuickBooks", "sync": "From QuickBooks", "mapping": "Mapping", "connection": "Connection"}
# Where an entry's record is looked at; the names of the addresses.
_PLACES = {"invoice": "invoice", "customer": "mapping-customer", "item": "mapping-items"}
_WORDS = {
    "code": "QuickBooks code",
    "detail": "Its words",
    "intuit_tid": "Intuit trace id",
    "request_id": "Request id",
}


@require_safe
@needs("synclog:read")
def log(request: Any) -> HttpResponse:
    """One page of it, filtered by outcome and text. A log that cannot be read says so: it never looks empty."""
    asked, text = request.GET.get("outcome", ""), request.GET.get("q", "").strip()
    outcome = asked if asked in Outcome.values else ""
    context = {"outcome": outcome, "search": text, "outcomes": Outcome.choices}
    try:
        # In a transaction a savepoint, so that the rest of the page can still be read when this fails.
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            page = _page(request, outcome, text)
    except DatabaseError:
        reference = secrets.token_hex(3).upper()
        logger.exception("the sync log could not be read, reference %s", reference)
        context["reference"] = reference
        # htmx shows no answer that calls itself an error.
        return render(
            request, "settings_quickbooks/log.html" + _part(request), context, status=200 if request.htmx else 500
        )
    rows = [_row(entry) for entry in page.object_list]
    context |= {"page": page, "rows": rows}
    return render(request, "settings_quickbooks/log.html" + _part(request), context)


def _page(request: Any, outcome: str, text: str) -> Page[Entry]:
    found = Paginator(queries.entries(request.tenant.id, outcome=outcome, text=text), PER_PAGE)
    page = found.get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    return page


def _part(request: Any) -> str:
    return "#list" if request.htmx and not request.htmx.history_restore_request else ""


def _row(entry: Entry) -> dict[str, Any]:
    details = [(_WORDS[key], value) for key, value in entry.details.items() if value and key in _WORDS]
    if entry.code and entry.outcome != Outcome.DONE:
        details.insert(0, ("Code", entry.code))
    return {
        "entry": entry,
        "badge": _BADGES[Outcome(entry.outcome)],
        "source": _SOURCES.get(entry.source, entry.source),
        "details": details,
        "address": _address(entry),
    }


def _address(entry: Entry) -> str:
    place = _PLACES.get(entry.record_kind)
    try:
        return reverse(place, args=[entry.record_id] if place != "mapping-items" else []) if place else ""
    except NoReverseMatch:
        return ""
