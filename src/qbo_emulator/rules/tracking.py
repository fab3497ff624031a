"""Classes and locations on documents: kept where the company tracks them, silently left out elsewhere.

Reference 9.10: ClassRef per transaction or per line according to Preferences, not both. What happens to one that is
not tracked, nothing settles; it is read like tax in a company without sales tax, which is ignored.
"""

from qbo_emulator.rules import preferences
from qbo_emulator.rules.request import Write
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json


def keep_tracked(draft: Draft, write: Write) -> None:
    """Drop what was sent and is not tracked from a document or time entry; what is stored already stays."""
    doc, sent = write.after, write.sent
    if write.entity.sequence != "transaction" and write.entity.name != "TimeActivity":
        return
    per_txn, per_line = preferences.classes_per_txn(draft), preferences.classes_per_line(draft)
    kept_on_header = per_txn or (write.entity.name == "TimeActivity" and per_line)
    if "ClassRef" in sent and not kept_on_header:
        doc.pop("ClassRef", None)
    if "DepartmentRef" in sent and not preferences.locations(draft):
        doc.pop("DepartmentRef", None)
    if "Line" in sent and not per_line:
        _drop_classes(doc["Line"])


def _drop_classes(lines: list[Json]) -> None:
    for line in lines:
        for name, detail in line.items():
            if name.endswith("LineDetail") and isinstance(detail, dict):
                detail.pop("ClassRef", None)
                _drop_classes(detail.get("Line", []))
