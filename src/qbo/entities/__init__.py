"""Typed QuickBooks objects (being filled)."""
