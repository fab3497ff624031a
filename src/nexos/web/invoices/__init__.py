"""Invoices: list, detail, and their way to QuickBooks."""
