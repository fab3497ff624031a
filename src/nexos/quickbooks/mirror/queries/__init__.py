"""Reads of the mirror. Deleted objects are never among them, unless a docstring says so."""

from nexos.quickbooks.mirror.queries.company import company_info, coverage, preferences
from nexos.quickbooks.mirror.queries.counts import counts, held_counts, quarantined
from nexos.quickbooks.mirror.queries.customers import (
    ancestors,
    customer,
    customers,
    descendants,
    employees,
)
from nexos.quickbooks.mirror.queries.held import HeldCustomer, HeldInvoices, held_invoices
from nexos.quickbooks.mirror.queries.invoices import invoice, invoice_lines, invoices, shown_lines
from nexos.quickbooks.mirror.queries.items import item, items
from nexos.quickbooks.mirror.queries.lists import (
    account,
    accounts,
    classes,
    departments,
    tax_code,
    tax_codes,
    tax_rates,
    term,
    terms,
    vendor,
    vendors,
)
from nexos.quickbooks.mirror.queries.payments import (
    Applied,
    PaymentOnInvoice,
    applied,
    payment,
    payments,
    payments_of_invoice,
)
from nexos.quickbooks.mirror.queries.purchasing import (
    has_time_activities,
    purchase_order,
    purchase_order_lines,
    purchase_orders,
    time_activities,
    time_activity,
)
from nexos.quickbooks.mirror.queries.sales import (
    credit_memo,
    credit_memo_lines,
    credit_memos,
    estimate,
    estimate_lines,
    estimates,
)

__all__ = [
    "Applied",
    "HeldCustomer",
    "HeldInvoices",
    "PaymentOnInvoice",
    "account",
    "accounts",
    "ancestors",
    "applied",
    "classes",
    "company_info",
    "counts",
    "coverage",
    "credit_memo",
    "credit_memo_lines",
    "credit_memos",
    "customer",
    "customers",
    "departments",
    "descendants",
    "employees",
    "estimate",
    "estimate_lines",
    "estimates",
    "has_time_activities",
    "held_counts",
    "held_invoices",
    "invoice",
    "invoice_lines",
    "invoices",
    "item",
    "items",
    "payment",
    "payments",
    "payments_of_invoice",
    "preferences",
    "purchase_order",
    "purchase_order_lines",
    "purchase_orders",
    "quarantined",
    "shown_lines",
    "tax_code",
    "tax_codes",
    "tax_rates",
    "term",
    "terms",
    "time_activities",
    "time_activity",
    "vendor",
    "vendors",
]
