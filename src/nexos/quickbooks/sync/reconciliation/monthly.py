"""Documents by month and kind, here and in QuickBooks' report. Pure; amounts are minor units of the home currency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nexos.quickbooks.sync.reconciliation.document import Document


@dataclass(frozen=True, slots=True)
class Listed:
    """One document as one side lists it; `customer_id` is empty where it does not say."""

    document: Document
    day: date
    minor: int
    customer_id: str = ""

    @property
    def month(self) -> date:
        """Its first day."""
        return self.day.replace(day=1)


@dataclass(slots=True)
class Sum:
    """Count and total of one kind in one month, by both sides."""

    here: int = 0
    there: int = 0
    here_count: int = 0
    there_count: int = 0

    @property
    def agrees(self) -> bool:
        """To the cent and to the document."""
        return (self.here, self.here_count) == (self.there, self.there_count)


class Months:
    """The sums of both sides, and the documents they list differently."""

    def __init__(self, months: Iterable[date], kinds: Iterable[str]) -> None:
        self.sums = {(month, kind): Sum() for month in months for kind in kinds}
        self._here: dict[Document, Listed] = {}
        self._there: dict[Document, Listed] = {}

    def add(self, here: Iterable[Listed], there: Iterable[Listed]) -> None:
        """Takes what both sides list of some of the months; only what differs is kept."""
        listed = {one.document: one for one in there}
        for one in listed.values():
            self._count(one, there=1)
        for one in here:
            self._count(one, here=1)
            other = listed.pop(one.document, None)
            if other is None or not _alike(one, other):
                self._here[one.document] = one
                if other is not None:
                    self._there[one.document] = other
        self._there.update(listed)

    @property
    def differing(self) -> set[Document]:
        """Documents that only one side lists, or both with other figures."""
        return self._here.keys() | self._there.keys()

    def trust_the_object(self, document: Document) -> None:
        """The document itself, read once more, is as it is here: what the report said of it does not count."""
        if said := self._there.pop(document, None):
            self._count(said, there=-1)
        if one := self._here.pop(document, None):
            self._count(one, there=1)

    def _count(self, one: Listed, *, here: int = 0, there: int = 0) -> None:
        total = self.sums.get((one.month, one.document[0]))
        if total is not None:
            total.here += here * one.minor
            total.here_count += here
            total.there += there * one.minor
            total.there_count += there


def _alike(one: Listed, other: Listed) -> bool:
    if one.customer_id and other.customer_id and one.customer_id != other.customer_id:
        return False
    return (one.day, one.minor) == (other.day, other.minor)
