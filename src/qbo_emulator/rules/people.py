"""Customer, Vendor and Employee: what the server makes of what was sent (reference 9.4-9.6)."""

from qbo_emulator.catalog.people import NAME_PARTS
from qbo_emulator.rules import addresses, balances, contacts, faults, inactive, opening, preferences, trees
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json

SHARING_NAMES = ("Customer", "Vendor", "Employee")
FORBIDDEN = ":\t\n"
TAX_EXEMPTIONS = range(1, 16)
"""TaxExemptionReasonId (Intuit, Customer)."""

MASKED_SSN = "XXX-XX-XXXX"


def compose_customer(draft: Draft, write: Write) -> None:
    """Names, place in the tree, balances and defaults of a customer; an opening balance becomes an invoice."""
    customer, before = write.after, write.before
    trees.leave_parent(write, "Job")
    _name(draft, write)
    for flag in ("Job", "BillWithParent"):
        if customer.get(flag) and "ParentRef" not in customer:
            raise faults.refused("6150", f"{flag} is true", element="ParentRef")
    customer["Job"] = "ParentRef" in customer
    customer.setdefault("Taxable", False)
    customer.setdefault("BillWithParent", False)
    customer.setdefault("PreferredDeliveryMethod", "Print")
    if before is None:  # customers recorded before 2021 have neither, and get neither by an edit
        customer.setdefault("IsProject", False)
        customer.setdefault("ClientEntityId", "0")
    if customer.get("TaxExemptionReasonId") not in (None, *TAX_EXEMPTIONS):
        raise faults.refused(
            "2240", "TaxExemptionReasonId", customer["TaxExemptionReasonId"], element="TaxExemptionReasonId"
        )
    contacts.check(draft, write)
    addresses.number_addresses(draft, customer)
    _refuse_other_payer(draft, write)
    if inactive.goes(before, customer):
        _refuse_unbilled(draft, customer)
    trees.place(draft, write, "DisplayName", most_levels=4)
    for balance in ("Balance", "BalanceWithJobs"):
        customer[balance] = (before or {}).get(balance, 0)
    _move_balance(draft, before, customer)
    if before is None:
        opening.bill_customer(draft, customer, write.sent.get("Balance"))


def compose_vendor(draft: Draft, write: Write) -> None:
    """Names, balance and defaults of a vendor; an opening balance becomes a bill.

    The tax identifier is masked to its last 4 digits (Intuit, Vendor).
    """
    vendor, before = write.after, write.before
    _name(draft, write)
    vendor["Balance"] = (before or {}).get("Balance", 0)
    vendor.setdefault("Vendor1099", False)
    if "TaxIdentifier" in write.sent and vendor.get("TaxIdentifier"):
        vendor["TaxIdentifier"] = "X" * (len(vendor["TaxIdentifier"]) - 4) + vendor["TaxIdentifier"][-4:]
    contacts.check(draft, write)
    addresses.number_addresses(draft, vendor)
    if before is None:
        opening.owe_vendor(draft, vendor, write.sent.get("Balance"))


def compose_employee(draft: Draft, write: Write) -> None:
    """Names and defaults of an employee; the SSN is masked (Intuit).

    With payroll the display name is the parts of the name, an address is needed, and there is no bill rate.
    """
    employee, payroll = write.after, preferences.payroll(draft)
    if not employee.get("GivenName") and not employee.get("FamilyName"):
        raise faults.missing("GivenName")
    if payroll:
        employee.pop("DisplayName", None)
        _refuse_unpayable(write)
    _name(draft, write, keep_display_name=not payroll)
    employee.setdefault("BillableTime", False)
    if payroll or not employee["BillableTime"]:
        employee.pop("BillRate", None)
    if "SSN" in employee:
        employee["SSN"] = MASKED_SSN
    if employee.get("ReleasedDate") and employee["ReleasedDate"] < employee.get("HiredDate", ""):
        raise faults.refused("2190", "ReleasedDate", employee["ReleasedDate"], element="ReleasedDate")
    contacts.check(draft, write)
    addresses.number_addresses(draft, employee)


