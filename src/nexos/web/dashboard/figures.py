"""Sums of documents, for the dashboard: what QuickBooks holds, in the home currency."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from nexos.billing import queries as billing
from nexos.billing.draft import QUOTE_LINE
from nexos.billing.invoicing import quote as invoicing
from nexos.kit.money import Money
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.state import queries as state
from nexos.sales import queries as sales

MOST_READ = 500
"""How many documents of ours are added up; whoever has more of them waiting has another problem."""


@dataclass(frozen=True)
class Figure:
    """A sum with the count behind it; `late` of them are overdue, `oldest` is the first one's date."""

    total: Money
    count: int
    late: int = 0
    oldest: date | None = None


@dataclass(frozen=True)
class Month:
    """What was invoiced and collected in one month; `first` is its first day."""

    first: date
    invoiced: Money
    collected: Money

    @property
    def difference(self) -> Money:
        return self.collected - self.invoiced


@dataclass(frozen=True)
class Age:
    """Open invoices of one age."""

    words: str
    total: Money
    count: int


def ready_to_invoice(tenant_id: UUID, currency: str) -> Figure:
    """Approved quotes with one-time lines that are on no invoice yet."""
    lines = dict(
        sales.quotes(tenant_id, status="approved")
        .order_by()
        .filter(lines__accepted=True, lines__billing="one_time")
        .values_list("lines__id", "id")
    )
    waiting = {lines[line] for line in lines.keys() - billing.billed(tenant_id, QUOTE_LINE, lines)}
    drafts = [invoicing.preview(tenant_id, quote_id) for quote_id in list(waiting)[:MOST_READ]]
    total = sum((draft.totals.total for draft in drafts if draft.currency == currency), Money.zero(currency))
    return Figure(total, len(waiting))


def not_in_quickbooks(tenant_id: UUID, currency: str) -> Figure:
    """Issued here, not there yet."""
    found = state.invoice_list(tenant_id, view="not_sent", order="issued_on")
    rows = found[:MOST_READ]
    total = sum((row.total for row in rows if row.total.currency == currency), Money.zero(currency))
    return Figure(total, found.count(), oldest=rows[0].issued_on if rows else None)


def unpaid(tenant_id: UUID, connection_id: UUID, currency: str, today: date) -> Figure:
    """Open in QuickBooks."""
    sums = _open(tenant_id, connection_id, currency).aggregate(
        total=Sum("balance_minor"), count=Count("*"), late=Count("qbo_id", filter=Q(due_date__lt=today))
    )
    return Figure(Money.from_minor(sums["total"] or 0, currency), sums["count"], sums["late"])


def paid_since(tenant_id: UUID, connection_id: UUID, currency: str, since: date) -> Figure:
    """Payments received since that day."""
    found = mirror.payments(tenant_id, connection_id).order_by().filter(currency=currency, voided=False)
    sums = found.filter(txn_date__gte=since).aggregate(total=Sum("total_minor"), count=Count("*"))
    return Figure(Money.from_minor(sums["total"] or 0, currency), sums["count"])


def months(tenant_id: UUID, connection_id: UUID, currency: str, today: date) -> list[Month]:
    """The last twelve months, this one included, oldest first."""
    firsts = _firsts(today)
    invoices = mirror.invoices(tenant_id, connection_id).order_by().filter(currency=currency, voided=False)
    payments = mirror.payments(tenant_id, connection_id).order_by().filter(currency=currency, voided=False)
    invoiced, collected = (_by_month(rows, firsts[0]) for rows in (invoices, payments))
    return [
        Month(
            first,
            Money.from_minor(invoiced.get(first, 0), currency),
            Money.from_minor(collected.get(first, 0), currency),
        )
        for first in firsts
    ]


def ages(tenant_id: UUID, connection_id: UUID, currency: str, today: date) -> list[Age]:
    """Open invoices by how long they have been due; without a due date they are not due."""

    def due(least: int, most: int | None = None) -> Q:
        found = Q(due_date__lte=today - timedelta(days=least))
        return found if most is None else found & Q(due_date__gte=today - timedelta(days=most))

    buckets = {
        "Not due yet": Q(due_date__gte=today) | Q(due_date=None),
        "1–30 days": due(1, 30),
        "31–60 days": due(31, 60),
        "61–90 days": due(61, 90),
        "Over 90 days": due(91),
    }
    asked: dict[str, Any] = {}
    for place, bucket in enumerate(buckets.values()):
        asked |= {f"sum{place}": Sum("balance_minor", filter=bucket), f"count{place}": Count("qbo_id", filter=bucket)}
    found = _open(tenant_id, connection_id, currency).aggregate(**asked)
    return [
        Age(words, Money.from_minor(found[f"sum{place}"] or 0, currency), found[f"count{place}"])
        for place, words in enumerate(buckets)
    ]


def _open(tenant_id: UUID, connection_id: UUID, currency: str) -> Any:
    return mirror.invoices(tenant_id, connection_id).order_by().filter(currency=currency, balance_minor__gt=0)


def _firsts(today: date) -> list[date]:
    this = today.year * 12 + today.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(this - 11, this + 1)]


def _by_month(rows: Any, since: date) -> dict[date, int]:
    grouped = rows.filter(txn_date__gte=since).annotate(month=TruncMonth("txn_date")).values_list("month")
    return dict(grouped.annotate(Sum("total_minor")))
