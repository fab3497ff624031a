"""The company itself and its settings: read daily, and QuickBooks' clock with them."""

from datetime import datetime

from nexos.kit import clock
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.mirror import reading


def read_company(pull: Pull) -> datetime:
    """Stores company info and preferences, two calls; returns what QuickBooks' clock said before them."""
    page = pull.client.query("CompanyInfo")
    pull.land("CompanyInfo", page.items, lambda *_: _polled(pull, "CompanyInfo"))
    preferences = pull.client.preferences()
    pull.land("Preferences", [preferences], lambda *_: _polled(pull, "Preferences"))
    return page.time


def _polled(pull: Pull, entity: str) -> None:
    reading.note_poll(pull.tenant_id, pull.connection_id, entity, clock.now())
