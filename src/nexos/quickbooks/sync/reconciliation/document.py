"""A document as both sides know it. Pure."""

from collections import defaultdict
from collections.abc import Iterable

type Document = tuple[str, str]
"""QuickBooks' kind and Id."""


def by_kind(documents: Iterable[Document]) -> dict[str, list[str]]:
    """Their Ids by kind, in order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for kind, qbo_id in sorted(documents):
        found[kind].append(qbo_id)
    return found
