"""One thing a person has to do, and how much waits for it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from nexos.kit.money import Money


class Kind(StrEnum):
    """What sort of cause it is, the most pressing first."""

    CONNECTION = "connection"
    SYNC = "sync"
    RECONCILIATION = "reconciliation"
    ALLOWANCE = "allowance"
    NEEDS_PERSON = "needs_person"
    REFUSED = "refused"
    NEEDS_RECONNECT = "needs_reconnect"
    BLOCKED = "blocked"
    VOIDED_THERE = "voided_there"
    DELETED_THERE = "deleted_there"
    DIFFERS = "differs"
    OUT_OF_DATE = "out_of_date"
    QUARANTINED = "quarantined"
    NO_CUSTOMER = "no_customer"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Cause:
    """`kind` and `subject` (which customer, document, kind of object) make it what it is. `name` is what people call
    the company, product or customer it is about. `count` records wait for it, worth `totals` (one per currency), since
    `since`; where it is one document of ours, `record_id` and `number` are its own. `reason` and `target` are those of
    a blocked push. `sentence` says why, where the rows do."""

    kind: Kind
    subject: str = ""
    name: str = ""
    count: int = 0
    totals: tuple[Money, ...] = ()
    since: datetime | None = None
    record_id: UUID | None = None
    number: str = ""
    reason: str = ""
    target: str = ""
    sentence: str = ""

    @property
    def key(self) -> str:
        """What it is known by: the same cause has the same key as long as it stands."""
        return f"{self.kind}:{self.subject}" if self.subject else str(self.kind)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One record that waits for a cause. `record_id` is ours, `qbo_id` QuickBooks'; one of the two may be absent."""

    number: str
    name: str
    on: date | None
    total: Money | None
    record_id: UUID | None = None
    qbo_id: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which causes to look at: all but these keys, or with `only` just these."""

    keys: frozenset[str] = frozenset()
    only: bool = False

    def __contains__(self, key: str) -> bool:
        return (key in self.keys) == self.only

    def subjects(self, kind: Kind) -> list[str]:
        """The subjects of its keys of one kind."""
        parts = [key.partition(":") for key in self.keys]
        return [subject for found, _, subject in parts if found == kind]


def totals(amounts: Iterable[tuple[str | None, int | None]]) -> tuple[Money, ...]:
    """From currencies and minor units, the largest first; unknown ones are left out."""
    sums = [Money.from_minor(minor, currency) for currency, minor in amounts if minor is not None and currency]
    return tuple(sorted(sums, key=lambda money: -money.amount))
