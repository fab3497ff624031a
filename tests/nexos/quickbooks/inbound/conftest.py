"""Northwind with a connected company at the emulator, and tenants that come new."""

from connected_books import books, connect, emulator
from emulator_process import _private_process, private_emulator
from newcomers import newcomer

__all__ = ["_private_process", "books", "connect", "emulator", "newcomer", "private_emulator"]
