"""Products: list, detail, form."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from nexos.accounts import queries as accounts
from nexos.catalog import queries, services
from nexos.catalog.models import Billing, RevenueClass
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.mapping import queries as mapping
from nexos.quickbooks.mirror import queries as mirror
from nexos.web.access import needs
from nexos.web.empty import Empty, no_match
from nexos.web.linked import unseen
from nexos.web.lists import csv_file, show_list
from nexos.web.products.forms import ProductForm
from nexos.web.products.tables import ProductTable
from nexos.web.record_form import change, enter

FIELDS = tuple(ProductForm.base_fields)


@require_safe
@needs("products:read")
def product_list(request: Any) -> HttpResponse:
    """By name, searched and narrowed to one way of billing; `format=csv` downloads the whole of what is found."""
    search, billing = request.GET.get("q", "").strip(), request.GET.get("billing", "")
    found = queries.products(request.tenant.id, search)
    if billing in Billing.values:
        found = found.filter(billing=billing)
    if request.GET.get("format") == "csv":
        return csv_file("products", FIELDS, found.values_list(*FIELDS))
    table = ProductTable(found, exclude=unseen(request.actor))
    table.empty = no_match(search, reverse("products")) if search or billing else _none_yet()
    return show_list(request, "products/list.html", table, search=search, billing=billing, billings=Billing.choices)


@require_safe
@needs("products:read")
def product(request: Any, product_id: UUID) -> HttpResponse:
    """What is known about a product, and the item it is sold as in QuickBooks."""
    context: dict[str, Any] = {"product": queries.product(request.tenant.id, product_id)}
    if accounts.may(request.actor, "quickbooks:read") and (connection := connections.current(request.tenant.id)):
        item_id = mapping.item_of(request.tenant.id, connection.id, product_id)
        context["item"] = mirror.item(request.tenant.id, connection.id, item_id) if item_id else None
        context["connected"] = bool(connection.realm_id)
    return render(request, "products/detail.html", context)


@require_http_methods(["GET", "POST"])
@needs("products:write")
def new_product(request: Any) -> HttpResponse:
    """The empty form, and what it creates."""
    form = ProductForm(
        request.POST or None,
        initial={"billing": Billing.ONE_TIME, "revenue_class": RevenueClass.PRODUCT, "active": True},
    )
    return enter(request, form, services.create_product, "product", "products")


@require_http_methods(["GET", "POST"])
@needs("products:write")
def edit_product(request: Any, product_id: UUID) -> HttpResponse:
    """The form with what is there, and what it changes."""
    shown = queries.product(request.tenant.id, product_id)
    return change(request, ProductForm, services.update_product, "product", "products", shown)


def _none_yet() -> Empty:
    text = "Products are entered here, or come from QuickBooks' products and services."
    return Empty("tag", "No products yet", text, "New product", reverse("new-product"))
