"""Companies: list, detail, form."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from nexos.accounts import queries as accounts
from nexos.crm import queries, services
from nexos.crm.models import Lifecycle
from nexos.quickbooks.state import queries as state
from nexos.sales import queries as sales
from nexos.web.access import needs
from nexos.web.companies.forms import CompanyForm
from nexos.web.companies.tables import CompanyTable
from nexos.web.companies.there import customer_there
from nexos.web.empty import Empty, no_match
from nexos.web.linked import unseen
from nexos.web.lists import csv_file, show_list
from nexos.web.record_form import change, enter

MOST_SHOWN = 8
FIELDS = tuple(CompanyForm.base_fields)


@require_safe
@needs("companies:read")
def company_list(request: Any) -> HttpResponse:
    """By name, searched and narrowed to one lifecycle; `format=csv` downloads the whole of what is found."""
    search, lifecycle = request.GET.get("q", "").strip(), request.GET.get("lifecycle", "")
    found = queries.companies(request.tenant.id, search)
    if lifecycle in Lifecycle.values:
        found = found.filter(lifecycle=lifecycle)
    if request.GET.get("format") == "csv":
        return csv_file("companies", FIELDS, found.values_list(*FIELDS))
    table = CompanyTable(found, exclude=unseen(request.actor))
    table.empty = no_match(search, reverse("companies")) if search or lifecycle else _none_yet()
    return show_list(
        request, "companies/list.html", table, search=search, lifecycle=lifecycle, lifecycles=Lifecycle.choices
    )


@require_safe
@needs("companies:read")
def company(request: Any, company_id: UUID) -> HttpResponse:
    """What is known about a company, its newest documents, and the customer it is in QuickBooks."""
    context: dict[str, Any] = {"company": queries.company(request.tenant.id, company_id)}
    if accounts.may(request.actor, "quotes:read"):
        context["quotes"] = sales.quotes(request.tenant.id).filter(company_id=company_id)[:MOST_SHOWN]
    if accounts.may(request.actor, "invoices:read"):
        context["invoices"] = state.invoice_list(request.tenant.id, company_id=company_id)[:MOST_SHOWN]
        context["counts"] = state.invoice_counts(request.tenant.id, company_id=company_id)
    if accounts.may(request.actor, "quickbooks:read"):
        context["there"] = customer_there(request.tenant.id, company_id)
    return render(request, "companies/detail.html", context)


@require_http_methods(["GET", "POST"])
@needs("companies:write")
def new_company(request: Any) -> HttpResponse:
    """The empty form, and what it creates."""
    form = CompanyForm(
        request.POST or None,
        initial={"currency": request.tenant.currency, "terms_days": 30, "lifecycle": Lifecycle.PROSPECT},
    )
    return enter(request, form, services.create_company, "company", "companies")


@require_http_methods(["GET", "POST"])
@needs("companies:write")
def edit_company(request: Any, company_id: UUID) -> HttpResponse:
    """The form with what is there, and what it changes."""
    shown = queries.company(request.tenant.id, company_id)
    return change(request, CompanyForm, services.update_company, "company", "companies", shown)


def _none_yet() -> Empty:
    text = "Companies are entered here, or come from QuickBooks once its customers are linked."
    return Empty("building", "No companies yet", text, "New company", reverse("new-company"))
