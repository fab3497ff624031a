"""Account, Item, Term, Class and Department: what the server makes of what was sent (reference 9.3, 9.7-9.10)."""

from qbo_emulator.catalog.lists import CLASSIFICATION
from qbo_emulator.rules import faults, preferences, trees
from qbo_emulator.rules.request import Write
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json

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
    _name(draft, write, forbidden='":')
    if "AccountType" not in account and "AccountSubType" not in account and "Classification" not in account:
        raise faults.Fault(
            "6010", "Invalid Account Type", "An AccountType or an AccountSubType is required.", element="AccountType"
        )
    if "AccountType" not in account:
        account["AccountType"] = TYPE_OF_CLASS.get(str(account.get("Classification")), "Expense")
    account["Classification"] = CLASSIFICATION[account["AccountType"]]
    account.setdefault("CurrencyRef", preferences.home_currency(draft))
    account["SubAccount"] = "ParentRef" in account
    for balance in ("CurrentBalance", "CurrentBalanceWithSubAccounts"):
        account[balance] = (before or {}).get(balance, 0)
    trees.place(draft, write, "Name", most_levels=4, level_shown=False)


def compose_item(draft: Draft, write: Write) -> None:
    """Type, accounts, full name and defaults of a product or service."""
    item = write.after
    _name(draft, write, forbidden=":\t\n")
    kind = item["Type"]
    if kind == "Inventory":
        for needed in ("IncomeAccountRef", "ExpenseAccountRef", "AssetAccountRef", "InvStartDate", "QtyOnHand"):
            if needed not in item:
                raise faults.missing(needed)
        if write.before and write.before.get("Type") == "Inventory":
            item["QtyOnHand"] = write.before["QtyOnHand"]
        item["TrackQtyOnHand"] = True
    elif kind in ("Service", "NonInventory") and "IncomeAccountRef" not in item and "ExpenseAccountRef" not in item:
        raise faults.missing("IncomeAccountRef")
    if kind != "Category":
        for name, default in (("Taxable", False), ("UnitPrice", 0), ("PurchaseCost", 0), ("TrackQtyOnHand", False)):
            item.setdefault(name, default)
    if "ParentRef" in item:
        item["SubItem"] = True
    trees.place(draft, write, "Name", most_levels=4)


def refuse_deleted_item(_draft: Draft, item: Json) -> None:
    """Raise Fault 500: only a category is deleted, everything else is made inactive."""
    if item.get("Type") != "Category":
        raise faults.unsupported("Operation delete is not supported for Item, except a Category")


def compose_term(draft: Draft, write: Write) -> None:
    """A STANDARD term needs DueDays, a DATE_DRIVEN one DayOfMonthDue (1-31)."""
    term = write.after
    _name(draft, write, forbidden="", by_parent=False)
    if "DayOfMonthDue" in term:
        if not 1 <= term["DayOfMonthDue"] <= 31:
            raise faults.invalid_value("2240", "Invalid Number Range", "DayOfMonthDue", term["DayOfMonthDue"])
        term["Type"] = "DATE_DRIVEN"
        return
    if "DueDays" not in term:
        raise faults.missing("DueDays")
    if not 0 <= term["DueDays"] <= 999:
        raise faults.invalid_value("2240", "Invalid Number Range", "DueDays", term["DueDays"])
    term["Type"] = "STANDARD"


def compose_class(draft: Draft, write: Write) -> None:
    """Full name of a class."""
    _name(draft, write, forbidden=":")
    write.after["SubClass"] = "ParentRef" in write.after
    trees.place(draft, write, "Name", most_levels=4, level_shown=False)


def compose_department(draft: Draft, write: Write) -> None:
    """Full name of a location."""
    _name(draft, write, forbidden=":")
    write.after["SubDepartment"] = "ParentRef" in write.after
    trees.place(draft, write, "Name", most_levels=4, level_shown=False)


def _name(draft: Draft, write: Write, *, forbidden: str, by_parent: bool = True) -> None:
    """Check the characters and the uniqueness among active objects, and rename what is made inactive."""
    obj, before = write.after, write.before
    obj.setdefault("Active", True)
    if any(character in forbidden for character in obj["Name"]):
        raise faults.invalid_string("Name", "the name contains a character that is not allowed")
    if not obj["Active"]:
        if before and before.get("Active") is not False:
            obj["Name"] = f"{before['Name']} (deleted)"
        return
    if before and (before["Name"], before.get("ParentRef")) == (obj["Name"], obj.get("ParentRef")):
        return
    for other_id in draft.find(write.entity.name, "Name", obj["Name"]):
        other = draft.get(write.entity.name, other_id) or {}
        same_parent = (other.get("ParentRef") or {}).get("value") == (obj.get("ParentRef") or {}).get("value")
        if other_id != obj.get("Id") and other.get("Active") is not False and (same_parent or not by_parent):
            raise faults.duplicate_name(other_id)
