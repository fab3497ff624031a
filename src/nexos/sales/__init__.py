"""Quotes: what is offered, and what the client accepted."""
