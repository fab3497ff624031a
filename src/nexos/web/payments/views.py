"""Payments, as QuickBooks has them."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nexos.crm import queries as crm
from nexos.kit.errors import NotFound
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.models import Payment
from nexos.quickbooks.state.open_url import open_url
from nexos.web.access import needs
from nexos.web.empty import Empty
from nexos.web.lists import csv_file, show_list
from nexos.web.payments.tables import PaymentTable, badge_of


@require_safe
@needs("payments:read")
def payment_list(request: Any) -> HttpResponse:
    """Newest first; `format=csv` downloads all of them."""
    tenant_id, connection = request.tenant.id, connections.current(request.tenant.id)
    if connection is None:
        return render(request, "payments/list.html", {"nothing": _not_connected()})
    found = mirror.payments(tenant_id, connection.id)
    if request.GET.get("format") == "csv":
        return _csv(tenant_id, found)
    table = PaymentTable(found)
    table.empty = _none_yet()
    return show_list(request, "payments/list.html", table)


@require_safe
@needs("payments:read")
def payment(request: Any, qbo_id: str) -> HttpResponse:
    """What it was applied to, adding up. A payment that may not be shown yet is not found."""
    tenant_id, connection = request.tenant.id, connections.current(request.tenant.id)
    shown = mirror.payments(tenant_id, connection.id).filter(qbo_id=qbo_id).first() if connection else None
    if connection is None or shown is None:
        raise NotFound("There is no such payment.")
    parts = mirror.applied(tenant_id, connection.id, [shown]).get(qbo_id, [])
    companies = crm.company_names(tenant_id, {one for one in (shown.company_id, *(p.company_id for p in parts)) if one})
    context = {
        "payment": shown,
        "badge_shown": badge_of(shown),
        "company": companies.get(shown.company_id) if shown.company_id else None,
        "parts": [(part, companies.get(part.company_id, "") if part.company_id else "") for part in parts],
        "open_url": open_url(connection.environment, "payment", qbo_id),
    }
    return render(request, "payments/detail.html", context)


def _csv(tenant_id: UUID, found: QuerySet[Payment]) -> HttpResponse:
    payments = list(found)
    names = crm.company_names(tenant_id, {one.company_id for one in payments if one.company_id})
    heads = ["received", "company", "method", "reference", "currency", "amount", "unapplied", "quickbooks_id"]
    rows = (
        (
            one.txn_date,
            names.get(one.company_id, "") if one.company_id else "",
            one.method,
            one.reference,
            one.currency,
            one.total.amount,
            one.unapplied.amount,
            one.qbo_id,
        )
        for one in payments
    )
    return csv_file("payments", heads, rows)


def _none_yet() -> Empty:
    text = "Payments are recorded in QuickBooks, and read from there at each sync."
    return Empty("payment", "No payments yet", text)


def _not_connected() -> Empty:
    text = "Payments are recorded in QuickBooks, and read from there once it is connected."
    return Empty("payment", "No payments yet", text, "QuickBooks settings", reverse("settings-quickbooks"))
