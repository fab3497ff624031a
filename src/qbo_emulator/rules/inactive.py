"""Names that go and come back: QuickBooks deletes no name, it makes it inactive and renames it.

Recorded: DisplayName, Name and FullyQualifiedName get " (deleted)", PrintOnCheckName keeps the old name, which is free
to be used again; a second one of that name gets " (deleted-1)" [likely]. What a reactivation does, nothing settles:
here the suffix comes off, and a name that was taken meanwhile is refused with 6240, as any name in use is.
"""

import re
from collections.abc import Callable

from qbo_emulator.store.text import Json

_SUFFIX = re.compile(r" \(deleted(?:-\d+)?\)$")


def goes(before: Json | None, after: Json) -> bool:
    """Whether this write makes the object inactive."""
    return before is not None and before.get("Active") is not False and after.get("Active") is False


def comes_back(before: Json | None, after: Json) -> bool:
    """Whether this write makes the object active again."""
    return before is not None and before.get("Active") is False and after.get("Active") is True


def retired_name(name: str, is_taken: Callable[[str], bool]) -> str:
    """The name an object has while it is inactive."""
    retired, attempt = f"{name} (deleted)", 0
    while is_taken(retired):
        attempt += 1
        retired = f"{name} (deleted-{attempt})"
    return retired


def former_name(name: str) -> str:
    """The name without the suffix of inactivity."""
    return _SUFFIX.sub("", name)
