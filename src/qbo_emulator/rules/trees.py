"""Objects below one another: full names, levels, and the children that follow a rename."""

from qbo_emulator.rules import faults
from qbo_emulator.rules.request import Write
from qbo_emulator.store.draft import Draft, Manner
from qbo_emulator.store.text import Json


def place(draft: Draft, write: Write, name_property: str, *, most_levels: int, level_shown: bool = True) -> None:
    """Set FullyQualifiedName and Level from the parents, and carry a change down to the children.

    Raises Fault 2500 (no such parent), 900 (its own parent), 6180 (too deep).
    """
    obj = write.after
    above = _above(draft, write.entity.name, obj)
    if len(above) > most_levels:
        raise faults.Fault("6180", "Sub Level Limit", f"At most {most_levels + 1} levels can be nested.")
    _qualify(obj, name_property, above[0] if above else None, len(above), level_shown=level_shown)
    if write.before and obj["FullyQualifiedName"] != write.before.get("FullyQualifiedName"):
        draft.put(write.entity.name, obj)
        _requalify(draft, write.entity.name, obj, name_property, len(above), level_shown=level_shown)


def _above(draft: Draft, entity: str, obj: Json) -> list[Json]:
    found: list[Json] = []
    current = obj
    while "ParentRef" in current:
        parent_id = current["ParentRef"]["value"]
        parent = draft.get(entity, parent_id)
        if parent_id == obj.get("Id"):
            raise faults.parent_is_itself(entity)
        if parent is None:
            raise faults.invalid_reference("ParentRef")
        found.append(parent)
        current = parent
    return found


def _qualify(obj: Json, name_property: str, parent: Json | None, level: int, *, level_shown: bool) -> None:
    if parent is None:
        obj["FullyQualifiedName"] = obj[name_property]
        obj.pop("Level", None)
    else:
        obj["FullyQualifiedName"] = f"{parent['FullyQualifiedName']}:{obj[name_property]}"
        if level_shown:
            obj["Level"] = level


def _requalify(draft: Draft, entity: str, parent: Json, name_property: str, level: int, *, level_shown: bool) -> None:
    for child_id in draft.find(entity, "ParentRef", parent["Id"]):
        child = draft.get(entity, child_id)
        if child and child["Id"] != parent["Id"]:
            _qualify(child, name_property, parent, level + 1, level_shown=level_shown)
            draft.put(entity, child, Manner.TOUCH)
            _requalify(draft, entity, child, name_property, level + 1, level_shown=level_shown)
