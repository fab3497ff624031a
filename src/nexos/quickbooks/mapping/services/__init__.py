"""Linking and unlinking, by a person or by rule, one or many together. All of it needs the tenant's scope; nothing
calls QuickBooks.

After a pull: `settle_customers` when customers changed, `compare_again` when invoices wait for some, `settle_vendors`
when vendors changed, `link_exact_employees` when employees changed, `link_items` with the ids of the items that did,
`assign_exact` when terms changed.
"""

from nexos.quickbooks.mapping.services.assignments import accept_assignments, assign, assign_exact, unassign
from nexos.quickbooks.mapping.services.bulk import decide_together, stop
from nexos.quickbooks.mapping.services.copying import Created
from nexos.quickbooks.mapping.services.creation import create_missing_companies, set_creation
from nexos.quickbooks.mapping.services.customers import (
    CustomersSettled,
    accept,
    link_customer,
    link_exact,
    settle_customers,
    unlink_customer,
)
from nexos.quickbooks.mapping.services.employees import (
    accept_employees,
    link_contractor,
    link_employee,
    link_exact_employees,
    unlink_contractor,
    unlink_employee,
)
from nexos.quickbooks.mapping.services.items import ItemsSettled, link_items
from nexos.quickbooks.mapping.services.leaving import leave_unlinked, take_back
from nexos.quickbooks.mapping.services.standings import compare_again, refresh
from nexos.quickbooks.mapping.services.vendors import (
    VendorsSettled,
    accept_vendors,
    create_missing_vendors,
    link_vendor,
    settle_vendors,
    unlink_vendor,
)

__all__ = [
    "Created",
    "CustomersSettled",
    "ItemsSettled",
    "VendorsSettled",
    "accept",
    "accept_assignments",
    "accept_employees",
    "accept_vendors",
    "assign",
    "assign_exact",
    "compare_again",
    "create_missing_companies",
    "create_missing_vendors",
    "decide_together",
    "leave_unlinked",
    "link_contractor",
    "link_customer",
    "link_employee",
    "link_exact",
    "link_exact_employees",
    "link_items",
    "link_vendor",
    "refresh",
    "set_creation",
    "settle_customers",
    "settle_vendors",
    "stop",
    "take_back",
    "unassign",
    "unlink_contractor",
    "unlink_customer",
    "unlink_employee",
    "unlink_vendor",
]
