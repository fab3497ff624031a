"""Notes and links: what an Attachable must say and whom it may hang on."""

from qbo_emulator.catalog import entity_named
from qbo_emulator.rules import faults
from qbo_emulator.rules.request import Write
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json

FIRST_ID = 5000000000000000000
"""Ids have 19 digits (recorded)."""


def compose_attachable(draft: Draft, write: Write) -> None:
    """Give a new one its id, and its links their default.

    Raises Fault 2020 (neither file name nor note), 6000 for a link to what is not there (recorded), 2000 for one to
    an entity that does not exist.
    """
    after = write.after
    if not after.get("FileName") and not after.get("Note"):
        raise faults.missing("Note")
    if write.before is None and len(after["Id"]) < len(str(FIRST_ID)):
        after["Id"] = str(FIRST_ID + int(after["Id"]))
    stored = (write.before or {}).get("AttachableRef", [])
    if "AttachableRef" in after:
        after["AttachableRef"] = [link if link in stored else _link(draft, link) for link in after["AttachableRef"]]


def _link(draft: Draft, link: Json) -> Json:
    target = link.get("EntityRef") or {}
    if not target.get("type") or not target.get("value"):
        return link
    name = str(target["type"])
    known = entity_named(name)
    if known is None and not draft.books.shelf(name).live():
        raise faults.Fault("2000", "Invalid or unsupported object name", f"Object Name: {name}")
    entity = known.name if known else name
    if draft.get(entity, target["value"]) is None:
        raise faults.business(
            f"The entity {entity} {target['value']} that you are trying to link does not exist."
            f" {entity} {target['value']}"
        )
    reference = {"value": target["value"], "type": entity}
    return {"EntityRef": reference, "IncludeOnSend": False} | {name: link[name] for name in link if name != "EntityRef"}
