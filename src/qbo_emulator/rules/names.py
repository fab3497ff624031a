"""References to a name of any of the three lists, told apart by their type (Intuit, EntityRef)."""

from qbo_emulator.rules import faults
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json

LISTS = ("Vendor", "Customer", "Employee")


def name_of(draft: Draft, reference: Json, element: str, before: Json | None) -> None:
    """Complete `{"value", "type"}` with the name; without a type it is found in whichever list holds the id.

    One that stands so already stays as it is. Raises Fault 2020, 2500 (missing or inactive).
    """
    if before and (before.get("value"), before.get("type")) == (reference.get("value"), reference.get("type")):
        reference.update(before)
        return
    if "value" not in reference:
        raise faults.missing(f"{element}.value")
    kind, found = find(draft, reference["value"], reference.get("type"))
    if found is None or found.get("Active") is False:
        raise faults.invalid_reference(element)
    reference |= {"name": found["DisplayName"], "type": kind}


def find(draft: Draft, object_id: str, kind: str | None) -> tuple[str, Json | None]:
    """The list an id is in (ids of the three do not repeat: recorded), and the object, None when it is nowhere."""
    for each in (kind,) if kind else LISTS:
        found = draft.get(each, object_id)
        if found is not None:
            return each, found
    return kind or "", None
