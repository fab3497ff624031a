"""Pages for a person who acts as the company's bookkeeper: what a client's users would do inside QuickBooks."""

from qbo_emulator.bookkeeper.routes import handle, serves

__all__ = ["handle", "serves"]
