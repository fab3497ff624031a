"""One record here, one object there: making and undoing such links, whatever the two are.

1. What can be known before is checked and refused with names: a side that does not exist, a side that is taken.
2. The insert decides: both sides are unique by constraint, so of two people at once one gets the row.
3. The other one's insert fails; it looks again, and is refused as in 1.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from itertools import batched
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from nexos.kit import clock
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.connection.models import State
from nexos.quickbooks.mapping.errors import ConnectionArchived, NotLinked, Taken
from nexos.quickbooks.mapping.models import How, Link

_AT_ONCE = 500  # links per transaction, so that none is long


class Pairs[L: Link](ABC):
    """The links of one kind in one connection; a subclass says what the two sides are and who is told."""

    model: type[L]
    there: str  # the column of the object in QuickBooks
    here: str  # the column of the record here

    def __init__(self, tenant_id: UUID, connection_id: UUID) -> None:
        self.tenant_id = tenant_id
        self.connection_id = connection_id
        connection = connections.connection(tenant_id, connection_id)
        if connection.state == State.ARCHIVED:
            raise ConnectionArchived(connection.company_name)

    @abstractmethod
    def check_there(self, there_id: str) -> None:
        """Raises NotFound or GoneThere unless the object can be linked."""

    @abstractmethod
    def name_there(self, there_id: str) -> str:
        """How people call the object, be it deleted. Raises NotFound."""

    @abstractmethod
    def name_here(self, here_id: UUID) -> str:
        """How people call the record. Raises NotFound."""

    @abstractmethod
    def tell(self, there_ids: Sequence[str], *, linked: bool, by: UUID | None) -> None:
        """Publishes the fact, in the transaction of the change."""

    def link(self, there_id: str, here_id: UUID, how: How, by: UUID | None) -> None:
        """Links the two; linking them again changes nothing. Raises NotFound, GoneThere or Taken."""
        self.check_there(there_id)
        self.name_here(here_id)
        if self._stands(there_id, here_id):
            return
        try:
            with transaction.atomic():
                self._row(there_id, here_id, how, by).save(force_insert=True)
                self.tell([there_id], linked=True, by=by)
        except IntegrityError:
            if not self._stands(there_id, here_id):
                raise

    def link_all(self, pairs: Iterable[tuple[str, UUID, How]]) -> int:
        """Links by rule what nobody has linked otherwise meanwhile; returns how many it was."""
        linked = 0
        for some in batched(pairs, _AT_ONCE):
            rows = [self._row(*pair, None) for pair in some]
            with transaction.atomic():
                self.model.objects.bulk_create(rows, ignore_conflicts=True)
                kept = list(self._links().filter(id__in=[row.id for row in rows]).values_list(self.there, flat=True))
                if kept:
                    self.tell(kept, linked=True, by=None)
            linked += len(kept)
        return linked

    def unlink(self, there_id: str, by: UUID | None) -> None:
        """Undoes the link. Raises NotLinked."""
        with transaction.atomic():
            undone, _ = self._links().filter(**{self.there: there_id}).delete()
            if not undone:
                raise NotLinked(self.name_there(there_id))
            self.tell([there_id], linked=False, by=by)

    def _stands(self, there_id: str, here_id: UUID) -> bool:
        """Whether exactly this link is there already. Raises Taken when one of the two has another partner."""
        held = self._links().filter(**{self.there: there_id}).first()
        if held is not None and getattr(held, self.here) != here_id:
            raise Taken(self.name_there(there_id), self.name_here(getattr(held, self.here)))
        partner = self._links().filter(**{self.here: here_id}).first()
        if partner is not None and getattr(partner, self.there) != there_id:
            raise Taken(self.name_here(here_id), self.name_there(getattr(partner, self.there)))
        return held is not None

    def _links(self) -> QuerySet[L]:
        return self.model.objects.of(self.tenant_id).filter(connection_id=self.connection_id)

    def _row(self, there_id: str, here_id: UUID, how: How, by: UUID | None) -> L:
        return self.model(
            tenant_id=self.tenant_id,
            connection_id=self.connection_id,
            how=how,
            linked_by_id=by,
            linked_at=clock.now(),
            **{self.there: there_id, self.here: here_id},
        )
