"""The dashboard: in ten seconds, is there something to do?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nexos.accounts import queries as accounts
from nexos.accounts.models import User
from nexos.kit import clock
from nexos.kit.money import Money
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.state import queries as state
from nexos.quickbooks.state.models import NEEDS_HAND, Status
from nexos.sales import queries as sales
from nexos.web.access import signed_in
from nexos.web.dashboard import charts, figures
from nexos.web.dashboard.hands import hands
from nexos.web.dashboard.health import sync_health

MOST_QUOTES = 6
_MOVING = (Status.WAITING, Status.IN_FLIGHT, Status.UNKNOWN)


@dataclass(frozen=True)
class _Seen:
    """Whose dashboard it is, and what it is about."""

    tenant_id: Any
    actor: User
    connection: Connection | None
    currency: str
    today: date


@require_safe
@signed_in
def dashboard(request: Any) -> HttpResponse:
    """Each part for those who may see it; figures of QuickBooks once a company is connected."""
    connection = connections.current(request.tenant.id)
    known = connection if connection and connection.realm_id else None
    read = mirror.preferences(request.tenant.id, known.id) if known else None
    currency = read.home_currency if read else request.tenant.currency
    seen = _Seen(request.tenant.id, request.actor, known, currency, clock.today(request.tenant.time_zone))
    now = timezone.localtime(clock.now())
    context: dict[str, Any] = {"greeting": _greeting(now), "now": now, "today": seen.today, "currency": currency}
    if accounts.may(request.actor, "invoices:read") and accounts.may(request.actor, "payments:read"):
        context |= _money(seen)
    if accounts.may(request.actor, "quotes:read"):
        context["quotes"] = sales.quotes(request.tenant.id, status="sent").order_by("valid_until")[:MOST_QUOTES]
    return render(request, "dashboard/dashboard.html", context)


def _money(seen: _Seen) -> dict[str, Any]:
    context: dict[str, Any] = {
        "sees_money": True,
        "connection": seen.connection,
        "ready": figures.ready_to_invoice(seen.tenant_id, seen.currency),
        "not_there": figures.not_in_quickbooks(seen.tenant_id, seen.currency),
        "hands": hands(seen.actor, seen.connection),
    }
    return context | _quickbooks(seen, seen.connection) if seen.connection else context


def _quickbooks(seen: _Seen, connection: Connection) -> dict[str, Any]:
    there = (seen.tenant_id, connection.id, seen.currency)
    months = figures.months(*there, seen.today)
    ages = figures.ages(*there, seen.today)
    statuses = state.statuses(seen.tenant_id, connection.id, "invoice")
    nothing = Money.zero(seen.currency)
    return {
        "unpaid": figures.unpaid(*there, seen.today),
        "paid": figures.paid_since(*there, seen.today.replace(day=1)),
        "months": months,
        "invoiced": sum((month.invoiced for month in months), nothing),
        "collected": sum((month.collected for month in months), nothing),
        "chart": charts.month_chart(months),
        "ages": [
            (age, bar, f"g{place}")
            for place, (age, bar) in enumerate(zip(ages, charts.age_bars(ages) or [("0%", "0%")] * 5, strict=True))
        ],
        "open_count": sum(age.count for age in ages),
        "open_total": sum((age.total for age in ages), nothing),
        "moving": sum(statuses.get(status, 0) for status in _MOVING),
        "waiting": sum(statuses.get(status, 0) for status in NEEDS_HAND),
        "health": sync_health(seen.tenant_id, connection),
    }


def _greeting(now: datetime) -> str:
    if now.hour < 12:
        return "Good morning"
    return "Good afternoon" if now.hour < 18 else "Good evening"
