"""The list of companies."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nexos.crm.models import Company
from nexos.quickbooks.mapping import queries as mapping
from nexos.web.linked import LinkColumn
from nexos.web.lists import Table, cell
from nexos.web.templatetags.parts import terms


class CompanyTable(Table):
    """Companies by name."""

    caption = "Companies"

    name = tables.Column(attrs=cell("m-a"))
    email = tables.Column(verbose_name="Billing email", attrs=cell("opt2"), default="")
    city = tables.Column(attrs=cell("opt"), default="")
    lifecycle = tables.Column(verbose_name="Where it stands", attrs=cell("nowrap m-b"))
    quickbooks = LinkColumn(mapping.customers_of)
    terms_days = tables.Column(verbose_name="Terms", attrs=cell("num opt"))

    def render_name(self, record: Company) -> SafeString:
        where = ", ".join(part for part in (record.city, record.email) if part)
        return format_html(
            '<a href="{}">{}</a>{}',
            reverse("company", args=[record.id]),
            record.name,
            format_html('<span class="sub phone">{}</span>', where) if where else "",
        )

    def render_terms_days(self, value: int) -> str:
        return terms(value)
