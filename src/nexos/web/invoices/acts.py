"""What people do to an invoice of ours: change a draft, issue, discard, void."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from nexos.billing import queries, services
from nexos.kit.errors import InvalidInput
from nexos.web.access import needs
from nexos.web.invoices.forms import DraftForm, VoidForm


@require_http_methods(["GET", "POST"])
@needs("invoices:write")
def edit_draft(request: Any, invoice_id: UUID) -> HttpResponse:
    """Dates and memo of a draft."""
    shown = queries.invoice(request.tenant.id, invoice_id)
    form = DraftForm(request.POST or None, initial={name: getattr(shown, name) for name in DraftForm.base_fields})
    if form.saved(services.update_draft, request.tenant.id, invoice_id):
        messages.success(request, "The draft is changed")
        return redirect("invoice", invoice_id)
    status = 422 if form.errors else 200
    return render(request, "invoices/edit.html", {"invoice": shown, "form": form}, status=status)


@require_POST
@needs("invoices:issue")
def issue(request: Any, invoice_id: UUID) -> HttpResponse:
    """Gives it its number. Nothing is sent to QuickBooks by this."""
    issued = services.issue_invoice(request.tenant.id, invoice_id)
    messages.success(request, f"{issued.number} is issued")
    return redirect("invoice", invoice_id)


@require_POST
@needs("invoices:write")
def discard(request: Any, invoice_id: UUID) -> HttpResponse:
    """Deletes a draft."""
    services.discard_draft(request.tenant.id, invoice_id)
    messages.success(request, "The draft is discarded; what it billed is free")
    return redirect("invoices")


@require_POST
@needs("invoices:void")
def void(request: Any, invoice_id: UUID) -> HttpResponse:
    """Undoes an issued invoice, for a reason."""
    queries.invoice(request.tenant.id, invoice_id)
    form = VoidForm(request.POST)
    voided = form.saved(lambda reason: services.void_invoice(request.tenant.id, invoice_id, reason=reason))
    if voided is None:
        raise InvalidInput({name: str(form.errors[name][0]) for name in form.errors})
    messages.success(request, f"{voided.number} is void")
    return redirect("invoice", invoice_id)
