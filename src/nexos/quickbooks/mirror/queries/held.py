"""What the gate holds, for the mapping page and the dashboard."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from nexos.kit.money import Money
from nexos.quickbooks.mirror.models import Customer, HeldReason, Invoice


@dataclass(frozen=True, slots=True)
class HeldCustomer:
    """The held invoices of one customer in one currency. `name` is empty for a customer the mirror does not hold."""

    customer_id: str
    name: str
    count: int
    total: Money
    reason: HeldReason


@dataclass(frozen=True, slots=True)
class HeldInvoices:
    """All held invoices; `by_customer` has the largest count first, `totals` one sum per currency."""

    count: int
    totals: list[Money]
    by_customer: list[HeldCustomer]


def held_rows(tenant_id: UUID, connection_id: UUID) -> QuerySet[Invoice]:
    """Invoices that wait for their customer to be mapped, deleted ones left out."""
    return Invoice.objects.of(tenant_id).filter(
        connection_id=connection_id, company_id__isnull=True, deleted_at__isnull=True
    )


def held_invoices(tenant_id: UUID, connection_id: UUID) -> HeldInvoices:
    """How many of them there are and what they are worth, all and by customer."""
    sums = (
        held_rows(tenant_id, connection_id)
        .values_list("customer_id", "currency")
        .annotate(held=Count("*"), amount=Sum("total_minor"))
    )
    groups = list(sums.order_by())
    names = dict(
        Customer.objects.of(tenant_id)
        .filter(connection_id=connection_id, qbo_id__in={customer_id for customer_id, *_ in groups})
        .values_list("qbo_id", "fully_qualified_name")
    )
    by_customer = [
        HeldCustomer(
            customer_id,
            names.get(customer_id, ""),
            count,
            Money.from_minor(total, currency),
            HeldReason.UNMAPPED if customer_id else HeldReason.NO_CUSTOMER,
        )
        for customer_id, currency, count, total in groups
    ]
    by_customer.sort(key=lambda held: (-held.count, held.name, held.customer_id))
    return HeldInvoices(sum(held.count for held in by_customer), _totals(by_customer), by_customer)


def _totals(held: list[HeldCustomer]) -> list[Money]:
    sums: dict[str, Money] = {}
    for one in held:
        sums[one.total.currency] = sums.get(one.total.currency, Money.zero(one.total.currency)) + one.total
    return [sums[currency] for currency in sorted(sums)]
