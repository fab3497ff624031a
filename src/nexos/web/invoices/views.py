"""The list of invoices."""

from typing import Any, cast

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from nexos.quickbooks.state import queries as state
from nexos.quickbooks.state.invoice_list import VIEWS, View
from nexos.web.access import needs
from nexos.web.empty import Empty, no_match
from nexos.web.invoices.tables import InvoiceTable
from nexos.web.lists import csv_file, show_list

LABELS: dict[View, str] = {
    "all": "All",
    "not_sent": "Not in QuickBooks",
    "needs_you": "Needs a hand",
    "drafts": "Drafts",
    "open": "Open",
    "overdue": "Overdue",
    "paid": "Paid",
}
_TINTED: tuple[View, ...] = ("not_sent", "needs_you")
_EMPTY: dict[View, Empty] = {
    "not_sent": Empty("ok", "Everything issued is in QuickBooks", "Nothing waits to be sent."),
    "needs_you": Empty("ok", "Nothing needs a hand", "No invoice waits for a person."),
    "drafts": Empty("invoice", "No drafts", "A draft is made from an approved quote, and issued when it is right."),
    "open": Empty("ok", "Nothing is open", "Every invoice is paid."),
    "overdue": Empty("ok", "Nothing is overdue", "No open invoice is past its due date."),
    "paid": Empty("payment", "No paid invoices yet", "Payments are recorded in QuickBooks and read from there."),
}


@require_safe
@needs("invoices:read")
def invoice_list(request: Any) -> HttpResponse:
    """One of the saved views, searched, sorted and paged; `format=csv` downloads the whole of what is found."""
    search, asked = request.GET.get("q", "").strip(), request.GET.get("view", "all")
    view = cast(View, asked if asked in VIEWS else "all")
    found = state.invoice_list(request.tenant.id, view=view, search=search)
    if request.GET.get("format") == "csv":
        return _csv(found)
    table = InvoiceTable(found)
    table.empty = no_match(search, reverse("invoices")) if search else _EMPTY.get(view, _none_yet())
    counts = state.invoice_counts(request.tenant.id)
    views = [(one, LABELS[one], counts[one], one in _TINTED) for one in VIEWS]
    return show_list(request, "invoices/list.html", table, search=search, view=view, views=views)


def _csv(found: state.InvoiceList) -> HttpResponse:
    heads = ["number", "number_in_quickbooks", "company", "issued_on", "due_on", "status", "quickbooks", "currency"]
    rows = (
        (
            row.number,
            row.number_there,
            row.company_name,
            row.issued_on,
            row.due_on,
            row.status,
            row.badge.words,
            row.total.currency,
            row.total.amount,
            row.balance.amount,
        )
        for row in found
    )
    return csv_file("invoices", [*heads, "total", "open"], rows)


def _none_yet() -> Empty:
    text = (
        "Invoices are made from approved quotes, or come from QuickBooks once it is connected and customers are linked."
    )
    return Empty("invoice", "No invoices yet", text, "See approved quotes", f"{reverse('quotes')}?status=approved")
