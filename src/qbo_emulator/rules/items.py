"""Item: products, services, bundles and the categories above them (reference 9.3)."""

from qbo_emulator.rules import faults, listed, standing, trees
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json

ACCOUNT_TYPES = {
    "IncomeAccountRef": ("Income", "Other Income"),
    "ExpenseAccountRef": ("Expense", "Other Expense", "Cost of Goods Sold"),
    "AssetAccountRef": ("Other Current Asset",),
}
"""What each account of an item may be (Intuit, Item)."""

OF_A_CATEGORY = frozenset({"Name", "Type", "Active", "SubItem", "ParentRef", "Level", "FullyQualifiedName"})
"""The properties of a category; the rest of what is sent for one is ignored."""

CHANGEABLE = frozenset({"Service", "NonInventory"})
"""Types that turn into one another, and into Inventory; no other change of type is allowed."""

DEFAULTS = (("Taxable", False), ("UnitPrice", 0), ("PurchaseCost", 0), ("TrackQtyOnHand", False))


def compose_item(draft: Draft, write: Write) -> None:
    """Type, accounts, full name and defaults of a product or service."""
    item, before = write.after, write.before
    listed.name(draft, write, forbidden=":\t\n")
    _check_type(before, item)
    if item["Type"] == "Category":
        for name in write.entity.by_name.keys() & item.keys() - OF_A_CATEGORY:
            if name in write.sent and name not in ("Id", "SyncToken", "sparse", "domain"):
                del item[name]
    elif item["Type"] == "Inventory":
        _check_inventory(draft, before, item)
    elif item["Type"] in CHANGEABLE and "IncomeAccountRef" not in item and "ExpenseAccountRef" not in item:
        raise faults.missing("IncomeAccountRef")
    if item["Type"] != "Category":
        for name, default in DEFAULTS:
            item.setdefault(name, default)
        _check_accounts(draft, write)
    trees.flag_child(write, "SubItem")
    if not item["SubItem"]:
        del item["SubItem"]
    trees.place(draft, write, "Name", most_levels=4)


def refuse_deleted_item(draft: Draft, item: Json) -> None:
    """Raise Fault 500: only a category is deleted, everything else is made inactive; 800 for one that is not empty."""
    if item.get("Type") != "Category":
        raise faults.unsupported("Operation delete is not supported for Item, except a Category")
    if trees.children(draft, "Item", item["Id"]):
        raise faults.has_dependents("The category has items: move them first")


def _check_type(before: Json | None, item: Json) -> None:
    """Raise Fault 2120 for a change of type QuickBooks does not make."""
    if before is None or before.get("Type") == item["Type"]:
        return
    if before.get("Type") not in CHANGEABLE or item["Type"] not in {*CHANGEABLE, "Inventory"}:
        raise faults.refused("2120", "Type", item["Type"], element="Type")


def _check_inventory(draft: Draft, before: Json | None, item: Json) -> None:
    """Raise Fault 5020 (edition), 2020 (what is missing), 2160 (a quantity below 0); QtyOnHand is set once."""
    standing.refuse_below(draft.books, standing.INVENTORY, element="Type")
    for needed in ("IncomeAccountRef", "ExpenseAccountRef", "AssetAccountRef", "InvStartDate", "QtyOnHand"):
        if needed not in item:
            raise faults.missing(needed)
    if before and before.get("Type") == "Inventory":
        item["QtyOnHand"] = before["QtyOnHand"]
    elif money(item["QtyOnHand"]) < 0:
        raise faults.refused("2160", "QtyOnHand", item["QtyOnHand"], element="QtyOnHand")
    item["TrackQtyOnHand"] = True


def _check_accounts(draft: Draft, write: Write) -> None:
    """Raise Fault 6430 for an account of the wrong type; a missing one is refused with 2500 elsewhere."""
    for name, types in ACCOUNT_TYPES.items():
        if write.sent.get(name):
            account = draft.get("Account", write.sent[name]["value"])
            if account and account.get("AccountType") not in types:
                raise faults.refused("6430", account.get("AccountType"), element=name)
