"""Northwind with a connected company at the emulator, and tenants that come new."""

from connected_books import books, connect, emulator
from newcomers import newcomer

__all__ = ["books", "connect", "emulator", "newcomer"]
