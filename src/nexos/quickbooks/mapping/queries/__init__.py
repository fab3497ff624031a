"""Who is who: single answers for pulling and pushing, and the rows of the mapping pages."""

from nexos.quickbooks.mapping.queries.bulk import bulk, bulk_rows, bulk_under_way
from nexos.quickbooks.mapping.queries.customers import (
    CustomerRow,
    Show,
    creatable,
    customer_rows,
    standings,
    state_counts,
    sure,
)
from nexos.quickbooks.mapping.queries.employees import EmployeeRow, employee_rows
from nexos.quickbooks.mapping.queries.links import (
    Counts,
    Dependents,
    ToDecide,
    company_of,
    counts,
    creates_companies,
    customer_of,
    customers_of,
    dependents,
    employee_of,
    item_of,
    items_of,
    to_decide,
)

__all__ = [
    "Counts",
    "CustomerRow",
    "Dependents",
    "EmployeeRow",
    "Show",
    "ToDecide",
    "bulk",
    "bulk_rows",
    "bulk_under_way",
    "company_of",
    "counts",
    "creatable",
    "creates_companies",
    "customer_of",
    "customer_rows",
    "customers_of",
    "dependents",
    "employee_of",
    "employee_rows",
    "item_of",
    "items_of",
    "standings",
    "state_counts",
    "sure",
    "to_decide",
]
