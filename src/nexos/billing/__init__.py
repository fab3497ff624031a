"""Invoices born here. Paid and partly paid are QuickBooks' words and live in the mirror."""
