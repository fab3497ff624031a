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
from nexos.quickbooks.mirror.queries.payments import (
    Applied,
    PaymentOnInvoice,
    applied,
    payment,
    payments,
    payments_of_invoice,
)

__all__ = [
    "Applied",
    "HeldCustomer",
    "HeldInvoices",
    "PaymentOnInvoice",
    "ancestors",
    "applied",
    "company_info",
    "counts",
    "coverage",
    "customer",
    "customers",
    "descendants",
    "employees",
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
    "quarantined",
    "shown_lines",
]
