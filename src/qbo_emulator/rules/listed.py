"""The Name of what stands in a list: its characters, its uniqueness, and what becomes of it when it is inactive."""

from qbo_emulator.rules import faults, inactive
from qbo_emulator.rules.request import Write
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json


def name(draft: Draft, write: Write, *, forbidden: str, by_parent: bool = True) -> None:
    """Check the name, unique among active objects (of one parent), and rename what goes or comes back.

    Raises Fault 2040 for a forbidden character, 6240 for a name in use.
    """
    obj, before = write.after, write.before
    obj.setdefault("Active", True)
    if any(character in forbidden for character in obj["Name"]):
        raise faults.invalid_string("Name", "the name contains a character that is not allowed")
    if inactive.goes(before, obj):
        obj["Name"] = inactive.retired_name(
            (before or obj)["Name"], lambda retired: bool(_others(draft, write, retired, by_parent=by_parent))
        )
    if inactive.comes_back(before, obj):
        obj["Name"] = inactive.former_name(obj["Name"])
    if not obj["Active"]:
        return
    if before and (before["Name"], _parent(before), before.get("Active")) == (obj["Name"], _parent(obj), True):
        return
    for other in _others(draft, write, obj["Name"], by_parent=by_parent):
        if other.get("Active") is not False:
            raise faults.duplicate_name(other["Id"])


def _others(draft: Draft, write: Write, wanted: str, *, by_parent: bool) -> list[Json]:
    found = [draft.get(write.entity.name, each) for each in draft.find(write.entity.name, "Name", wanted)]
    return [
        other
        for other in found
        if other and other["Id"] != write.after["Id"] and (not by_parent or _parent(other) == _parent(write.after))
    ]


def _parent(obj: Json) -> str | None:
    return (obj.get("ParentRef") or {}).get("value")
