"""Settings → QuickBooks: is the connection sound, and what does it carry?"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.connection.models import Connection, State
from nexos.quickbooks.mapping import queries as mapping
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.push import queries as push
from nexos.quickbooks.sync import queries as sync
from nexos.quickbooks.sync.models import RunState
from nexos.web.access import needs
from nexos.web.badge import Badge
from nexos.web.settings_quickbooks import refusals
from nexos.web.settings_quickbooks.company import findings
from nexos.web.settings_quickbooks.credentials import app_context, app_form
from nexos.web.settings_quickbooks.directions import directions
from nexos.web.settings_quickbooks.health import health
from nexos.web.settings_quickbooks.progress import shown

BADGES = {
    State.NOT_CONNECTED: Badge("off", "ring", "Not connected"),
    State.CONNECTED: Badge("ok", "ok", "Connected"),
    State.NEEDS_ATTENTION: Badge("bad", "alert", "Needs attention"),
    State.DISCONNECTED: Badge("off", "ring", "Not connected"),
    State.ARCHIVED: Badge("off", "box", "Archived"),
}


@require_safe
@needs("quickbooks:read")
def overview(request: Any) -> HttpResponse:
    """Before the first connection how to make it; afterwards the company, its syncs, and what goes which way."""
    connection = connections.current(request.tenant.id)
    context: dict[str, Any] = {"connection": connection, "refusal": refusals.taken(request), **app_context(connection)}
    if connection is None or not connection.realm_id:
        context["form"] = app_form(connection, environment=request.GET.get("environment", ""))
        context["archived"] = connections.archived(request.tenant.id)
        return render(request, "settings_quickbooks/not_connected.html", context)
    return render(request, "settings_quickbooks/overview.html", context | _company(request.tenant.id, connection))


def _company(tenant_id: Any, connection: Connection) -> dict[str, Any]:
    run = sync.latest_run(tenant_id, connection.id)
    preferences = mirror.preferences(tenant_id, connection.id)
    company = mirror.company_info(tenant_id, connection.id)
    went_well = run is None or run.under_way or run.state == RunState.DONE
    return {
        "state": BADGES[State(connection.state)],
        "last": shown(run) if run else None,
        "findings": findings(preferences, company) if preferences else [],
        "directions": directions(tenant_id, connection.id, current=connection.connected and went_well),
        "health": health(tenant_id, connection, run),
        "links": mapping.counts(tenant_id, connection.id),
        "notifications": _notifications(connection),
        "waiting": 0 if connection.connected else _waiting(connection),
    }


def _waiting(connection: Connection) -> int:
    """How many documents wait for QuickBooks to let us in."""
    found = push.outstanding(connection.tenant_id, connection.id)
    return len(found.unsent) + len(found.undecided)


def _notifications(connection: Connection) -> Badge:
    if not connection.sealed_verifier_token:
        return Badge("off", "ring", "Not set up")
    return Badge("ok", "ok", "Arriving") if connection.notified_at else Badge("wait", "clock", "None yet")
