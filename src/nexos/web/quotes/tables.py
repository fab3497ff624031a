"""The list of quotes."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nexos.kit.money import Money
from nexos.sales.models import Quote
from nexos.web.lists import Table, cell
from nexos.web.quotes.words import badge_of
from nexos.web.templatetags.parts import amount, badge, day


class QuoteTable(Table):
    """Quotes, newest first."""

    caption = "Quotes, newest first. Amounts in each quote's currency."

    number = tables.Column(attrs=cell("nowrap m-a"))
    company = tables.Column(order_by=("company__name",), attrs=cell(""))
    title = tables.Column(attrs=cell("opt"))
    valid_until = tables.Column(attrs=cell("nowrap opt2"))
    status = tables.Column(attrs=cell("nowrap m-c"))
    total = tables.Column(order_by=("total_minor",), attrs=cell("num m-b"))

    def render_number(self, record: Quote) -> SafeString:
        return format_html(
            '<a href="{}">{}</a><span class="sub phone">{}</span>',
            reverse("quote", args=[record.id]),
            record.number,
            f"{record.company.name}, {record.title}",
        )

    def render_company(self, record: Quote) -> SafeString:
        return format_html(
            '<a class="who" href="{}">{}</a><span class="sub alt">{}</span>',
            reverse("company", args=[record.company_id]),
            record.company.name,
            record.title,
        )

    def render_valid_until(self, record: Quote) -> str:
        return day(record.valid_until)

    def render_status(self, record: Quote) -> SafeString:
        return badge(badge_of(record))

    def render_total(self, value: Money) -> str:
        return amount(value)
