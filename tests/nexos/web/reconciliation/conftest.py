"""Northwind with a connected company at the emulator."""

from connected_books import books, connect, emulator

__all__ = ["books", "connect", "emulator"]
