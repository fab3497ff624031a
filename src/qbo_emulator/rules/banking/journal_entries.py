"""JournalEntry: what the server makes of what was sent (Intuit, JournalEntry; reference A8)."""

from decimal import Decimal

from qbo_emulator.rules import dates, exchange, faults
from qbo_emulator.rules.names import name_of
from qbo_emulator.rules.purchasing.lines import number
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import ZERO, money
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json

FEWEST_LINES = 2
NEEDS_NAME = {"Accounts Receivable": "Customer", "Accounts Payable": "Vendor"}
"""Whose account it is: a line on one of these types of account needs a name of that list."""


def compose(draft: Draft, write: Write) -> None:
    """Lines checked and numbered from 0; debits equal credits and TotalAmt is 0 (recorded 13 of 13).

    It is not numbered; a number that was sent is kept and may be used again (recorded 6 of 6, reference E4).
    Raises Fault 2020, 2250, 2260, 2290, 2300, 2500, 6000.
    """
    entry, before = write.after, write.before
    dates.date_document(draft, entry)
    dates.refuse_closed_period(draft, entry, before)
    if len(entry["Line"]) < FEWEST_LINES:
        raise faults.no_lines()
    stored = {line["Id"]: line for line in (before or {}).get("Line", []) if "Id" in line}
    for line in entry["Line"]:
        _check(draft, line, stored.get(line.get("Id")) or {})
    number(entry["Line"], list(stored), placed=False, first=0)
    if sum((signed(line) for line in entry["Line"]), ZERO):
        raise faults.refused("2300", element="Line")
    entry.setdefault("Adjustment", False)
    exchange.denominate(draft, entry, before, {})
    if not (entry.get("TxnTaxDetail") or {}).get("TaxLine"):
        entry["TxnTaxDetail"] = {}
    entry["TotalAmt"] = 0


def signed(line: Json) -> Decimal:
    """The amount of a line, a debit positive."""
    amount = money(line.get("Amount"))
    return amount if line["JournalEntryLineDetail"]["PostingType"] == "Debit" else -amount


def _check(draft: Draft, line: Json, stored: Json) -> None:
    if line.get("Amount") is None:
        raise faults.missing("Amount")
    if money(line["Amount"]) < 0:
        raise faults.Fault("2290", "Negative Amount", "Negative amounts aren't supported on transaction lines.")
    detail = line.get("JournalEntryLineDetail")
    if detail is None:
        raise faults.missing("JournalEntryLineDetail")
    if "PostingType" not in detail:
        raise faults.refused("2260", element="PostingType")
    if "AccountRef" not in detail:
        raise faults.missing("AccountRef")
    if "Entity" in detail:
        _check_name(draft, detail["Entity"], stored.get("JournalEntryLineDetail", {}).get("Entity"))
    account = draft.get("Account", detail["AccountRef"]["value"]) or {}
    needs = NEEDS_NAME.get(str(account.get("AccountType")))
    if needs and detail.get("Entity", {}).get("Type") != needs:
        raise faults.business(
            f"When you use {account['AccountType']}, you must choose a {needs.lower()} in the Name field.", "Entity"
        )
    line.setdefault("DetailType", "JournalEntryLineDetail")
    line.setdefault("CustomExtensions", [])


def _check_name(draft: Draft, entity: Json, before: Json | None) -> None:
    """`{"Type", "EntityRef": {"value", "name"}}`."""
    if "EntityRef" not in entity:
        raise faults.missing("EntityRef")
    reference = {"value": entity["EntityRef"]["value"]} | ({"type": entity["Type"]} if "Type" in entity else {})
    known = {"type": before.get("Type")} | before["EntityRef"] if before else None
    name_of(draft, reference, "EntityRef", known)
    entity |= {"Type": reference["type"], "EntityRef": {"value": reference["value"], "name": reference["name"]}}
