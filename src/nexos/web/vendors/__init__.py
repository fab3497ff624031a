"""Vendors: list, detail, form."""
