"""TimeActivity: what the server makes of what was sent (reference 9.16; codes 6290-6390)."""

from qbo_emulator.rules import dates, durations, faults
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json

WORKERS = {"Employee": "EmployeeRef", "Vendor": "VendorRef"}
DEFAULT_ITEM = "2"
"""Item "Hours" of every company."""


def compose_time_activity(draft: Draft, write: Write) -> None:
    """Worker, duration and billing checked; a billable entry owns a hidden charge in the transaction sequence."""
    entry = write.after
    _check_worker(entry)
    durations.check(draft, write)
    dates.date_document(draft, entry)
    durations.place_times(entry)
    entry.setdefault("Taxable", False)
    entry.setdefault("CostRate", 0)
    _bill(draft, write)
    if "ItemRef" not in entry and (item := draft.get("Item", DEFAULT_ITEM)):
        entry["ItemRef"] = {"value": DEFAULT_ITEM, "name": item["Name"]}


def refuse_billed(_draft: Draft, entry: Json) -> None:
    """Raise Fault 800 for an entry that an invoice bills."""
    if entry.get("BillableStatus") == "HasBeenBilled":
        raise faults.has_dependents("The time entry is billed: unlink it from its invoice first")


def _check_worker(entry: Json) -> None:
    """Raise Fault 6300 (NameOf), 6290 (both), 2020 (neither)."""
    if entry["NameOf"] not in WORKERS:
        raise faults.refused("6300", entry["NameOf"], element="NameOf")
    if "EmployeeRef" in entry and "VendorRef" in entry:
        raise faults.refused("6290", entry["VendorRef"]["value"], element="VendorRef")
    if WORKERS[entry["NameOf"]] not in entry:
        raise faults.missing(WORKERS[entry["NameOf"]])


def _bill(draft: Draft, write: Write) -> None:
    """Raise Fault 6310 (customer), 6320 (status), 6330 (rate), 2170 for HasBeenBilled (recorded), an invoice's word."""
    entry, before = write.after, write.before
    status = entry.setdefault("BillableStatus", "NotBillable")
    if status == "HasBeenBilled" and (before or {}).get("BillableStatus") != "HasBeenBilled":
        raise faults.refused("2170", "BillableStatus", "HAS_BEEN_BILLED", element="BillableStatus")
    if status not in ("Billable", "NotBillable", "HasBeenBilled"):
        raise faults.refused("6320", status, element="BillableStatus")
    if status == "NotBillable":
        entry["HourlyRate"] = 0
        return
    if "CustomerRef" not in entry:
        raise faults.refused("6310", element="CustomerRef")
    if "HourlyRate" not in entry or money(entry["HourlyRate"]) < 0:
        raise faults.refused("6330", entry.get("HourlyRate", ""), element="HourlyRate")
    if "TimeChargeId" not in entry:
        entry["TimeChargeId"] = draft.next_number("transaction")
