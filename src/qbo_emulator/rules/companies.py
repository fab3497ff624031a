"""CompanyInfo and Preferences: what an update may change (reference 9.1, 9.2)."""

from qbo_emulator.rules import faults
from qbo_emulator.rules.request import Write
from qbo_emulator.store.draft import Draft


def compose_company_info(draft: Draft, write: Write) -> None:
    """CompanyName and CompanyAddr are required (Intuit, CompanyInfo)."""
    for needed in ("CompanyName", "CompanyAddr"):
        if needed not in write.after:
            raise faults.missing(needed)


def compose_preferences(draft: Draft, write: Write) -> None:
    """A sparse update merges group by group: a group sent in part keeps the rest of it."""
    if write.before and write.sparse:
        for name, value in write.sent.items():
            stored = write.before.get(name)
            if isinstance(value, dict) and isinstance(stored, dict):
                write.after[name] = stored | value
