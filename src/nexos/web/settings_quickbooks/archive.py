"""Archived connections: what they were, and what they hold."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nexos.kit.errors import NotFound
from nexos.quickbooks.connection import queries
from nexos.quickbooks.connection.models import Connection, State
from nexos.quickbooks.mapping import queries as mapping
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.state import queries as state
from nexos.quickbooks.sync import queries as sync
from nexos.quickbooks.sync.words import KINDS
from nexos.web.access import needs
from nexos.web.empty import Empty
from nexos.web.lists import show_list
from nexos.web.settings_quickbooks.archive_tables import DocumentTable, InvoiceTable


@require_safe
@needs("quickbooks:read")
def archive(request: Any) -> HttpResponse:
    """Every archived connection, the last one first."""
    tenant_id = request.tenant.id
    rows = [
        {
            "connection": connection,
            "documents": state.delivered_count(tenant_id, connection.id),
            "links": mapping.counts(tenant_id, connection.id).customers_linked,
            "as_of": sync.synced_at(tenant_id, connection.id),
        }
        for connection in queries.archived(tenant_id)
    ]
    return render(request, "settings_quickbooks/archive.html", {"rows": rows})


@require_safe
@needs("quickbooks:read")
@needs("invoices:read")
def archived_documents(request: Any, connection_id: UUID) -> HttpResponse:
    """What was sent from here to the company of an archived connection."""
    connection = _archived(request, connection_id)
    table = DocumentTable(state.documents(request.tenant.id, connection_id).select_related("connection"))
    table.empty = Empty("send", "Nothing was sent there", "No document of yours was asked for in this company.")
    return show_list(request, "settings_quickbooks/archived.html", table, **_facts(connection), tab="documents")


@require_safe
@needs("quickbooks:read")
@needs("invoices:read")
def archived_invoices(request: Any, connection_id: UUID) -> HttpResponse:
    """The invoices of the company of an archived connection, as last read."""
    connection = _archived(request, connection_id)
    table = InvoiceTable(mirror.invoices(request.tenant.id, connection_id))
    table.on, table.environment = connection.archived_at.date(), connection.environment
    table.empty = Empty("invoice", "No invoices", "None of this company’s invoices belonged to a company here.")
    return show_list(request, "settings_quickbooks/archived.html", table, **_facts(connection), tab="invoices")


def _archived(request: Any, connection_id: UUID) -> Any:
    connection = queries.connection(request.tenant.id, connection_id)
    if connection.state != State.ARCHIVED:
        raise NotFound("There is no such archived connection.")
    return connection


def _facts(connection: Connection) -> dict[str, Any]:
    tenant_id = connection.tenant_id
    counts = mirror.counts(tenant_id, connection.id)
    return {
        "connection": connection,
        "as_of": sync.synced_at(tenant_id, connection.id),
        "links": mapping.counts(tenant_id, connection.id),
        "kinds": [(KINDS.get(entity, entity).capitalize(), count) for entity, count in counts.items() if count],
        "documents": state.delivered_count(tenant_id, connection.id),
    }
