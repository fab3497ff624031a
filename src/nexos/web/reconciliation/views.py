"""Do both ledgers agree? Everything here is what the last check left; QuickBooks is never waited for."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_htmx.http import trigger_client_event

from nexos.accounts.models import Tenant
from nexos.kit import clock
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.sync.reconciliation import months, queries
from nexos.quickbooks.sync.reconciliation.document import Document, by_kind
from nexos.quickbooks.sync.reconciliation.models import Difference, Reconciliation, State
from nexos.web.access import needs
from nexos.web.empty import Empty
from nexos.web.lists import csv_file, show_list
from nexos.web.reconciliation import shown
from nexos.web.reconciliation.tables import CustomerTable

_MOST_SHOWN = 200


@require_safe
@needs("quickbooks:read")
def reconciliation(request: Any) -> HttpResponse:
    """The newest check, and what the newest one that is over found. `customers=all` shows customers that agree too;
    `format=csv` downloads the differences, or with `of=customers` what every customer owes."""
    tenant_id, connection = request.tenant.id, connections.current(request.tenant.id)
    if connection is None or not connection.realm_id:
        return render(request, "reconciliation/reconciliation.html", {"nothing": _not_connected()})
    last = queries.latest_finished(tenant_id, connection.id)
    if request.GET.get("format") == "csv":
        return _csv(tenant_id, last, of_customers=request.GET.get("of") == "customers")
    all_customers = request.GET.get("customers") == "all"
    table = CustomerTable(queries.balances(tenant_id, last.id, differing_only=not all_customers) if last else [])
    table.empty = _no_customers(all_customers=all_customers)
    context = {
        **_head(request.tenant, connection),
        **(_found(tenant_id, connection, last) if last else {}),
        "all_customers": all_customers,
    }
    return show_list(request, "reconciliation/reconciliation.html", table, **context)


@require_safe
@needs("quickbooks:read")
def verdict(request: Any) -> HttpResponse:
    """The head of the page; it asks again while a check goes on, and tells the page when it is over (`reconciled`)."""
    connection = connections.current(request.tenant.id)
    context = _head(request.tenant, connection) if connection else {}
    response = render(request, "reconciliation/verdict.html", context)
    latest = context.get("latest")
    return trigger_client_event(response, "reconciled") if latest is None or latest.over else response


@require_safe
@needs("quickbooks:read")
def statement(request: Any) -> HttpResponse:
    """The last check that came out as a sheet to print, with every customer that owes something."""
    tenant_id, connection = request.tenant.id, connections.current(request.tenant.id)
    last = queries.latest_finished(tenant_id, connection.id) if connection else None
    if connection is None or last is None:
        return render(request, "reconciliation/statement.html", {"nothing": True})
    context = {
        **_found(tenant_id, connection, last),
        "connection": connection,
        "customers": queries.balances(tenant_id, last.id, differing_only=False),
        "printed_at": clock.now(),
    }
    return render(request, "reconciliation/statement.html", context)


def _head(tenant: Tenant, connection: Connection) -> dict[str, Any]:
    latest = queries.latest(tenant.id, connection.id)
    today = clock.today(tenant.time_zone)
    chosen = _months_of(latest) if latest else months.USUAL
    choices = sorted({*shown.CHOICES, chosen})
    return {
        "connection": connection,
        "latest": shown.shown(latest) if latest else None,
        "choices": [(count, "month" if count == 1 else f"{count} months", count == chosen) for count in choices],
        "calls": queries.calls_needed(tenant.id, connection.id, months.last_months(today, chosen)),
    }


def _found(tenant_id: UUID, connection: Connection, last: Reconciliation) -> dict[str, Any]:
    rows = list(queries.differences(tenant_id, last.id)[:_MOST_SHOWN])
    pages = _with_pages(tenant_id, connection.id, rows)
    differences = shown.differences(rows, connection.environment, pages)
    preferences = mirror.preferences(tenant_id, connection.id)
    home = preferences.home_currency if preferences else "USD"
    return {
        "last": shown.shown(last),
        "differences": differences,
        "more": max(0, last.differences - len(differences)),
        "repairable": sum(one.row.repairable and one.row.read_again is None for one in differences),
        "months": shown.month_rows(last, home),
        "home": home,
        "receivables": shown.receivables(last),
        "held": shown.held(last),
        "told": last.state in (State.AGREES, State.DIFFERS),
    }


def _with_pages(tenant_id: UUID, connection_id: UUID, rows: Iterable[Difference]) -> set[Document]:
    """Which of the documents have a page here: the gate holds the others."""
    named = by_kind((row.entity, row.qbo_id) for row in rows)
    invoices = mirror.invoices(tenant_id, connection_id).filter(qbo_id__in=named.get("Invoice", ()))
    payments = mirror.payments(tenant_id, connection_id).filter(qbo_id__in=named.get("Payment", ()))
    return {("Invoice", one) for one in invoices.values_list("qbo_id", flat=True)} | {
        ("Payment", one) for one in payments.values_list("qbo_id", flat=True)
    }


def _months_of(check: Reconciliation) -> int:
    return len(months.listed(check.first_month, check.last_month))


def _csv(tenant_id: UUID, last: Reconciliation | None, *, of_customers: bool) -> HttpResponse:
    if of_customers:
        heads = ["customer", "quickbooks_id", "currency", "here", "in_quickbooks", "difference", "held"]
        balances = queries.balances(tenant_id, last.id, differing_only=False) if last else []
        return csv_file(
            "customers",
            heads,
            (
                (
                    one.name,
                    one.customer_id,
                    one.currency,
                    one.here.amount,
                    one.there.amount,
                    one.difference.amount,
                    "yes" if one.held else "no",
                )
                for one in balances
            ),
        )
    heads = ["kind", "number", "quickbooks_id", "customer", "month", "currency", "here", "in_quickbooks", "why", "what"]
    rows = queries.differences(tenant_id, last.id) if last else []
    return csv_file(
        "differences",
        heads,
        (
            (
                one.entity,
                one.doc_number,
                one.qbo_id,
                one.customer_name,
                one.month and f"{one.month:%Y-%m}",
                one.currency,
                one.here.amount if one.here else "",
                one.there.amount if one.there else "",
                one.get_why_display(),
                one.sentence,
            )
            for one in rows
        ),
    )


def _not_connected() -> Empty:
    text = "Once QuickBooks is connected, both ledgers are compared every night, and whenever you ask."
    return Empty("scale", "Nothing to compare yet", text, "QuickBooks settings", reverse("settings-quickbooks"))


def _no_customers(*, all_customers: bool) -> Empty:
    if all_customers:
        return Empty("scale", "No customer owes anything", "Neither here nor in QuickBooks.")
    text = "What each customer owes by its documents here is what QuickBooks says, to the cent."
    return Empty("ok", "No customer differs", text, "Show all customers", "?customers=all")
