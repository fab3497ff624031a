"""Account: type, number, place in the chart (reference 9.7)."""

from qbo_emulator.catalog.account_types import CLASSIFICATION, SUB_TYPES, TYPE_OF_SUB_TYPE
from qbo_emulator.rules import contacts, faults, inactive, listed, opening, preferences, trees
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json

SYSTEM = frozenset({"RetainedEarnings", "UndepositedFunds", "OpeningBalanceEquity"})
"""Sub-types of the accounts QuickBooks keeps for itself: neither parents nor children, always active."""

NUMBER_LENGTHS = {"AU": 20, "CA": 20}
"""Longest AcctNum by country, 7 elsewhere (Intuit, Account)."""

TYPE_OF_CLASS = {
    "Asset": "Other Current Asset",
    "Equity": "Equity",
    "Expense": "Expense",
    "Liability": "Other Current Liability",
    "Revenue": "Income",
}


def compose_account(draft: Draft, write: Write) -> None:
    """Type, classification, full name and balances of an account."""
    account, before = write.after, write.before
    listed.name(draft, write, forbidden='":')
    _classify(account)
    _check_number(draft, account)
    contacts.keep_currency(draft, write)
    trees.flag_child(write, "SubAccount")
    for balance in ("CurrentBalance", "CurrentBalanceWithSubAccounts"):
        account[balance] = (before or {}).get(balance, 0)
    if before:
        account.pop("OpeningBalance", None)
        account.pop("OpeningBalanceDate", None)
    if inactive.goes(before, account):
        _refuse_closing(account)
    trees.place(draft, write, "Name", most_levels=4, level_shown=False)
    _check_parent(draft, account)
    if before is None:
        opening.open_account(draft, account)


def _classify(account: Json) -> None:
    """The type by the sub-type, the other way round by the default. Raises Fault 6010 without either."""
    sub_type = account.get("AccountSubType")
    if "AccountType" not in account:
        if sub_type is None and "Classification" not in account:
            raise faults.refused("6010", element="AccountType")
        by_class = TYPE_OF_CLASS.get(str(account.get("Classification")), "Expense")
        account["AccountType"] = TYPE_OF_SUB_TYPE.get(str(sub_type), by_class)
    if sub_type is None:
        account["AccountSubType"] = SUB_TYPES[account["AccountType"]].split()[0]
    account["Classification"] = CLASSIFICATION[account["AccountType"]]


def _check_number(draft: Draft, account: Json) -> None:
    """Raise Fault 2040 for a colon in AcctNum, 2050 for one that is too long in this country."""
    number = account.get("AcctNum", "")
    if ":" in number:
        raise faults.invalid_string("AcctNum", "the number cannot contain a colon")
    longest = NUMBER_LENGTHS.get(preferences.country(draft), 7)
    if len(number) > longest:
        raise faults.wrong_length("AcctNum", 0, longest, len(number))


def _check_parent(draft: Draft, account: Json) -> None:
    """Raise Fault 700 for a parent of another type, and for a system account above or below another."""
    if "ParentRef" not in account:
        return
    parent = draft.get("Account", account["ParentRef"]["value"]) or {}
    if parent.get("AccountType") != account["AccountType"]:
        raise faults.refused("700", "the parent account is of another type", element="ParentRef")
    if {account["AccountSubType"], parent.get("AccountSubType")} & SYSTEM:
        raise faults.refused("700", "a system account has neither parent nor children", element="ParentRef")


def _refuse_closing(account: Json) -> None:
    """Raise Fault 6000 for a system account, 6220 for one with a balance."""
    if account["AccountSubType"] in SYSTEM:
        raise faults.business(f"The account {account['Name']} is needed by QuickBooks.", "Active")
    if money(account["CurrentBalanceWithSubAccounts"]):
        raise faults.refused("6220", "account", element="Active")
