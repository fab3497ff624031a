"""Account: type, number, place in the chart (reference 9.7)."""

from qbo_emulator.catalog.account_types import CLASSIFICATION, SUB_TYPES, TYPE_OF_SUB_TYPE
from qbo_emulator.rules import contacts, faults, inactive, listed, opening, preferences, trees
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import money
from qbo_emulator.rules.system_accounts import SYSTEM
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json

OF_NAMES = frozenset({"Accounts Receivable", "Accounts Payable"})
"""Types of the accounts that hold what customers and vendors owe: no account becomes or ceases to be one."""

NUMBER_LENGTHS = {"AU": 20, "CA": 20}
"""Longest AcctNum by country, 7 elsewhere (Intuit, Account)."""

KIND = ("AccountType", "AccountSubType")

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
    _keep_kind(before, account)
    _classify(account, write.sent)
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


def _keep_kind(before: Json | None, account: Json) -> None:
    """Raise Fault 6000 for another type of an account of the system's, of receivables or of payables.

    QuickBooks' screens do not offer it either; which code the API answers nothing settles.
    """
    if before is None:
        return
    if _is_fixed(before):
        for name in KIND:
            account.setdefault(name, before.get(name))
    changes = any(account.get(name) != before.get(name) for name in KIND)
    if changes and (_is_fixed(before) or _is_fixed(account)):
        raise faults.business(f"The type of the account {account['Name']} cannot be changed.", "AccountType")


def _is_fixed(account: Json) -> bool:
    return account.get("AccountType") in OF_NAMES or account.get("AccountSubType") in SYSTEM


def _classify(account: Json, sent: Json) -> None:
    """The type by the sub-type, the other way round by the default; a new type takes its default sub-type along.

    Raises Fault 6010 without either, and for two sent that do not belong together.
    """
    sub_type = account.get("AccountSubType")
    own_type = TYPE_OF_SUB_TYPE.get(str(sub_type))
    if own_type and account.get("AccountType", own_type) != own_type:
        match sent.get("AccountType"), sent.get("AccountSubType"):
            case str(), str():
                raise faults.refused("6010", element="AccountSubType")
            case str(), None:
                sub_type = None
            case None, str():
                account["AccountType"] = own_type
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
