"""Starting afresh: archiving the connection, so that another company or environment can be connected."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from nexos.kit.errors import Refused
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import queries, services
from nexos.quickbooks.connection.models import Connection, Environment
from nexos.quickbooks.mapping import queries as mapping
from nexos.quickbooks.push import queries as push
from nexos.quickbooks.state import queries as state
from nexos.quickbooks.sync import queries as sync
from nexos.web.access import needs, outside_scope
from nexos.web.forms import Form, text
from nexos.web.settings_quickbooks import refusals

MANAGE = "quickbooks:manage"
_OTHER = {Environment.SANDBOX: Environment.PRODUCTION, Environment.PRODUCTION: Environment.SANDBOX}
_NEXT = {
    Environment.SANDBOX: "A sandbox company, to try things out.",
    Environment.PRODUCTION: "Our real company, in production.",
}


class StartForm(Form):
    """The fields of `connection.services.start_afresh`. The last one is asked only where it is needed."""

    environment = forms.ChoiceField(
        label="Which QuickBooks comes next?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose sandbox or production.", "invalid_choice": "Choose sandbox or production."},
    )
    company_name = text("Type the company’s name", most=1024, autocomplete="off", spellcheck="false")
    leave_undecided = forms.BooleanField(required=False)

    def __init__(self, *args: Any, connection: Connection, undecided: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = Environment(connection.environment)
        field = self.fields["environment"]
        field.widget.attrs.pop("class")
        field.choices = [  # type: ignore[attr-defined]
            (present, f"{_NEXT[present]} The keys of your Intuit app stay."),
            (_OTHER[present], f"{_NEXT[_OTHER[present]]} It takes other keys of your app, which you save next."),
        ]
        self.fields["company_name"].label = f"Type “{connection.company_name}” to archive it"
        if undecided and not connection.connected:
            self.fields["leave_undecided"].label = "I look for them there myself. Archive it without knowing."
        else:
            del self.fields["leave_undecided"]


@require_http_methods(["GET", "POST"])
@outside_scope
@needs(MANAGE)
def start_afresh(request: Any) -> HttpResponse:
    """What becomes of everything, and the typed confirmation."""
    with scope(request.tenant.id):
        connection = queries.current(request.tenant.id)
        if connection is None or not connection.realm_id:
            return redirect("settings-quickbooks")
        at_stake = _at_stake(connection)
    form = StartForm(
        request.POST or None,
        connection=connection,
        undecided=len(at_stake["outstanding"].undecided),
        initial={"environment": connection.environment},
    )
    try:
        if parting := form.saved(services.start_afresh, request.tenant.id, request.actor.id):
            if parting.revoked:
                messages.success(request, parting.message)
            else:
                refusals.keep_text(request, parting.message)
            return redirect(f"{reverse('settings-quickbooks')}?environment={form.cleaned_data['environment']}")
    except Refused as refusal:
        form.add_error(None, refusal.message)
    with scope(request.tenant.id):
        context = {"connection": connection, "form": form, **at_stake}
        status = 422 if form.errors else 200
        return render(request, "settings_quickbooks/start_afresh.html", context, status=status)


def _at_stake(connection: Connection) -> dict[str, Any]:
    tenant_id = connection.tenant_id
    return {
        "links": mapping.counts(tenant_id, connection.id).linked,
        "as_of": sync.synced_at(tenant_id, connection.id),
        "delivered": state.delivered_count(tenant_id, connection.id),
        "outstanding": push.outstanding(tenant_id, connection.id),
    }
