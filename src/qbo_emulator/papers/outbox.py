"""The mails a company "sent": nothing leaves the emulator, a test reads them here."""

from datetime import datetime, timedelta

import msgspec

from qbo_emulator.rules import faults
from qbo_emulator.store.ledger import Ledger, Noted

MOST_A_DAY = 40
"""Mails a sandbox company may send a day (Intuit, "Limits and throttles"); here within 24 hours."""


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """One mail: which document went to whom, when (aware UTC)."""

    entity: str
    id: str
    doc_number: str
    to: str
    cc: str = ""
    bcc: str = ""
    time: datetime


class Outbox:
    """A company's mails, oldest first."""

    def __init__(self, ledger: Ledger) -> None:
        self._mails = Noted(ledger, "mail", Mail)

    def mails(self) -> list[Mail]:
        """All that were sent."""
        return list(self._mails.values())

    def refuse_too_many(self, now: datetime) -> None:
        """Raise Fault 6000 when the day's mails are used up (nothing settles the code)."""
        since = now - timedelta(days=1)
        if sum(since < mail.time <= now for mail in self._mails.values()) >= MOST_A_DAY:
            raise faults.business(f"You have reached the limit of {MOST_A_DAY} emails per day.")

    def send(self, mail: Mail) -> None:
        """Put a mail with the others."""
        self._mails[f"{len(self._mails) + 1:09d}"] = mail
