"""The list of vendors."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nexos.procurement.models import Vendor
from nexos.quickbooks.mapping import queries as mapping
from nexos.web.linked import LinkColumn
from nexos.web.lists import Table, cell
from nexos.web.templatetags.parts import terms


class VendorTable(Table):
    """Vendors by name, inactive ones included."""

    caption = "Vendors"

    name = tables.Column(attrs=cell("m-a"))
    contact = tables.Column(attrs=cell("opt"), default="")
    email = tables.Column(attrs=cell("opt2"), default="")
    quickbooks = LinkColumn(mapping.vendors_of)
    terms_days = tables.Column(verbose_name="Terms", attrs=cell("num opt m-b"))

    def render_name(self, record: Vendor) -> SafeString:
        who = ", ".join(part for part in (record.contact, record.email) if part)
        return format_html(
            '<a href="{}">{}</a>{}{}',
            reverse("vendor", args=[record.id]),
            record.name,
            "" if record.active else format_html(' <span class="badge">{}</span>', "Inactive"),
            format_html('<span class="sub phone">{}</span>', who) if who else "",
        )

    def render_terms_days(self, value: int) -> str:
        return terms(value)
