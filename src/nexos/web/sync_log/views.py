"""The page of the sync log, and its download."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nexos.kit.tenancy import scope
from nexos.synclog import queries
from nexos.synclog.models import Entry, Outcome, Source, Urgency
from nexos.synclog.queries import Filters, Place
from nexos.web.access import needs
from nexos.web.lists import PER_PAGE, csv_stream, list_part
from nexos.web.sync_log.narrowing import Narrowing, asked
from nexos.web.sync_log.rows import Row, rows

logger = logging.getLogger(__name__)
_PROBLEMS = (Urgency.FAILED, Urgency.WAITING)
_DOWNLOADED_AT_ONCE = 1_000
_HEADS = (
    *("outcome", "about", "what happened", "what to do", "source", "times", "first seen", "last seen", "resolved"),
    *("code", "QuickBooks code", "QuickBooks words", "Intuit trace id", "request id"),
)


@require_safe
@needs("synclog:read")
def log(request: Any) -> HttpResponseBase:
    """One page of what the address asks for; `format=csv` downloads all of it. A log that cannot be read says so: it
    never looks empty."""
    context: dict[str, Any] = {"sources": Source.choices, "outcomes": Outcome.choices}
    status = 200
    try:
        # In a transaction a savepoint, so that the rest of the page can still be read when this fails.
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            narrowing = asked(request.tenant.id, request.GET)
            if request.GET.get("format") == "csv":
                return csv_stream("sync-log", _HEADS, _download(request.tenant.id, narrowing.filters))
            context |= _page(request, narrowing)
    except DatabaseError:
        context["reference"] = secrets.token_hex(3).upper()
        logger.exception("the sync log could not be read, reference %s", context["reference"])
        status = 200 if request.htmx else 500  # htmx shows no answer that calls itself an error
    return render(request, "sync_log/log.html" + list_part(request), context, status=status)


def _page(request: Any, narrowing: Narrowing) -> dict[str, Any]:
    tenant_id, filters = request.tenant.id, narrowing.filters
    after, before = (Place.read(request.GET.get(name, "")) for name in ("after", "before"))
    back = queries.page_before(tenant_id, filters, PER_PAGE, before) if before and not filters.text else None
    found = back or queries.page(tenant_id, filters, PER_PAGE, after)
    later = bool(back or after)
    shown = rows(found.entries, request.actor)
    return {
        "narrowing": narrowing,
        "page": found,
        "later": later,
        "before": Place.of(found.entries[0]) if later and found.entries and not filters.text else None,
        "problems": _group(tenant_id, filters, shown, _PROBLEMS),
        "rest": _group(tenant_id, filters, shown, (Urgency.REST,)),
    }


def _group(tenant_id: UUID, filters: Filters, shown: list[Row], urgencies: tuple[Urgency, ...]) -> dict[str, Any]:
    """The rows of the page that have these urgencies, and how many there are in the log; a text is not counted."""
    mine = [row for row in shown if row.entry.urgency in urgencies]
    return {"rows": mine, "count": queries.count(tenant_id, filters, urgencies) if mine and not filters.text else None}


def _download(tenant_id: UUID, filters: Filters) -> Iterator[tuple[object, ...]]:
    """Page by page, each in a scope of its own: the browser may be slow."""
    zone, after, more = timezone.get_current_timezone(), None, True
    while more:
        with scope(tenant_id):
            page = queries.page(tenant_id, filters, _DOWNLOADED_AT_ONCE, after)
        for entry in page.entries:
            yield _line(entry, zone)
        after, more = page.after, page.after is not None


def _line(entry: Entry, zone: Any) -> tuple[object, ...]:
    times = (entry.first_seen, entry.last_seen, entry.resolved_at)
    said = (entry.details.get(key, "") for key in ("code", "detail", "intuit_tid", "request_id"))
    return (
        *(Outcome(entry.outcome).label, entry.about, entry.message, entry.remedy, entry.source, entry.times),
        *(at.astimezone(zone).isoformat(sep=" ", timespec="seconds") if at else "" for at in times),
        *(entry.code, *said),
    )
