"""Quotes: list, detail, form, and what becomes of them."""
