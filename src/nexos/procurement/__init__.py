"""Vendors: whom the provider buys from."""
