"""The runs of the sync: the one under way, and those before."""

from typing import Any

import django_tables2 as tables
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.sync import queries as sync
from nexos.quickbooks.sync.models import SyncRun
from nexos.web.access import needs
from nexos.web.empty import Empty
from nexos.web.lists import Table, cell, show_list
from nexos.web.settings_quickbooks.progress import shown
from nexos.web.templatetags.parts import badge, moment


class RunTable(Table):
    """Rows of `sync.queries.runs`."""

    caption = "Syncs, the newest first"

    asked_at = tables.Column(verbose_name="When", orderable=False, attrs=cell("nowrap m-a"))
    trigger = tables.Column(verbose_name="Started by", orderable=False, attrs=cell("nowrap opt2"))
    state = tables.Column(verbose_name="Result", orderable=False, attrs=cell("nowrap m-b"))
    entities = tables.Column(verbose_name="What came", orderable=False, attrs=cell("m-c"), empty_values=())
    seconds = tables.Column(verbose_name="Took", orderable=False, attrs=cell("num opt2"), default="")
    calls = tables.Column(orderable=False, attrs=cell("num"))

    def render_asked_at(self, record: SyncRun) -> str:
        return moment(record.started_at or record.asked_at)

    def render_trigger(self, record: SyncRun) -> str:
        run = shown(record)
        return f"{run.started_by}, {run.asked_by}" if run.asked_by else run.started_by

    def render_state(self, record: SyncRun) -> SafeString:
        return badge(shown(record).badge)

    def render_entities(self, record: SyncRun) -> SafeString:
        return render_to_string("settings_quickbooks/run_details.html", {"shown": shown(record)})

    def render_seconds(self, value: float) -> str:
        return f"{value:.0f} s" if value < 60 else f"{value // 60:.0f} min {value % 60:.0f} s"


@require_safe
@needs("quickbooks:read")
def latest(request: Any) -> HttpResponse:
    """The newest run, for a page that looks on: `first` asks for the words of a first read."""
    connection = connections.current(request.tenant.id)
    run = sync.latest_run(request.tenant.id, connection.id) if connection else None
    context = {"connection": connection, "last": shown(run) if run else None, "first": "first" in request.GET}
    return render(request, "settings_quickbooks/run.html", context)


@require_safe
@needs("quickbooks:read")
def activity(request: Any) -> HttpResponse:
    """Every run that is remembered."""
    connection = connections.current(request.tenant.id)
    found = sync.runs(request.tenant.id, connection.id).select_related("asked_by") if connection else []
    table = RunTable(found)
    text = "The first starts by itself when QuickBooks is connected."
    table.empty = Empty("sync", "No sync yet", text, "QuickBooks settings", reverse("settings-quickbooks"))
    return show_list(request, "settings_quickbooks/activity.html", table, connection=connection)
