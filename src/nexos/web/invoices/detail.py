"""One invoice: of ours with its QuickBooks card, or as QuickBooks holds it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from django_htmx.http import trigger_client_event

from nexos.billing import queries
from nexos.billing.draft import QUOTE_LINE
from nexos.billing.models import InvoiceLine
from nexos.crm import queries as crm
from nexos.kit import clock
from nexos.kit.errors import NotFound
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.state import queries as state
from nexos.quickbooks.state.open_url import open_url
from nexos.sales import queries as sales
from nexos.web.access import needs
from nexos.web.forms import number_of_ours
from nexos.web.invoices import standing
from nexos.web.invoices.forms import VoidForm

KIND = "invoice"
LOOKS = 30
"""How often the card asks again by itself after an act: every 3 seconds for 90 seconds."""


@require_safe
@needs("invoices:read")
def invoice(request: Any, invoice_id: UUID) -> HttpResponse:
    """Lines with their sources, totals, payments, and where it stands with QuickBooks."""
    shown = queries.invoice(request.tenant.id, invoice_id)
    card = state.card(request.tenant.id, KIND, invoice_id)
    today = clock.today(request.tenant.time_zone)
    lines = queries.lines(request.tenant.id, invoice_id)
    context = {
        "invoice": shown,
        "lines": lines,
        "quote": _quote_behind(request, lines),
        "standing": standing.of_ours(request.tenant.id, shown, card, today),
        "void_form": VoidForm(),
        **_watching(card, 0),
    }
    return render(request, "invoices/detail.html", context)


@require_safe
@needs("invoices:read")
def quickbooks_card(request: Any, invoice_id: UUID) -> HttpResponse:
    """The card alone. It asks again while the document moves; once it rests, the page is told (`settled`)."""
    return card_response(request, invoice_id, number_of_ours(request.GET.get("look", "")) or 0)


def card_response(request: Any, invoice_id: UUID, look: int = 0) -> HttpResponse:
    """The card as it stands, after `look` looks in a row."""
    card = state.card(request.tenant.id, KIND, invoice_id)
    context = {"invoice": queries.invoice(request.tenant.id, invoice_id), **_watching(card, look)}
    response = render(request, "invoices/quickbooks_card.html", context)
    return response if card.moving else trigger_client_event(response, "settled")


@require_safe
@needs("invoices:read")
def invoice_there(request: Any, qbo_id: str) -> HttpResponse:
    """An invoice that was made in QuickBooks; one of ours leads to its own page. A held one is not to be seen."""
    connection = connections.current(request.tenant.id)
    if connection is None:
        raise NotFound("There is no such invoice.")
    if ours := state.record_of(request.tenant.id, connection.id, KIND, qbo_id):
        return redirect("invoice", ours)
    there = mirror.invoice(request.tenant.id, connection.id, qbo_id)
    if there.company_id is None:
        raise NotFound("There is no such invoice.")
    today = clock.today(request.tenant.time_zone)
    context = {
        "invoice": there,
        "company": crm.company(request.tenant.id, there.company_id),
        "lines": mirror.shown_lines(request.tenant.id, connection.id, qbo_id),
        "standing": standing.of_theirs(request.tenant.id, there, today),
        "customer": mirror.customer(request.tenant.id, connection.id, there.customer_id),
        "open_url": open_url(connection.environment, KIND, qbo_id),
    }
    return render(request, "invoices/there.html", context)


def _watching(card: state.Card, look: int) -> dict[str, Any]:
    """What the card's template needs to ask again, or to rest."""
    return {"card": card, "look": look + 1, "watched": card.moving and look < LOOKS}


def _quote_behind(request: Any, lines: list[InvoiceLine]) -> Any:
    """The quote that the lines came from, where they did and it may be seen."""
    source = next((line.source_id for line in lines if line.source_kind == QUOTE_LINE and line.source_id), None)
    return sales.quotes(request.tenant.id).filter(lines__id=source).first() if source else None
