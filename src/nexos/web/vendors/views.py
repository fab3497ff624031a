"""Vendors: list, detail, form."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from nexos.accounts import queries as accounts
from nexos.procurement import queries, services
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.mapping import queries as mapping
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.state.open_url import open_url
from nexos.web.access import needs
from nexos.web.empty import Empty, no_match
from nexos.web.linked import unseen
from nexos.web.lists import csv_file, show_list
from nexos.web.record_form import change, enter
from nexos.web.vendors.forms import VendorForm
from nexos.web.vendors.tables import VendorTable

FIELDS = tuple(VendorForm.base_fields)


@require_safe
@needs("vendors:read")
def vendor_list(request: Any) -> HttpResponse:
    """By name, searched; `format=csv` downloads the whole of what is found."""
    search = request.GET.get("q", "").strip()
    found = queries.vendors(request.tenant.id, search)
    if request.GET.get("format") == "csv":
        return csv_file("vendors", FIELDS, found.values_list(*FIELDS))
    table = VendorTable(found, exclude=unseen(request.actor))
    table.empty = no_match(search, reverse("vendors")) if search else _none_yet()
    return show_list(request, "vendors/list.html", table, search=search)


@require_safe
@needs("vendors:read")
def vendor(request: Any, vendor_id: UUID) -> HttpResponse:
    """What is known about a vendor, and the vendor it is in QuickBooks."""
    context: dict[str, Any] = {"vendor": queries.vendor(request.tenant.id, vendor_id)}
    connection = connections.current(request.tenant.id)
    if connection and accounts.may(request.actor, "quickbooks:read"):
        context["connected"] = True
        place = request.tenant.id, connection.id
        if qbo_id := mapping.vendors_of(*place, [vendor_id]).get(vendor_id):
            context["there"] = mirror.vendor(*place, qbo_id)
            context["open_url"] = open_url(connection.environment, "vendor", qbo_id)
    return render(request, "vendors/detail.html", context)


@require_http_methods(["GET", "POST"])
@needs("vendors:write")
def new_vendor(request: Any) -> HttpResponse:
    """The empty form, and what it creates."""
    form = VendorForm(request.POST or None, initial={"terms_days": 30, "active": True})
    return enter(request, form, services.create_vendor, "vendor", "vendors")


@require_http_methods(["GET", "POST"])
@needs("vendors:write")
def edit_vendor(request: Any, vendor_id: UUID) -> HttpResponse:
    """The form with what is there, and what it changes."""
    shown = queries.vendor(request.tenant.id, vendor_id)
    return change(request, VendorForm, services.update_vendor, "vendor", "vendors", shown)


def _none_yet() -> Empty:
    text = "Vendors are entered here, or come from QuickBooks once its vendors are linked."
    return Empty("building", "No vendors yet", text, "New vendor", reverse("new-vendor"))
