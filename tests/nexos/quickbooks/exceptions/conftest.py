"""Northwind connected to a small company at the emulator."""

from connected_books import books, connect
from emulator_process import _private_process, emulator, private_emulator

__all__ = ["_private_process", "books", "connect", "emulator", "private_emulator"]
