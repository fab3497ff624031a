"""Payments, read from QuickBooks."""
