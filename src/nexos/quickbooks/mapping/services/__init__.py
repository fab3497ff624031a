"""Linking and unlinking, by a person or by rule, one or many together. All of it needs the tenant's scope; nothing
calls QuickBooks.

After a pull: `settle_customers` when customers changed, `compare_again` when invoices wait for some,
`link_exact_employees` when employees changed, `link_items` with the ids of the items that did.
"""

from nexos.quickbooks.mapping.services.bulk import decide_together
from nexos.quickbooks.mapping.services.creation import Created, create_missing_companies, set_creation
from nexos.quickbooks.mapping.services.customers import (
    CustomersSettled,
    accept,
    link_customer,
    link_exact,
    settle_customers,
    unlink_customer,
)
from nexos.quickbooks.mapping.services.employees import link_employee, link_exact_employees, unlink_employee
from nexos.quickbooks.mapping.services.items import ItemsSettled, link_item, link_items, unlink_item
from nexos.quickbooks.mapping.services.leaving import leave_unlinked, take_back
from nexos.quickbooks.mapping.services.standings import compare_again, refresh

__all__ = [
    "Created",
    "CustomersSettled",
    "ItemsSettled",
    "accept",
    "compare_again",
    "create_missing_companies",
    "decide_together",
    "leave_unlinked",
    "link_customer",
    "link_employee",
    "link_exact",
    "link_exact_employees",
    "link_item",
    "link_items",
    "refresh",
    "set_creation",
    "settle_customers",
    "take_back",
    "unlink_customer",
    "unlink_employee",
    "unlink_item",
]
