"""What a row of a mapping page is about. Pure."""

from enum import StrEnum


class RowState(StrEnum):
    """What a row is about, in the order of the page."""

    CONFLICT = "conflict"
    SUGGESTED = "suggested"
    INACTIVE = "inactive"
    ONLY_THERE = "only_there"
    ONLY_HERE = "only_here"
    LINKED = "linked"
    LEFT_UNLINKED = "left_unlinked"
    WITH_PARENT = "with_parent"

    @property
    def rank(self) -> int:
        """Its place in that order."""
        return list(RowState).index(self)


NEEDS_YOU = frozenset({RowState.CONFLICT, RowState.SUGGESTED, RowState.INACTIVE, RowState.ONLY_THERE})
OPEN = NEEDS_YOU - {RowState.INACTIVE}  # without a company
