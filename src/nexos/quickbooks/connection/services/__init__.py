"""Connecting a QuickBooks company, parting from it, and starting afresh with another. Who may do so is for the caller
to check."""

from nexos.quickbooks.connection.services.connecting import attach, begin, finish
from nexos.quickbooks.connection.services.keys import save_credentials
from nexos.quickbooks.connection.services.notifications import note_notification
from nexos.quickbooks.connection.services.parting import Parting, disconnect
from nexos.quickbooks.connection.services.starting_afresh import start_afresh

__all__ = [
    "Parting",
    "attach",
    "begin",
    "disconnect",
    "finish",
    "note_notification",
    "save_credentials",
    "start_afresh",
]
