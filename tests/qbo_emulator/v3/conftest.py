"""One furnished company and its API."""

from company_api import api, customer, employee, invoice_of, item_line, pay, vendor

__all__ = ["api", "customer", "employee", "invoice_of", "item_line", "pay", "vendor"]
