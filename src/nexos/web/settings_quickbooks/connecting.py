"""The way to Intuit and back, and parting from QuickBooks: the only pages that wait for Intuit."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from nexos.kit.errors import Refused
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import queries, services
from nexos.quickbooks.sync import queries as sync
from nexos.quickbooks.sync.services import sync_now
from nexos.web.access import needs, outside_scope
from nexos.web.settings_quickbooks import refusals

MANAGE = "quickbooks:manage"


@require_POST
@needs(MANAGE)
def connect(request: Any) -> HttpResponse:
    """Sends the browser to Intuit's consent page.

    Our policy lets forms lead to this site alone, and browsers apply it to redirects that follow a form too. So the
    answer is a page: its Refresh header goes on by itself, and it shows the link for browsers that do not.
    """
    try:
        address = services.begin(request.tenant.id, request.actor.id, request.session.session_key)
    except Refused as refusal:
        refusals.keep(request, refusal)
        return redirect("settings-quickbooks")
    response = render(request, "settings_quickbooks/to_intuit.html", {"address": address})
    response["Refresh"] = f"0; url={address}"
    return response


@require_safe
@outside_scope
@needs(MANAGE)
def callback(request: Any) -> HttpResponse:
    """Where Intuit sends the browser back to: connects the company, or says on the settings page why not.

    Always leads on, so that neither the code nor the state stays in the address bar.
    """
    answer = {name: request.GET.get(sent, "") for name, sent in _ANSWER.items()}
    try:
        connection = services.finish(request.tenant.id, request.actor.id, request.session.session_key, **answer)
    except Refused as refusal:
        refusals.keep(request, refusal)
        return redirect("settings-quickbooks")
    messages.success(request, f"“{connection.company_name}” is connected. Reading from it has begun.")
    with scope(request.tenant.id):
        read_before = sync.latest_success(request.tenant.id, connection.id)
    return redirect("settings-quickbooks" if read_before else "quickbooks-set-up")


# Our name for each part of Intuit's answer, and Intuit's.
_ANSWER = {"state": "state", "code": "code", "realm_id": "realmId", "error": "error"}


@require_safe
@needs("quickbooks:read")
def disconnected(request: Any) -> HttpResponse:
    """Where Intuit leads whoever took the app out in QuickBooks. Anybody can open an address, so it is not believed:
    QuickBooks is asked at once instead of with the next sync, and says it itself."""
    connection = queries.current(request.tenant.id)
    if connection is not None and connection.connected:
        sync_now(request.tenant.id, connection.id)
        messages.info(request, "QuickBooks is asked whether we still have access. If not, this page says so.")
    return redirect("settings-quickbooks")


@require_POST
@outside_scope
@needs(MANAGE)
def disconnect(request: Any) -> HttpResponse:
    """Forgets the tokens here and revokes the access at Intuit; the settings page tells how it went."""
    try:
        parting = services.disconnect(request.tenant.id, request.actor.id)
    except Refused as refusal:
        refusals.keep(request, refusal)
        return redirect("settings-quickbooks")
    if parting.revoked:
        messages.success(request, parting.message)
    else:
        refusals.keep_text(request, parting.message)
    return redirect("settings-quickbooks")
