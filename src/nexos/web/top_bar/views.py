"""The part of the top bar that tells how QuickBooks is, and its Sync now."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from nexos.kit.errors import Refused
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.sync import services as sync
from nexos.web.access import needs
from nexos.web.top_bar.state import quickbooks_state


@require_safe
@needs("quickbooks:read")
def quickbooks(request: Any) -> HttpResponse:
    """The part as it is now. It asks again while a sync runs; when one has begun or ended, the page is told
    (`syncing`, `synced`)."""
    state = quickbooks_state(request.tenant.id)
    response = render(request, "top_bar/quickbooks.html", {"quickbooks": state})
    watched = "watched" in request.GET
    if watched is not bool(state.running):
        trigger_client_event(response, "synced" if watched else "syncing")
    return response


@require_POST
@needs("quickbooks:sync")
def sync_now(request: Any) -> HttpResponse:
    """Reads from QuickBooks as soon as a worker is free. Raises Refused when nothing is connected."""
    connection = connections.current(request.tenant.id)
    if connection is None:
        raise Refused("No QuickBooks company is connected. Connect one under QuickBooks settings, then sync.")
    sync.sync_now(request.tenant.id, connection.id, asked_by=request.actor.id)
    if not request.htmx:
        return redirect("dashboard")
    state = quickbooks_state(request.tenant.id)
    response = render(request, "top_bar/quickbooks.html", {"quickbooks": state})
    return trigger_client_event(response, "syncing")
