"""Putting a cause off until a day, and taking that back."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from nexos.kit.errors import InvalidInput
from nexos.quickbooks.exceptions import queries, services
from nexos.web.access import needs
from nexos.web.exceptions.views import connection_of
from nexos.web.exceptions.words import told
from nexos.web.forms import Form, text

_USUAL = timedelta(days=7)


class PutOffForm(Form):
    """Why it can wait, and until when."""

    FIELDSETS = (("", ("reason", "until")),)
    reason = text("Reason", most=services.LONGEST_REASON, hint="For whoever looks at the exceptions next.")
    until = forms.DateField(
        label="Comes back on",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Choose a day.", "invalid": "Choose a day, such as 2026-12-01."},
    )


@require_http_methods(["GET", "POST"])
@needs("quickbooks:map")
def put_off(request: Any) -> HttpResponse:
    """The form, and what it does."""
    connection = connection_of(request)
    cause = queries.the_cause(request.tenant.id, connection, request.GET.get("cause", ""))
    form = PutOffForm(request.POST or None, initial={"until": queries.today(request.tenant.id) + _USUAL})
    if form.is_bound and form.is_valid():
        try:
            services.set_aside(request.tenant.id, connection, cause.key, **form.cleaned_data, by=request.actor.id)
        except InvalidInput as error:
            form.refuse(error)
        else:
            messages.success(request, f"Set aside until {form.cleaned_data['until']:%b %-d}")
            return redirect("exceptions")
    status = 422 if form.errors else 200
    return render(request, "exceptions/put_off.html", {"form": form, "told": told(cause, request.actor)}, status=status)


@require_POST
@needs("quickbooks:map")
def take_back(request: Any) -> HttpResponse:
    """The cause is open again."""
    services.take_back(request.tenant.id, connection_of(request), request.POST.get("cause", ""))
    messages.success(request, "It is open again")
    return redirect("exceptions")
