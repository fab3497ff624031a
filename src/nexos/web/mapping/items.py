"""Which product is sold as which item in QuickBooks. To be read: items link themselves, and bring their prices."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nexos.catalog import queries as catalog
from nexos.catalog.models import Product
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.mapping import queries
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.models import Item
from nexos.web.access import needs
from nexos.web.badge import Badge
from nexos.web.empty import Empty, no_match
from nexos.web.lists import PER_PAGE
from nexos.web.settings_quickbooks.progress import left_out_words

_LINKED = Badge("ok", "ok", "Linked", plain=True)
_INACTIVE = Badge("wait", "minus", "Inactive in QuickBooks")
_NOT_LINKED = Badge("wait", "unlink", "Only here")
_NOT_SOLD = Badge("off", "minus", "Only here, not sold", plain=True)


@dataclass(frozen=True)
class Sold:
    """A product and the item it is sold as, if any."""

    product: Product
    item: Item | None
    badge: Badge

    @property
    def type(self) -> str:
        """The item's type as QuickBooks' own pages call it."""
        return "Non-inventory" if self.item and self.item.type == "NonInventory" else "Service"


@require_safe
@needs("quickbooks:read")
def item_list(request: Any) -> HttpResponse:
    """Products by name, each with its item; what QuickBooks has and we leave out is told above."""
    search = request.GET.get("q", "").strip()
    context: dict[str, Any] = {"search": search}
    connection = connections.current(request.tenant.id)
    if connection is None or not connection.realm_id:
        return render(request, "mapping/nothing.html", context)
    page = Paginator(catalog.products(request.tenant.id, search), PER_PAGE).get_page(request.GET.get("page"))
    products = list(page.object_list)
    coverage = mirror.coverage(request.tenant.id, connection.id)
    context |= {
        "connection": connection,
        "page": page,
        "rows": _rows(request.tenant.id, connection.id, products),
        "counts": queries.counts(request.tenant.id, connection.id),
        "left_out": left_out_words([coverage["Item"].left_out] if "Item" in coverage else []),
        "empty": no_match(search, reverse("mapping-items")) if search else _none_yet(),
    }
    part = "#list" if request.htmx and not request.htmx.history_restore_request else ""
    return render(request, f"mapping/items.html{part}", context)


def _rows(tenant_id: Any, connection_id: Any, products: list[Product]) -> list[Sold]:
    links = queries.items_of(tenant_id, connection_id, [product.id for product in products])
    found = mirror.items(tenant_id, connection_id, inactive=True).filter(qbo_id__in=set(links.values()))
    items = {item.qbo_id: item for item in found.defer("raw")}
    return [_sold(product, items.get(links.get(product.id, ""))) for product in products]


def _sold(product: Product, item: Item | None) -> Sold:
    if item is None:
        return Sold(product, None, _NOT_LINKED if product.active else _NOT_SOLD)
    return Sold(product, item, _LINKED if item.active else _INACTIVE)


def _none_yet() -> Empty:
    text = "Products are entered here, or come from QuickBooks with the first sync."
    return Empty("tag", "No products yet", text, "Products", reverse("products"))
