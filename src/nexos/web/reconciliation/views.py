"""Do both ledgers agree?"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.sync.reconciliation import queries
from nexos.web.access import needs


@require_safe
@needs("quickbooks:read")
def reconciliation(request: Any) -> HttpResponse:
    """The newest check of the connected company."""
    connection = connections.current(request.tenant.id)
    latest = queries.latest(request.tenant.id, connection.id) if connection else None
    return render(request, "reconciliation/reconciliation.html", {"latest": latest})
