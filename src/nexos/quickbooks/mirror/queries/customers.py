"""Customers, their families, and employees."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from nexos.kit.errors import NotFound
from nexos.quickbooks.mirror.models import Customer, Employee
from nexos.quickbooks.mirror.queries.rows import one

# QuickBooks allows a customer and four levels below it; one more than it can send ends every walk.
_MOST_LEVELS = 6


def customers(tenant_id: UUID, connection_id: UUID, search: str = "", *, inactive: bool = False) -> QuerySet[Customer]:
    """By full name, so that sub-customers follow their parent; `search` looks in names and email."""
    found = Customer.objects.of(tenant_id).filter(connection_id=connection_id, deleted_at=None)
    if not inactive:
        found = found.filter(active=True)
    if search:
        found = found.filter(
            Q(fully_qualified_name__icontains=search) | Q(company_name__icontains=search) | Q(email__icontains=search)
        )
    return found.order_by("fully_qualified_name", "qbo_id")


def customer(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> Customer:
    """An inactive or deleted one too. Raises NotFound."""
    try:
        return Customer.objects.of(tenant_id).get(connection_id=connection_id, qbo_id=qbo_id)
    except Customer.DoesNotExist as error:
        raise NotFound("The mirror holds no such QuickBooks customer. Sync, then try again.") from error


def ancestors(tenant_id: UUID, connection_id: UUID, qbo_ids: Iterable[str]) -> dict[str, list[str]]:
    """For each customer its parents' Ids, the nearest first; customers without a parent are absent."""
    rows = Customer.objects.of(tenant_id).filter(connection_id=connection_id).exclude(parent_id="")
    wanted = set(qbo_ids)
    parent: dict[str, str] = {}
    looking = wanted
    for _ in range(_MOST_LEVELS):
        if not looking:
            break
        found = dict(rows.filter(qbo_id__in=looking).values_list("qbo_id", "parent_id"))
        parent.update(found)
        looking = set(found.values()) - parent.keys()
    return {qbo_id: _climb(qbo_id, parent) for qbo_id in wanted & parent.keys()}


def descendants(tenant_id: UUID, connection_id: UUID, qbo_ids: Iterable[str]) -> set[str]:
    """The customers below these, at any depth, and these themselves."""
    rows = Customer.objects.of(tenant_id).filter(connection_id=connection_id)
    family = set(qbo_ids)
    looking = family
    for _ in range(_MOST_LEVELS):
        if not looking:
            break
        looking = set(rows.filter(parent_id__in=looking).values_list("qbo_id", flat=True)) - family
        family = family | looking
    return family


def employees(tenant_id: UUID, connection_id: UUID, search: str = "", *, inactive: bool = False) -> QuerySet[Employee]:
    """By name; `search` looks in name and email."""
    found = Employee.objects.of(tenant_id).filter(connection_id=connection_id, deleted_at=None)
    if not inactive:
        found = found.filter(active=True)
    if search:
        found = found.filter(Q(display_name__icontains=search) | Q(email__icontains=search))
    return found.order_by("display_name", "qbo_id")


def employee(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> Employee:
    """An inactive or deleted one too. Raises NotFound."""
    return one(Employee, tenant_id, connection_id, qbo_id, "employee")


def _climb(qbo_id: str, parent: dict[str, str]) -> list[str]:
    line: list[str] = []
    at = qbo_id
    while at in parent and parent[at] not in line:
        at = parent[at]
        line.append(at)
    return line
