"""The list of products."""

from decimal import Decimal

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nexos.catalog.models import Product
from nexos.quickbooks.mapping import queries as mapping
from nexos.web.linked import LinkColumn
from nexos.web.lists import Table, cell
from nexos.web.templatetags.parts import NONE, price


class ProductTable(Table):
    """Products by name, inactive ones included."""

    caption = "Products. Prices in the home currency, without tax."

    name = tables.Column(attrs=cell("m-a"))
    sku = tables.Column(verbose_name="SKU", attrs=cell("nowrap opt"), default="")
    billing = tables.Column(verbose_name="Billed", attrs=cell("nowrap"))
    revenue_class = tables.Column(attrs=cell("nowrap opt2"))
    taxable = tables.Column(verbose_name="Tax", attrs=cell("nowrap opt2"))
    quickbooks = LinkColumn(mapping.items_of)
    # Prices are exact decimals kept as text, which a database would sort as text.
    price = tables.Column(orderable=False, attrs=cell("num m-b"))
    cost = tables.Column(orderable=False, attrs=cell("num opt"), empty_values=())

    def render_name(self, record: Product) -> SafeString:
        notes = [record.sku] if record.sku else []
        return format_html(
            '<a href="{}">{}</a>{}{}',
            reverse("product", args=[record.id]),
            record.name,
            "" if record.active else format_html(' <span class="badge">{}</span>', "Inactive"),
            format_html('<span class="sub phone">{}</span>', ", ".join([*notes, record.get_billing_display()])),
        )

    def render_taxable(self, value: bool) -> SafeString | str:
        return "Taxable" if value else format_html('<span class="muted">{}</span>', "None")

    def render_price(self, value: Decimal) -> str:
        return price(value)

    def render_cost(self, value: Decimal | None) -> str:
        return NONE if value is None else price(value)
