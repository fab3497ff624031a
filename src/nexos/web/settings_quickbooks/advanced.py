"""What is seldom needed, and cuts deep."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from nexos.kit.errors import Refused
from nexos.quickbooks.connection import queries
from nexos.quickbooks.connection.models import Connection, State
from nexos.quickbooks.mapping import queries as mapping
from nexos.quickbooks.metering.usage import set_allowance
from nexos.quickbooks.push import queries as push
from nexos.quickbooks.sync import queries as sync
from nexos.web.access import needs
from nexos.web.settings_quickbooks.budget import budget
from nexos.web.settings_quickbooks.forms import AllowanceForm


@require_safe
@needs("quickbooks:read")
def advanced(request: Any) -> HttpResponse:
    """The budget of reads, and the ways to part from the company."""
    return render(request, "settings_quickbooks/advanced.html", _context(request.tenant.id))


@require_POST
@needs("quickbooks:manage")
def allowance(request: Any) -> HttpResponse:
    """Saves what Intuit lets the app read a month."""
    connection = queries.current(request.tenant.id)
    if connection is None:
        raise Refused("Save the keys of your Intuit app first, under QuickBooks settings.")
    form = AllowanceForm(request.POST)
    form.saved(lambda allowance: set_allowance(connection.app_key, allowance))
    if form.errors:
        context = _context(request.tenant.id) | {"form": form}
        return render(request, "settings_quickbooks/advanced.html", context, status=422)
    messages.success(request, "Saved. The next sync reckons with it.")
    return redirect("quickbooks-advanced")


def _context(tenant_id: UUID) -> dict[str, Any]:
    connection = queries.current(tenant_id)
    context: dict[str, Any] = {"connection": connection, "archived": queries.archived(tenant_id)}
    if connection is None:
        return context
    planned = budget(tenant_id, connection)
    context |= {"budget": planned, "form": AllowanceForm(initial={"allowance": planned.schedule.usage.own_allowance})}
    if connection.state in (State.CONNECTED, State.NEEDS_ATTENTION):
        context |= {"can_disconnect": True, **_at_stake(connection)}
    return context


def _at_stake(connection: Connection) -> dict[str, Any]:
    """What a disconnect stops, and what it keeps."""
    return {
        "queued": push.queue_length(connection.tenant_id, connection.id),
        "links": mapping.counts(connection.tenant_id, connection.id).linked,
        "as_of": sync.synced_at(connection.tenant_id, connection.id),
    }
