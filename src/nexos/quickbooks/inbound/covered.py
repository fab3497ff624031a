"""Which kinds of objects are pulled, and how their changes are learnt."""

from datetime import timedelta

COVERED = ("Item", "Employee", "Customer", "Invoice", "Payment")
"""Change data capture covers these: one call asks for all of them (Intuit, "Change data capture")."""

POLLED = ("CompanyInfo", "Preferences")
"""Not known to be covered, and they hardly change: read once in POLL_EVERY."""

POLL_EVERY = timedelta(days=1)

_NAME_LISTS = frozenset({"Item", "Employee", "Customer"})


def inactive_too(entity: str) -> str:
    """The condition without which QuickBooks hides inactive names (recorded); documents have no such field."""
    return "Active IN (true, false)" if entity in _NAME_LISTS else ""
