"""The lists of an archived connection."""

from datetime import date
from typing import Any
from uuid import UUID

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nexos.crm import queries as crm
from nexos.kit.money import Money
from nexos.quickbooks.mirror.models import Invoice
from nexos.quickbooks.state.models import THERE, DocumentState, Status
from nexos.quickbooks.state.open_url import open_url
from nexos.quickbooks.state.words import Badge
from nexos.quickbooks.state.words import badge as badge_of
from nexos.web.lists import Table, cell
from nexos.web.templatetags.parts import amount, badge, day, icon, moment

IN_DOUBT = Badge("wait", "search", "Not known")


class DocumentTable(Table):
    """Rows of `state.queries.documents`: ours, as they stand in the archived company."""

    caption = "Documents sent from here. Amounts in each document’s currency."

    number = tables.Column(attrs=cell("nowrap m-a"), orderable=False)
    customer_name = tables.Column(verbose_name="Customer there", orderable=False, attrs=cell(""))
    qbo_number = tables.Column(verbose_name="Number there", orderable=False, attrs=cell("nowrap opt"), default="")
    sent_at = tables.Column(verbose_name="Sent", orderable=False, attrs=cell("nowrap opt2"), default="")
    status = tables.Column(verbose_name="State", orderable=False, attrs=cell("m-c"))
    total = tables.Column(orderable=False, attrs=cell("num m-b"), empty_values=())
    open_url = tables.Column(
        verbose_name=format_html('<span class="sr">{}</span>', "Open in QuickBooks"),
        orderable=False,
        attrs=cell("act opt"),
        empty_values=(),
    )

    def render_number(self, record: DocumentState) -> SafeString:
        address = reverse(record.kind, args=[record.record_id])
        customer = record.customer_name
        return format_html('<a href="{}">{}</a><span class="sub phone">{}</span>', address, record.number, customer)

    def render_sent_at(self, value: Any) -> str:
        return moment(value)

    def render_status(self, record: DocumentState) -> SafeString:
        settled = record.status in (*THERE, Status.CANCELLED, Status.REFUSED)
        return badge(badge_of(record.status, record.reason) if settled else IN_DOUBT)

    def render_total(self, record: DocumentState) -> str:
        known = record.remote_total_minor
        return "" if known is None else amount(Money.from_minor(known, record.currency))

    def render_open_url(self, record: DocumentState) -> str | SafeString:
        if record.status not in THERE or record.status == Status.DELETED_THERE:
            return ""
        address = open_url(record.connection.environment, record.kind, record.qbo_id)
        return _open_link(address, record.qbo_number or record.number)


class InvoiceTable(Table):
    """Rows of `mirror.queries.invoices`, with their standing on the day of the archive."""

    caption = "Invoices as last read. Amounts in each invoice’s currency."
    on: date
    environment: str
    companies: dict[UUID, str]

    doc_number = tables.Column(verbose_name="Number", orderable=False, attrs=cell("nowrap m-a"), empty_values=())
    company_id = tables.Column(verbose_name="Company", orderable=False, attrs=cell(""))
    txn_date = tables.Column(verbose_name="Issued", orderable=False, attrs=cell("nowrap opt"), default="")
    due_date = tables.Column(verbose_name="Due", orderable=False, attrs=cell("nowrap opt2"), default="")
    status = tables.Column(orderable=False, attrs=cell("nowrap m-c"), empty_values=())
    total = tables.Column(orderable=False, attrs=cell("num m-b"))
    balance = tables.Column(verbose_name="Open", orderable=False, attrs=cell("num opt2"))
    open_url = tables.Column(
        verbose_name=format_html('<span class="sr">{}</span>', "Open in QuickBooks"),
        orderable=False,
        attrs=cell("act opt"),
        empty_values=(),
    )

    def before_render(self, request: Any) -> None:
        """Whose the page's invoices are."""
        ids = {row.record.company_id for row in self.paginated_rows}
        self.companies = crm.company_names(request.tenant.id, ids)

    def render_doc_number(self, record: Invoice) -> SafeString:
        company = self.companies.get(record.company_id, "") if record.company_id else ""
        return format_html(
            '{}<span class="sub phone">{}</span>',
            record.doc_number or "Without a number",
            company,
        )

    def render_company_id(self, value: UUID) -> str:
        return self.companies.get(value, "")

    def render_txn_date(self, value: date) -> str:
        return day(value)

    def render_due_date(self, value: date) -> str:
        return day(value)

    def render_status(self, record: Invoice) -> str:
        return record.status_on(self.on)

    def render_total(self, value: Money) -> str:
        return amount(value)

    def render_balance(self, value: Money) -> str:
        return amount(value)

    def render_open_url(self, record: Invoice) -> SafeString:
        return _open_link(open_url(self.environment, "invoice", record.qbo_id), record.doc_number or record.qbo_id)


def _open_link(address: str, number: str) -> SafeString:
    return format_html(
        '<a href="{}" target="_blank" rel="noopener" aria-label="Open {} in QuickBooks">{}</a>',
        address,
        number,
        icon("ext", "s"),
    )
