"""An invoice's way to QuickBooks: looked at first, then sent, tried again, or taken back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from nexos.billing import queries
from nexos.quickbooks.push import queries as push_queries
from nexos.quickbooks.push import services as push
from nexos.web.access import needs
from nexos.web.invoices.detail import KIND, card_response


@require_safe
@needs("invoices:push")
def preview(request: Any, invoice_id: UUID) -> HttpResponse:
    """What QuickBooks will hold, field by field. Sends nothing."""
    invoice = queries.invoice(request.tenant.id, invoice_id)
    shown = push_queries.preview(request.tenant.id, KIND, invoice_id)
    return render(request, "invoices/preview.html", {"invoice": invoice, "preview": shown})


@require_POST
@needs("invoices:push")
def send(request: Any, invoice_id: UUID) -> HttpResponse:
    """Queues it; a worker sends it within seconds."""
    return _acted(request, invoice_id, push.push_now)


@require_POST
@needs("invoices:push")
def retry(request: Any, invoice_id: UUID) -> HttpResponse:
    """Tries again what was refused, blocked, cancelled, or deleted there."""
    return _acted(request, invoice_id, push.retry)


@require_POST
@needs("invoices:push")
def cancel(request: Any, invoice_id: UUID) -> HttpResponse:
    """Takes it back before it goes."""
    return _acted(request, invoice_id, push.cancel)


@require_POST
@needs("invoices:push")
def decide(request: Any, invoice_id: UUID) -> HttpResponse:
    """A person's word on which document in QuickBooks this is, or that none is."""
    queries.invoice(request.tenant.id, invoice_id)
    push.decide(request.tenant.id, KIND, invoice_id, request.POST.get("qbo_id") or None, request.actor.name)
    return redirect("invoice", invoice_id)


def _acted(request: Any, invoice_id: UUID, act: Callable[[UUID, str, UUID, str], Any]) -> HttpResponse:
    """The card with what came of it for htmx, else the invoice's page."""
    queries.invoice(request.tenant.id, invoice_id)
    act(request.tenant.id, KIND, invoice_id, request.actor.name)
    return card_response(request, invoice_id) if request.htmx else redirect("invoice", invoice_id)
