"""TimeActivity: what the server makes of what was sent (reference 9.16; codes 6290-6390)."""

from qbo_emulator.rules import dates, faults
from qbo_emulator.rules.request import Write
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json

WORKERS = {"Employee": "EmployeeRef", "Vendor": "VendorRef"}
DEFAULT_ITEM = "2"
"""Item "Hours" of every company."""


def compose_time_activity(draft: Draft, write: Write) -> None:
    """Worker, duration and billing checked; a billable entry owns a hidden charge in the transaction sequence."""
    entry, before = write.after, write.before
    if "EmployeeRef" in entry and "VendorRef" in entry:
        raise faults.Fault("6290", "Invalid Employee Or Vendor", "Only one of EmployeeRef and VendorRef is allowed.")
    worker = WORKERS[entry["NameOf"]]
    if worker not in entry:
        raise faults.missing(worker)
    _check_duration(write)
    dates.date_document(draft, entry)
    billed_before = before is not None and before.get("BillableStatus") == "HasBeenBilled"
    status = entry.setdefault("BillableStatus", "NotBillable")
    if status == "HasBeenBilled" and not billed_before:
        raise faults.invalid_value("2170", "Invalid Enumeration", "BillableStatus", "HAS_BEEN_BILLED")
    entry.setdefault("Taxable", False)
    entry.setdefault("CostRate", 0)
    if status == "NotBillable":
        entry["HourlyRate"] = 0
    elif "CustomerRef" not in entry:
        raise faults.Fault(
            "6310", "Customer Missing", "CustomerRef is required for billable time.", element="CustomerRef"
        )
    elif "HourlyRate" not in entry:
        raise faults.Fault(
            "6330", "Hourly Rate Missing", "HourlyRate is required for billable time.", element="HourlyRate"
        )
    elif "TimeChargeId" not in entry:
        entry["TimeChargeId"] = draft.next_number("transaction")
    if "ItemRef" not in entry and (item := draft.get("Item", DEFAULT_ITEM)):
        entry["ItemRef"] = {"value": DEFAULT_ITEM, "name": item["Name"]}


def _check_duration(write: Write) -> None:
    entry = write.after
    spans = "StartTime" in entry or "EndTime" in entry
    counts = "Hours" in entry or "Minutes" in entry
    if spans and counts:
        raise faults.Fault("6390", "Conflicting Time", "Give either Hours and Minutes or StartTime and EndTime.")
    if not spans and not counts:
        raise faults.Fault("6350", "Time Missing", "Hours and Minutes, or StartTime and EndTime, are required.")
    if spans and not ("StartTime" in entry and "EndTime" in entry):
        raise faults.Fault("6360", "Invalid Start or End Time", "StartTime and EndTime go together.")
    if counts:
        entry.setdefault("Hours", 0)
        entry.setdefault("Minutes", 0)
        entry.setdefault("Seconds", 0)
        if not (0 <= entry["Hours"] <= 8760 and 0 <= entry["Minutes"] <= 59):
            raise faults.Fault("6380", "Duration Out Of Range", "At most 8760 hours and 59 minutes.", element="Hours")


def refuse_billed(_draft: Draft, entry: Json) -> None:
    """Raise Fault 800 for an entry that an invoice bills."""
    if entry.get("BillableStatus") == "HasBeenBilled":
        raise faults.has_dependents("The time entry is billed: unlink it from its invoice first")
