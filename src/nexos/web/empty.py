"""What a page says when it has nothing to show."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Empty:
    """What will be here, what fills it, and one action: its words and where it leads."""

    icon: str
    title: str
    text: str
    action: str = ""
    address: str = ""


def no_match(search: str, address: str) -> Empty:
    """A search without a result; `address` is the list without it."""
    title = f"Nothing matches “{search}”" if search else "Nothing matches"
    return Empty("search", title, "Try fewer letters, or another word.", "Clear the filters", address)
