"""The tenant's own app at Intuit: its keys and verifier token, typed in by an administrator."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from nexos.kit.errors import Refused
from nexos.quickbooks.connection import queries, services
from nexos.quickbooks.connection.addresses import Addresses, addresses
from nexos.quickbooks.connection.credentials import Masked, masked
from nexos.quickbooks.connection.models import Connection, Environment
from nexos.web.access import needs
from nexos.web.settings_quickbooks.forms import AppForm


@sensitive_post_parameters("client_secret", "verifier_token")
@require_http_methods(["GET", "POST"])
@needs("quickbooks:manage")
def edit(request: Any) -> HttpResponse:
    """The form, and what it saves; then back to the overview, where the next step is one button."""
    connection = queries.current(request.tenant.id)
    form = app_form(connection, request.POST or None)
    try:
        if form.saved(services.save_credentials, request.tenant.id):
            messages.success(request, "The keys are saved, encrypted")
            return redirect("settings-quickbooks")
    except Refused as refusal:
        form.add_error(None, refusal.message)
    context = {"form": form, "connection": connection, **app_context(connection)}
    return render(request, "settings_quickbooks/app.html", context, status=422 if form.errors else 200)


def app_form(connection: Connection | None, data: Any = None, environment: str = "") -> AppForm:
    """The form as it stands for this connection; `environment` is the one to begin with where there is none."""
    environment = connection.environment if connection else environment or Environment.SANDBOX
    return AppForm(
        data,
        saved=connection is not None,
        token_saved=connection is not None and bool(connection.sealed_verifier_token),
        fixed_environment=environment if connection and connection.realm_id else "",
        initial={"environment": environment},
    )


def app_context(connection: Connection | None) -> dict[str, Masked | Addresses | bool | None]:
    """What pages show of the app: masked keys, and the addresses to paste at Intuit."""
    where = addresses()
    return {
        "masked": masked(connection) if connection else None,
        "addresses": where,
        "insecure": not where.redirect.startswith("https://"),
    }
