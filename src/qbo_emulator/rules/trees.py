"""Objects below one another: full names, levels, and the children that follow a rename."""

from qbo_emulator.rules import faults, inactive
from qbo_emulator.rules.request import Write
from qbo_emulator.store.draft import Draft, Manner
from qbo_emulator.store.text import Json


def leave_parent(write: Write, child_flag: str) -> None:
    """A child whose flag (`Job`, `SubAccount`, ...) is sent as false goes to the top, unless a parent is sent too."""
    if write.sent.get(child_flag) is False and "ParentRef" not in write.sent:
        write.after.pop("ParentRef", None)


def flag_child(write: Write, child_flag: str) -> None:
    """Set the flag by the parent. Raises Fault 6150 for a child without one."""
    leave_parent(write, child_flag)
    if write.sent.get(child_flag) and "ParentRef" not in write.after:
        raise faults.refused("6150", f"{child_flag} is true", element="ParentRef")
    write.after[child_flag] = "ParentRef" in write.after


def place(draft: Draft, write: Write, name_property: str, *, most_levels: int, level_shown: bool = True) -> None:
    """Set FullyQualifiedName and Level from the parents, and carry a change down to the children.

    The children's LastUpdatedTime moves, their SyncToken does not: nothing settles it, links and balances do so.
    Raises Fault 2500 (no such parent), 900 (below itself), 6180 (too deep), 6000 (inactive above active ones: nothing
    settles what the service says).
    """
    obj, entity = write.after, write.entity.name
    above = _above(draft, entity, obj)
    if len(above) + _depth(draft, entity, obj["Id"]) > most_levels:
        raise faults.refused("6180", most_levels + 1, element="ParentRef")
    if inactive.goes(write.before, obj) and _has_active_children(draft, entity, obj["Id"]):
        raise faults.business(f"Make the {entity} objects below this one inactive first.", "Active")
    _qualify(obj, name_property, above[0] if above else None, len(above), level_shown=level_shown)
    if write.before and obj["FullyQualifiedName"] != write.before.get("FullyQualifiedName"):
        draft.put(entity, obj)
        _requalify(draft, entity, obj, name_property, len(above), level_shown=level_shown)


def requalify(draft: Draft, entity: str, obj: Json, name_property: str, *, level_shown: bool) -> None:
    """Give the children of an object the full names that follow from its own."""
    _requalify(draft, entity, obj, name_property, len(_above(draft, entity, obj)), level_shown=level_shown)


def children(draft: Draft, entity: str, parent_id: str) -> list[Json]:
    """The objects directly below one."""
    found = [draft.get(entity, each) for each in draft.find(entity, "ParentRef", parent_id)]
    return [child for child in found if child and (child.get("ParentRef") or {}).get("value") == parent_id]


def _above(draft: Draft, entity: str, obj: Json) -> list[Json]:
    found: list[Json] = []
    current = obj
    while "ParentRef" in current:
        parent_id = current["ParentRef"]["value"]
        parent = draft.get(entity, parent_id)
        if parent_id == obj.get("Id") or any(each["Id"] == parent_id for each in found):
            raise faults.parent_is_itself(entity)
        if parent is None:
            raise faults.invalid_reference("ParentRef")
        found.append(parent)
        current = parent
    return found


def _depth(draft: Draft, entity: str, object_id: str) -> int:
    """How many levels there are below an object."""
    return max((1 + _depth(draft, entity, child["Id"]) for child in children(draft, entity, object_id)), default=0)


def _has_active_children(draft: Draft, entity: str, object_id: str) -> bool:
    return any(child.get("Active") is not False for child in children(draft, entity, object_id))


def _qualify(obj: Json, name_property: str, parent: Json | None, level: int, *, level_shown: bool) -> None:
    if parent is None:
        obj["FullyQualifiedName"] = obj[name_property]
        obj.pop("Level", None)
    else:
        obj["FullyQualifiedName"] = f"{parent['FullyQualifiedName']}:{obj[name_property]}"
        if level_shown:
            obj["Level"] = level


def _requalify(draft: Draft, entity: str, parent: Json, name_property: str, level: int, *, level_shown: bool) -> None:
    for child in children(draft, entity, parent["Id"]):
        if child["Id"] != parent["Id"]:
            _qualify(child, name_property, parent, level + 1, level_shown=level_shown)
            draft.put(entity, child, Manner.TOUCH)
            _requalify(draft, entity, child, name_property, level + 1, level_shown=level_shown)
