"""The accounts QuickBooks keeps for itself, and what it posts to when nobody says where.

A company may have several accounts of such a kind; what clients add later is not the system's (reference C9).
"""

from collections.abc import Iterable

from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json

SYSTEM = frozenset({"RetainedEarnings", "UndepositedFunds", "OpeningBalanceEquity"})
"""Their sub-types: neither parents nor children, always active, always of that type."""


def oldest(ids: Iterable[str]) -> str:
    """The account that was there first, by the number it has; "" of none."""
    return min(ids, key=lambda each: (len(each), each), default="")


def undeposited_funds(draft: Draft) -> Json | None:
    """A reference to where received money lies until it is brought to the bank."""
    found = oldest(draft.find("Account", "AccountSubType", "UndepositedFunds"))
    return {"value": found} if found else None


def opening_balance_equity(draft: Draft) -> str:
    """Id of the account opening balances are posted against, "" without one."""
    return oldest(draft.find("Account", "AccountSubType", "OpeningBalanceEquity"))