def _name(draft: Draft, write: Write, *, keep_display_name: bool = True) -> None:
    person, before = write.after, write.before
    if not person.get("DisplayName"):
        person["DisplayName"] = _display_name(write, keep=keep_display_name)
    for part in (*NAME_PARTS, "DisplayName"):
        if any(character in FORBIDDEN for character in str(person.get(part, ""))):
            raise faults.invalid_string(part, "names cannot contain a colon, tab or new line")
    person.setdefault("Active", True)
    if not before or "PrintOnCheckName" not in person:
        person.setdefault("PrintOnCheckName", person.get("CompanyName") or person["DisplayName"])
    if inactive.goes(before, person):
        _retire(draft, write)
        return
    if inactive.comes_back(before, person):
        person["DisplayName"] = inactive.former_name(person["DisplayName"])
    if person["Active"] and (not before or before.get("DisplayName") != person["DisplayName"]):
        holders = _holders(draft, person["DisplayName"], person["Id"])
        if holders:
            raise faults.duplicate_name(holders[0])


def _display_name(write: Write, *, keep: bool) -> str:
    """The stored one, which a sparse update cannot clear, else the parts. Raises Fault 6080 without any."""
    if keep and write.sparse and write.before:
        return str(write.before["DisplayName"])
    parts = [write.after[part] for part in NAME_PARTS if write.after.get(part)]
    if not parts:
        raise faults.refused("6080")
    return " ".join(parts)


def _retire(draft: Draft, write: Write) -> None:
    person, before = write.after, write.before or {}
    if money(before.get("Balance")):
        raise faults.refused("6220", write.entity.name.lower(), element="Active")
    person["DisplayName"] = inactive.retired_name(
        before["DisplayName"], lambda name: bool(_holders(draft, name, person["Id"]))
    )


def _holders(draft: Draft, name: str, own_id: str) -> list[str]:
    return [
        object_id
        for entity in SHARING_NAMES
        for object_id in draft.find(entity, "DisplayName", name)
        if object_id != own_id
    ]


def _refuse_other_payer(draft: Draft, write: Write) -> None:
    """Raise Fault 6130: who pays cannot be changed once there are invoices."""
    customer, before = write.after, write.before
    if before is None:
        return
    billed_by_parent = before.get("BillWithParent", False)
    moved = before.get("ParentRef", {}).get("value") != customer.get("ParentRef", {}).get("value")
    other_payer = billed_by_parent != customer["BillWithParent"] or (billed_by_parent and moved)
    if other_payer and draft.find("Invoice", "CustomerRef", customer["Id"]):
        raise faults.refused("6130", element="BillWithParent")


def _refuse_unbilled(draft: Draft, customer: Json) -> None:
    """Raise Fault 6280 for a customer with billable time that no invoice took."""
    for entry_id in draft.find("TimeActivity", "CustomerRef", customer["Id"]):
        if (draft.get("TimeActivity", entry_id) or {}).get("BillableStatus") == "Billable":
            raise faults.refused("6280", element="Active")


def _refuse_unpayable(write: Write) -> None:
    """Raise Fault 2020 for an employee payroll cannot pay, 2040 for a mask sent back as SSN (Intuit, Employee)."""
    if "SSN" in write.sent and write.sent["SSN"] == MASKED_SSN:
        raise faults.invalid_string("SSN", "the masked number cannot be sent back")
    address = write.after.get("PrimaryAddr") or {}
    for needed in ("City", "CountrySubDivisionCode", "PostalCode"):
        if not address.get(needed):
            raise faults.missing(f"PrimaryAddr.{needed}")


def _move_balance(draft: Draft, before: Json | None, customer: Json) -> None:
    old = ((before or {}).get("ParentRef") or {}).get("value")
    new = (customer.get("ParentRef") or {}).get("value")
    if old != new:
        balance = money(customer["BalanceWithJobs"])
        balances.climb(draft, "Customer", old, -balance, "BalanceWithJobs")
        balances.climb(draft, "Customer", new, balance, "BalanceWithJobs")
