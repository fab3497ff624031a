"""The list of payments."""

from typing import Any
from uuid import UUID

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nexos.crm import queries as crm
from nexos.kit.money import Money
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.models import Payment
from nexos.quickbooks.mirror.queries import Applied
from nexos.web.badge import Badge
from nexos.web.lists import Table, cell
from nexos.web.templatetags.parts import amount, badge, day


def badge_of(payment: Payment) -> Badge:
    """How much of a payment is applied, in words."""
    if payment.voided:
        return Badge("off", "void", "Void", plain=True)
    if not payment.unapplied_minor:
        return Badge("ok", "ok", "Applied", plain=True)
    words = "Unapplied" if payment.unapplied_minor == payment.total_minor else "Partly applied"
    return Badge("wait", "payment", words)


class PaymentTable(Table):
    """Payments, newest first; `applied` and `companies` are read for the page that is shown."""

    caption = "Payments, newest first. Amounts in each payment's currency."
    applied: dict[str, list[Applied]]
    companies: dict[UUID, str]

    txn_date = tables.Column(verbose_name="Received", attrs=cell("nowrap m-a"), empty_values=())
    company = tables.Column(empty_values=(), orderable=False, attrs=cell(""))
    method = tables.Column(attrs=cell("opt"), default="")
    reference = tables.Column(attrs=cell("opt2"), default="")
    applied_to = tables.Column(empty_values=(), orderable=False, attrs=cell("m-c"))
    total = tables.Column(verbose_name="Amount", order_by=("total_minor",), attrs=cell("num m-b"))
    unapplied = tables.Column(order_by=("unapplied_minor",), attrs=cell("num opt"))

    def before_render(self, request: Any) -> None:
        """What the page's payments were applied to, and whose they are."""
        page: list[Payment] = [row.record for row in self.paginated_rows]
        if page:
            tenant_id = request.tenant.id
            self.applied = mirror.applied(tenant_id, page[0].connection_id, page)
            self.companies = crm.company_names(tenant_id, {one.company_id for one in page if one.company_id})

    def render_txn_date(self, record: Payment) -> SafeString:
        return format_html(
            '<a href="{}">{}</a><span class="sub phone">{}</span>',
            reverse("payment", args=[record.qbo_id]),
            day(record.txn_date),
            self._company(record),
        )

    def render_company(self, record: Payment) -> str:
        return self._company(record)

    def render_applied_to(self, record: Payment) -> SafeString:
        parts = self.applied.get(record.qbo_id, [])
        shown = badge(badge_of(record))
        if not parts:
            return shown
        first = parts[0].doc_number or ("an unmapped customer" if parts[0].unmapped else parts[0].txn_type)
        more = f" and {len(parts) - 1} more" if len(parts) > 1 else ""
        return format_html('{} <span class="small muted">to {}{}</span>', shown, first, more)

    def render_total(self, value: Money) -> str:
        return amount(value)

    def render_unapplied(self, value: Money) -> str:
        return amount(value)

    def _company(self, record: Payment) -> str:
        return self.companies.get(record.company_id, "") if record.company_id else "Customer not linked"
