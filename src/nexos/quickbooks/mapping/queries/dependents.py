"""What hangs on a link, and would be without it: counted by noun for the rows of a page."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from nexos.quickbooks.mapping.queries.links import company_of
from nexos.quickbooks.mirror import queries as mirror

type Used = Mapping[str, Mapping[str, int]]


def of_customers(tenant_id: UUID, connection_id: UUID, customer_ids: Collection[str]) -> Used:
    """By customer the documents that are shown because it is linked, those of its sub-customers included; they would be
    held again. Customers that are not linked are left out."""
    companies = company_of(tenant_id, connection_id, customer_ids)
    shown: dict[str, QuerySet[Any]] = {
        "invoice": mirror.invoices(tenant_id, connection_id),
        "payment": mirror.payments(tenant_id, connection_id),
    }
    counts = {
        noun: _counted(rows.filter(company_id__in=set(companies.values())), "company_id")
        for noun, rows in shown.items()
    }
    return {
        id_: {noun: count[company] for noun, count in counts.items() if count[company]}
        for id_, company in companies.items()
    }


def of_employees(tenant_id: UUID, connection_id: UUID, employee_ids: Collection[str]) -> Used:
    """By employee the time that QuickBooks keeps for them."""
    rows = mirror.time_activities(tenant_id, connection_id).filter(employee_id__in=employee_ids)
    return {id_: {"time entry": count} for id_, count in _counted(rows, "employee_id").items()}


def of_contractors(tenant_id: UUID, connection_id: UUID, vendor_ids: Collection[str]) -> Used:
    """By vendor the time that QuickBooks keeps for them."""
    rows = mirror.time_activities(tenant_id, connection_id).filter(vendor_id__in=vendor_ids)
    return {id_: {"time entry": count} for id_, count in _counted(rows, "vendor_id").items()}


def of_vendors(tenant_id: UUID, connection_id: UUID, vendor_ids: Collection[str]) -> Used:
    """By vendor the purchase orders in QuickBooks."""
    rows = mirror.purchase_orders(tenant_id, connection_id).filter(vendor_id__in=vendor_ids)
    return {id_: {"purchase order": count} for id_, count in _counted(rows, "vendor_id").items()}


def _counted(rows: QuerySet[Any], column: str) -> Counter[Any]:
    return Counter(dict(rows.order_by().values_list(column).annotate(Count("qbo_id"))))
