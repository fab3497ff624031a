"""What a list of the mapping can be narrowed to."""

from collections.abc import Mapping
from typing import Any

from nexos.quickbooks.mapping.states import NEEDS_YOU, RowState

TODO, ALL = "todo", "all"
LABELS = {
    TODO: "Needs you",
    ALL: "Everything",
    RowState.SUGGESTED.value: "Suggested",
    RowState.CONFLICT.value: "Conflict",
    RowState.ONLY_THERE.value: "Only in QuickBooks",
    RowState.ONLY_HERE.value: "Only here",
    RowState.INACTIVE.value: "Inactive in QuickBooks",
    RowState.LINKED.value: "Linked",
    RowState.LEFT_UNLINKED.value: "Left unlinked",
    RowState.WITH_PARENT.value: "Bill with their parent",
}


def chosen(request: Any, search: str, first: str = TODO) -> str:
    """What is asked for; without a right answer everything while something is searched, else `first`."""
    show = request.GET.get("show", "")
    return show if show in LABELS else ALL if search else first


def counted(counts: Mapping[RowState, int], labels: Mapping[str, str] = LABELS) -> list[tuple[str, str, int]]:
    """Value, words and number of rows of each choice."""
    return [(value, label, _count(counts, value)) for value, label in labels.items()]


def matches(state: RowState, show: str) -> bool:
    """Whether a row of this state is shown."""
    return show == ALL or state == show or (show == TODO and state in NEEDS_YOU)


def _count(counts: Mapping[RowState, int], show: str) -> int:
    return sum(count for state, count in counts.items() if matches(state, show))
