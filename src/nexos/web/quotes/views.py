"""Quotes: list and detail."""

from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nexos.accounts import queries as accounts
from nexos.billing import queries as billing
from nexos.sales import queries
from nexos.sales.models import Status
from nexos.web.access import needs
from nexos.web.empty import Empty, no_match
from nexos.web.lists import csv_file, show_list
from nexos.web.quotes.forms import DeclineForm
from nexos.web.quotes.tables import QuoteTable
from nexos.web.quotes.words import badge_of


@require_safe
@needs("quotes:read")
def quote_list(request: Any) -> HttpResponse:
    """Newest first, searched and by status; `format=csv` downloads the whole of what is found."""
    search, status = request.GET.get("q", "").strip(), request.GET.get("status", "")
    found = queries.quotes(request.tenant.id, search, status if status in Status.values else "")
    if request.GET.get("format") == "csv":
        heads = ["number", "company", "title", "status", "valid_until", "currency", "total"]
        rows = (
            (one.number, one.company.name, one.title, one.status, one.valid_until, one.currency, one.total.amount)
            for one in found
        )
        return csv_file("quotes", heads, rows)
    table = QuoteTable(found)
    table.empty = no_match(search, reverse("quotes")) if search or status else _none_yet()
    everything = queries.quotes(request.tenant.id).order_by()
    counts = dict(everything.values_list("status").annotate(Count("id")))
    views = [(value, label, counts.get(value, 0)) for value, label in Status.choices]
    return show_list(
        request, "quotes/list.html", table, search=search, status=status, views=views, total=sum(counts.values())
    )


@require_safe
@needs("quotes:read")
def quote(request: Any, quote_id: UUID) -> HttpResponse:
    """Lines, totals, and what can be done now."""
    shown = queries.quote(request.tenant.id, quote_id)
    seen = accounts.may(request.actor, "invoices:read") and shown.status == Status.APPROVED
    context = {
        "quote": shown,
        "badge_shown": badge_of(shown),
        "totals": shown.totals,
        "decline_form": DeclineForm(),
        "invoices": billing.for_quote(request.tenant.id, quote_id) if seen else [],
    }
    return render(request, "quotes/detail.html", context)


def _none_yet() -> Empty:
    text = "A quote offers lines to a company; once it is approved, an invoice is made from it."
    return Empty("quote", "No quotes yet", text, "New quote", reverse("new-quote"))
