"""What follows the first connection: reading the company, then saying who is who. Can be left and re-entered."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.mapping import queries as mapping
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.sync import queries as sync
from nexos.web.access import needs
from nexos.web.mapping import decisions
from nexos.web.settings_quickbooks.company import findings
from nexos.web.settings_quickbooks.progress import shown


@require_safe
@needs("quickbooks:read")
def set_up(request: Any) -> HttpResponse:
    """Where the set-up stands; each part is shown as soon as there is something to say."""
    connection = connections.current(request.tenant.id)
    if connection is None or not connection.realm_id:
        return redirect("settings-quickbooks")
    tenant_id = request.tenant.id
    run = sync.latest_run(tenant_id, connection.id)
    preferences = mirror.preferences(tenant_id, connection.id)
    has_read = sync.latest_success(tenant_id, connection.id) is not None
    context = {
        "connection": connection,
        "last": shown(run) if run else None,
        "has_read": has_read,
        "findings": findings(preferences, mirror.company_info(tenant_id, connection.id)) if preferences else [],
        "counts": mapping.counts(tenant_id, connection.id),
        "held": mirror.held_invoices(tenant_id, connection.id),
        "todo": decisions.customers(tenant_id, connection.id) if has_read else None,
    }
    return render(request, "settings_quickbooks/set_up.html", context)
