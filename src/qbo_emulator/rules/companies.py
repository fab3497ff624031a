"""CompanyInfo and Preferences: what an update may change (reference 9.1, 9.2)."""

from qbo_emulator.rules import faults
from qbo_emulator.rules.request import Write
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.shelf import dig
from qbo_emulator.store.text import Json


def compose_company_info(draft: Draft, write: Write) -> None:
    """CompanyName and CompanyAddr are required (Intuit, CompanyInfo)."""
    for needed in ("CompanyName", "CompanyAddr"):
        if needed not in write.after:
            raise faults.missing(needed)


def compose_preferences(draft: Draft, write: Write) -> None:
    """A sparse update merges group by group: a group sent in part keeps the rest of it.

    Raises Fault 6000 for multicurrency switched off, which cannot be undone (Intuit, Preferences).
    """
    if write.before and write.sparse:
        for name, value in write.sent.items():
            stored = write.before.get(name)
            if isinstance(value, dict) and isinstance(stored, dict):
                write.after[name] = stored | value
    if _multicurrency(write.before) and not _multicurrency(write.after):
        raise faults.business("Multicurrency cannot be switched off once it is on.", "CurrencyPrefs")


def _multicurrency(preferences: Json | None) -> bool:
    return dig(preferences, "CurrencyPrefs.MultiCurrencyEnabled") is True
