"""The list of invoices, QuickBooks' and ours in one."""

from collections.abc import Callable
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nexos.kit.money import Money
from nexos.quickbooks.state.queries import InvoiceRow
from nexos.web.lists import Table, cell
from nexos.web.templatetags.parts import amount, badge, day, icon


def _sum_of_page(figure: Callable[[InvoiceRow], Money]) -> Callable[..., str]:
    """The footer of a column: the page's sum; nothing where the page holds several currencies."""

    def footer(table: Any) -> str:
        figures = [figure(row.record) for row in table.paginated_rows]
        if len({one.currency for one in figures}) != 1:
            return ""
        return amount(sum(figures[1:], figures[0]))

    return footer


class InvoiceTable(Table):
    """Rows of `state.queries.invoice_list`."""

    caption = "Invoices. Amounts in each invoice's currency."

    number = tables.Column(
        attrs=cell("nowrap m-a"),
        empty_values=(),
        footer=lambda table: f"This page, {len(table.page.object_list):,}",
    )
    company_name = tables.Column(verbose_name="Company", attrs=cell(""))
    issued_on = tables.Column(verbose_name="Issued", attrs=cell("nowrap opt"), empty_values=())
    due_on = tables.Column(verbose_name="Due", attrs=cell("nowrap opt2"), empty_values=())
    status = tables.Column(orderable=False, attrs=cell("nowrap opt2"))
    badge = tables.Column(verbose_name="QuickBooks", orderable=False, attrs=cell("m-c"))
    total = tables.Column(attrs=cell("num m-b"), footer=_sum_of_page(lambda row: row.total))
    balance = tables.Column(verbose_name="Open", attrs=cell("num opt2"), footer=_sum_of_page(lambda row: row.balance))
    open_url = tables.Column(
        verbose_name=format_html('<span class="sr">{}</span>', "Open in QuickBooks"),
        orderable=False,
        attrs=cell("act opt"),
        default="",
    )

    class Meta:
        order_by = ("-issued_on",)

    def render_number(self, record: InvoiceRow) -> SafeString:
        address = (
            reverse("invoice", args=[record.record_id])
            if record.record_id
            else reverse("invoice-there", args=[record.qbo_id])
        )
        when = f", {record.issued_on:%b} {record.issued_on.day}" if record.issued_on else ""
        return format_html(
            '<a href="{}">{}</a><span class="sub phone">{}{}</span>',
            address,
            record.number or ("Draft" if record.record_id else "Without a number"),
            record.company_name,
            when,
        )

    def render_company_name(self, record: InvoiceRow) -> SafeString:
        return format_html(
            '<a class="who" href="{}">{}</a>', reverse("company", args=[record.company_id]), record.company_name
        )

    def render_issued_on(self, record: InvoiceRow) -> str:
        return day(record.issued_on)

    def render_due_on(self, record: InvoiceRow) -> str:
        return day(record.due_on)

    def render_status(self, record: InvoiceRow) -> SafeString:
        return format_html('<span class="{}">{}</span>', "t-bad" if record.overdue else "", record.status)

    def render_badge(self, record: InvoiceRow) -> SafeString:
        if record.origin == "quickbooks":
            return format_html('{} <span class="small muted">{}</span>', badge(record.badge), "made there")
        why = record.badge.why
        return format_html("{}{}", badge(record.badge), format_html('<span class="sub">{}</span>', why) if why else "")

    def render_total(self, record: InvoiceRow) -> SafeString:
        return format_html('<span>{}</span><span class="sub phone alt">{}</span>', amount(record.total), record.status)

    def render_balance(self, value: Money) -> str:
        return amount(value)

    def render_open_url(self, record: InvoiceRow) -> SafeString:
        return format_html(
            '<a href="{}" target="_blank" rel="noopener" aria-label="Open {} in QuickBooks">{}</a>',
            record.open_url,
            record.number_there or record.number,
            icon("ext", "s"),
        )
