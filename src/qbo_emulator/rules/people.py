"""Customer, Vendor and Employee: names, uniqueness across the three, inactivation (reference 9.4-9.6)."""

import re

from qbo_emulator.catalog.people import NAME_PARTS
from qbo_emulator.rules import addresses, balances, faults, preferences, trees
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json, plain

SHARING_NAMES = ("Customer", "Vendor", "Employee")
FORBIDDEN = ":\t\n"


def compose_customer(draft: Draft, write: Write) -> None:
    """Names, place in the tree, balances and defaults of a customer."""
    customer, before = write.after, write.before
    _name(draft, write)
    if customer.get("Job") and "ParentRef" not in customer:
        raise faults.Fault("6150", "ParentRef Required Validation Error", "ParentRef is required for a Job.")
    customer["Job"] = "ParentRef" in customer
    opening = money((before or write.sent).get("Balance"))
    customer["Balance"] = plain(opening)
    customer["BalanceWithJobs"] = (before or {}).get("BalanceWithJobs", plain(opening))
    customer.setdefault("Taxable", False)
    customer.setdefault("BillWithParent", False)
    customer.setdefault("PreferredDeliveryMethod", "Print")
    customer.setdefault("IsProject", False)
    customer.setdefault("ClientEntityId", "0")
    _keep_currency(draft, write)
    addresses.number_addresses(draft, customer)
    trees.place(draft, write, "DisplayName", most_levels=4)
    _move_balance(draft, before, customer)


def compose_vendor(draft: Draft, write: Write) -> None:
    """Names, balance and defaults of a vendor; the tax identifier is masked to its last 4 digits (Intuit)."""
    vendor, before = write.after, write.before
    _name(draft, write)
    vendor["Balance"] = plain(money((before or write.sent).get("Balance")))
    vendor.setdefault("Vendor1099", False)
    if "TaxIdentifier" in write.sent and vendor.get("TaxIdentifier"):
        vendor["TaxIdentifier"] = "X" * (len(vendor["TaxIdentifier"]) - 4) + vendor["TaxIdentifier"][-4:]
    _keep_currency(draft, write)
    addresses.number_addresses(draft, vendor)


def compose_employee(draft: Draft, write: Write) -> None:
    """Names and defaults of an employee; the SSN is masked (Intuit)."""
    employee = write.after
    if not employee.get("GivenName") and not employee.get("FamilyName"):
        raise faults.missing("GivenName")
    _name(draft, write)
    employee.setdefault("BillableTime", False)
    if "SSN" in employee:
        employee["SSN"] = re.sub(r"\w", "X", employee["SSN"])
    addresses.number_addresses(draft, employee)


def _name(draft: Draft, write: Write) -> None:
    person, before = write.after, write.before
    if not person.get("DisplayName"):
        parts = [person[part] for part in NAME_PARTS if person.get(part)]
        if write.sparse and before:
            person["DisplayName"] = before["DisplayName"]
        elif parts:
            person["DisplayName"] = " ".join(parts)
        else:
            raise faults.Fault(
                "6080",
                "No Name Provided",
                "At least one of Title, GivenName, MiddleName, FamilyName, DisplayName, Suffix is required.",
            )
    for part in (*NAME_PARTS, "DisplayName"):
        if any(character in FORBIDDEN for character in str(person.get(part, ""))):
            raise faults.invalid_string(part, "names cannot contain a colon, tab or new line")
    _check_email(person)
    person.setdefault("Active", True)
    if not before or "PrintOnCheckName" not in person:
        person.setdefault("PrintOnCheckName", person.get("CompanyName") or person["DisplayName"])
    if before and before.get("Active") is not False and not person["Active"]:
        _inactivate(draft, write)
    elif person["Active"] and (not before or before.get("DisplayName") != person["DisplayName"]):
        _refuse_duplicate(draft, write)


def _check_email(person: Json) -> None:
    address = (person.get("PrimaryEmailAddr") or {}).get("Address")
    if address is not None and ("@" not in address or "." not in address):
        raise faults.invalid_value("2210", "Invalid Email Address Format", "PrimaryEmailAddr", address)


def _inactivate(draft: Draft, write: Write) -> None:
    """Rename to "... (deleted)"; a repeated one gets a number, so that the old name is free again (recorded)."""
    person, before = write.after, write.before or {}
    if money(before.get("Balance")):
        raise faults.Fault(
            "6220", "Delete Entity Has Balance Error", f"{write.entity.name} has an open balance.", element="Active"
        )
    name = before["DisplayName"]
    person["DisplayName"] = f"{name} (deleted)"
    attempt = 0
    while _holders(draft, person["DisplayName"], person["Id"]):
        attempt += 1
        person["DisplayName"] = f"{name} (deleted-{attempt})"


def _refuse_duplicate(draft: Draft, write: Write) -> None:
    holders = _holders(draft, write.after["DisplayName"], write.after.get("Id"))
    if holders:
        raise faults.duplicate_name(holders[0])


def _holders(draft: Draft, name: str, own_id: str | None) -> list[str]:
    return [
        object_id
        for entity in SHARING_NAMES
        for object_id in draft.find(entity, "DisplayName", name)
        if object_id != own_id
    ]


def _keep_currency(draft: Draft, write: Write) -> None:
    """A name's currency is fixed when it is created (Intuit, CurrencyRef)."""
    if write.before and "CurrencyRef" in write.before:
        write.after["CurrencyRef"] = write.before["CurrencyRef"]
    else:
        write.after.setdefault("CurrencyRef", preferences.home_currency(draft))


def _move_balance(draft: Draft, before: Json | None, customer: Json) -> None:
    old = ((before or {}).get("ParentRef") or {}).get("value")
    new = (customer.get("ParentRef") or {}).get("value")
    if old != new:
        balance = money(customer["BalanceWithJobs"])
        balances.climb(draft, "Customer", old, -balance, "BalanceWithJobs")
        balances.climb(draft, "Customer", new, balance, "BalanceWithJobs")
