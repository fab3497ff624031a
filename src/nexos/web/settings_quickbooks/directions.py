"""What goes which way: one line per kind of record."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.urls import reverse

from nexos.quickbooks.mapping import queries as mapping
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.state import queries as state
from nexos.quickbooks.state.models import NEEDS_HAND, Status
from nexos.web.settings_quickbooks.progress import left_out_words
from nexos.web.templatetags.parts import money

ON_THE_WAY = (Status.WAITING, Status.IN_FLIGHT, Status.UNKNOWN)


@dataclass(frozen=True)
class Direction:
    """A kind of record here and there. `state` is quiet unless it leads somewhere (`address`); `records` None: one."""

    here: str
    there: str
    way: Literal["in", "both"]
    records: int | None
    state: str
    address: str = ""


def directions(tenant_id: UUID, connection_id: UUID, *, current: bool) -> list[Direction]:
    """The kinds that are read or sent now. `current`: the last look at QuickBooks went well and others follow."""
    calm = "Up to date" if current else "As last read"
    there = mirror.counts(tenant_id, connection_id)
    links = mapping.counts(tenant_id, connection_id)
    coverage = mirror.coverage(tenant_id, connection_id)
    left_out = left_out_words([coverage["Item"].left_out] if "Item" in coverage else [])
    products = f"{links.products_linked:,} linked" + (f"; {left_out} left out" if left_out else "")
    return [
        Direction("Settings", "Company and preferences", "in", None, "Read once a day"),
        Direction(
            "Companies",
            "Customers",
            "in",
            there["Customer"],
            _linked(links.customers_linked, links.customers_open),
            reverse("mapping-customers"),
        ),
        Direction("Products", "Products and services", "in", there["Item"], products, reverse("mapping-items")),
        Direction(
            "Users",
            "Employees",
            "in",
            there["Employee"],
            _linked(links.employees_linked, links.employees_open),
            reverse("mapping-employees"),
        ),
        Direction(
            "Vendors",
            "Vendors",
            "in",
            there["Vendor"],
            _linked(links.vendors_linked, links.vendors_open),
            reverse("mapping-vendors"),
        ),
        _invoices(tenant_id, connection_id, there["Invoice"], calm),
        Direction("Payments", "Payments", "in", there["Payment"], calm),
    ]


def _linked(linked: int, open_: int) -> str:
    return f"{linked:,} linked" + (f", {open_:,} to decide" if open_ else "")


def _invoices(tenant_id: UUID, connection_id: UUID, count: int, calm: str) -> Direction:
    held = mirror.held_invoices(tenant_id, connection_id)
    statuses = state.statuses(tenant_id, connection_id, "invoice")
    going = sum(statuses.get(status, 0) for status in ON_THE_WAY)
    stuck = sum(statuses.get(status, 0) for status in NEEDS_HAND)
    if held.count:
        sums = ", ".join(money(total) for total in held.totals)
        words, address = f"{held.count:,} held, {sums}: customer not linked", reverse("mapping-customers")
    elif stuck:
        words, address = f"{stuck:,} need a hand", f"{reverse('invoices')}?view=needs_you"
    elif going:
        words, address = f"{going:,} on the way", f"{reverse('invoices')}?view=not_sent"
    else:
        words, address = calm, ""
    return Direction("Invoices", "Invoices", "both", count, words, address)
