"""What each customer owes, by both sides."""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nexos.kit.money import Money
from nexos.quickbooks.sync.reconciliation.models import CustomerBalance
from nexos.web.badge import Badge
from nexos.web.lists import Table, cell
from nexos.web.templatetags.parts import amount, badge

_HELD = Badge("wait", "unlink", "Held: customer not linked")


def _figure(label: str) -> dict[str, dict[str, str]]:
    """An amount, which on a phone stands behind its label."""
    attributes = cell("num m-c")
    return {**attributes, "td": {**attributes["td"], "data-l": label}}


class CustomerTable(Table):
    """Rows of `reconciliation.queries.balances`."""

    caption = "What each customer owes, in its own currency"

    name = tables.Column(verbose_name="Customer", attrs=cell("m-a"))
    currency = tables.Column(attrs=cell("opt2 muted"))
    here = tables.Column(verbose_name="Here", order_by=("here_minor",), attrs=_figure("Here"))
    there = tables.Column(verbose_name="In QuickBooks", order_by=("there_minor",), attrs=_figure("QuickBooks"))
    difference = tables.Column(orderable=False, attrs=_figure("Difference"))

    def render_name(self, record: CustomerBalance) -> SafeString:
        name = record.name or "No customer"
        if not record.held:
            return format_html("{}", name)
        return format_html('{}<span class="sub">{}</span>', name, badge(_HELD))

    def render_here(self, value: Money) -> SafeString:
        return format_html("<span>{}</span>", amount(value))

    def render_there(self, value: Money) -> SafeString:
        return format_html("<span>{}</span>", amount(value))

    def render_difference(self, value: Money) -> SafeString:
        return format_html("<strong>{}</strong>" if value else "<span>{}</span>", amount(value))
