"""What of ours goes to QuickBooks as which object there, many to one: a kind says what the two sides are, and inherits
how such an assignment is made, undone and suggested.

Another kind is a subclass of `Assigned` and its line in `assigned.KINDS`; page, counts, search and suggestions follow.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from nexos.kit import clock
from nexos.kit.errors import NotFound
from nexos.kit.events import publish
from nexos.quickbooks.mapping.archived import refuse_archived
from nexos.quickbooks.mapping.events import Assigned as AssignedFact
from nexos.quickbooks.mapping.models import Assignment, How


@dataclass(frozen=True, slots=True)
class Ours:
    """`key` tells it apart within its kind. `code` is an identifier that both sides may share (a SKU, days), and
    `other_names` are what it may be called there."""

    key: str
    name: str
    about: str = ""
    code: str = ""
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theirs:
    """An object in QuickBooks; `about` is what else tells it apart, `type` what decides whether it fits."""

    id: str
    name: str
    about: str = ""
    code: str = ""
    type: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Made:
    """An assignment as it was made; `by` is empty for one made by rule."""

    qbo_id: str
    how: str
    by: str
    at: datetime


class Assigned(ABC):
    """One kind in one connection. `here` and `there` name the two sides in a sentence, and `without` says what becomes
    of ours that are not assigned. `by_itself`: the same code is assigned after each pull; others only suggest it."""

    kind: ClassVar[str]
    here: ClassVar[str]
    there: ClassVar[str]
    without: ClassVar[str]
    same_code: ClassVar[How] = How.SAME_SKU
    by_itself: ClassVar[bool] = False

    def __init__(self, tenant_id: UUID, connection_id: UUID) -> None:
        self.tenant_id, self.connection_id = tenant_id, connection_id

    @abstractmethod
    def ours(self) -> Sequence[Ours]:
        """All that can be assigned, in the order people look for it."""

    @abstractmethod
    def theirs(self) -> Sequence[Theirs]:
        """All it can be assigned to, inactive ones too, by name."""

    def one(self, key: str) -> Ours:
        """Raises NotFound."""
        found = next((one for one in self.ours() if one.key == key), None)
        if found is None:
            raise NotFound(f"There is no such {self.here}.")
        return found

    def absent(self) -> str:
        """Why there is nothing to assign here, as a sentence; empty when there is."""
        return ""

    def needed(self) -> bool:
        """Whether something waits while ours are not assigned."""
        return False

    def fits(self, ours: Ours, theirs: Theirs) -> bool:
        """Whether ours may go as theirs."""
        return True

    def only(self, ours: Ours) -> str:
        """Which of theirs fit and why, as a sentence; empty when all do."""
        return ""

    def used(self, keys: Collection[str]) -> Mapping[str, Mapping[str, int]]:
        """By key what hangs on its assignment, counted by noun: {"30": {"company": 12}}."""
        return {}

    def open_count(self) -> int:
        """How many of ours are not assigned."""
        made = self.made()
        return sum(one.key not in made for one in self.ours())

    def made(self) -> dict[str, Made]:
        """The assignments by key."""
        rows = self._rows().select_related("linked_by")
        return {
            row.key: Made(row.qbo_id, row.how, row.linked_by.name if row.linked_by else "", row.linked_at)
            for row in rows
        }

    def make(self, key: str, qbo_id: str, how: How, by: UUID | None) -> None:
        """Assigns one of ours, instead of what it was assigned to. Raises ConnectionArchived."""
        refuse_archived(self.tenant_id, self.connection_id)
        with transaction.atomic():
            self._store(key, qbo_id, how, by)
            cause = "person" if by else "rule"
            publish(AssignedFact(self.tenant_id, cause, self.connection_id, self.kind, (key,)))

    def undo(self, key: str) -> bool:
        """Whether there was something to undo. Raises ConnectionArchived."""
        refuse_archived(self.tenant_id, self.connection_id)
        return bool(self._rows().filter(key=key).delete()[0])

    def _store(self, key: str, qbo_id: str, how: How, by: UUID | None) -> None:
        values = {"qbo_id": qbo_id, "how": how, "linked_by_id": by, "linked_at": clock.now()}
        Assignment.objects.of(self.tenant_id).update_or_create(
            connection_id=self.connection_id,
            kind=self.kind,
            key=key,
            defaults=values,
            create_defaults={**values, "tenant_id": self.tenant_id},
        )

    def _rows(self) -> QuerySet[Assignment]:
        return Assignment.objects.of(self.tenant_id).filter(connection_id=self.connection_id, kind=self.kind)
