"""An invoice from an approved quote: first as it will be, then as a draft."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from nexos.billing import queries
from nexos.billing.invoicing import quote as invoicing
from nexos.sales import queries as sales
from nexos.web.access import needs


@require_http_methods(["GET", "POST"])
@needs("invoices:write")
def invoice_quote(request: Any, quote_id: UUID) -> HttpResponse:
    """GET shows the lines and totals and writes nothing; POST makes the draft."""
    if request.method == "POST":
        made = invoicing.invoice_quote(request.tenant.id, quote_id)
        messages.success(request, "The draft is made; issue it when it is right")
        return redirect("invoice", made.id)
    draft = invoicing.preview(request.tenant.id, quote_id)
    context = {
        "quote": sales.quote(request.tenant.id, quote_id),
        "draft": draft,
        "lines": [(line, line.amount(draft.currency)) for line in draft.lines],
        "made": queries.for_quote(request.tenant.id, quote_id),
    }
    return render(request, "invoices/from_quote.html", context)
