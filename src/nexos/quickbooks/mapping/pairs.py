"""One record here, one object there: making and undoing such links, whatever the two are.

1. What can be known before is checked and refused with names: a side that does not exist, a side that is taken.
2. The insert decides: both sides are unique by constraint, so of two people at once one gets the row.
3. The other one's insert fails; it looks again, and is refused as in 1.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import batched
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from nexos.kit import clock
from nexos.kit.errors import NexosError
from nexos.quickbooks.mapping import entries
from nexos.quickbooks.mapping.archived import refuse_archived
from nexos.quickbooks.mapping.errors import GoneThere, NotLeftUnlinked, NotLinked, Taken
from nexos.quickbooks.mapping.models import How, LeftUnlinked, Link, Party
from nexos.quickbooks.mirror.models import Customer, Employee, Vendor
from nexos.synclog import services as synclog

_AT_ONCE = 500  # links per transaction, so that none is long


class Pairs[L: Link](ABC):
    """The links of one kind in one connection; a subclass says what the two sides are and who is told."""

    model: type[L]
    party: Party  # who in QuickBooks
    there: str  # the column of the object in QuickBooks
    here: str  # the column of the record here

    def __init__(self, tenant_id: UUID, connection_id: UUID) -> None:
        refuse_archived(tenant_id, connection_id)
        self.tenant_id, self.connection_id = tenant_id, connection_id

    @abstractmethod
    def one_there(self, there_id: str) -> Customer | Employee | Vendor:
        """The object, be it deleted. Raises NotFound."""

    @abstractmethod
    def all_there(self) -> QuerySet[Any]:
        """The objects that are not deleted, inactive ones too."""

    @abstractmethod
    def name_here(self, here_id: UUID) -> str:
        """How people call the record. Raises NotFound."""

    @abstractmethod
    def existing_here(self, here_ids: Collection[UUID]) -> set[UUID]:
        """Those of the records that exist."""

    @property
    def logged_as(self) -> str:
        """What the sync log calls one in QuickBooks."""
        return self.party.value

    def name_there(self, there_id: str) -> str:
        """How people call the object, be it deleted. Raises NotFound."""
        return self.one_there(there_id).display_name

    def partner_name(self, link: L) -> str:
        """How people call whom a record is linked to."""
        return self.name_there(getattr(link, self.there))

    def tell(self, there_ids: Sequence[str], *, linked: bool, by: UUID | None) -> None:  # noqa: B027 - may be nobody
        """Publishes the fact, in the transaction of the change; nobody waits for most links."""

    def stands_open(self, there_id: str) -> None:  # noqa: B027 - nothing to do for those compared when asked for
        """Somebody was left unlinked, or that was taken back, in the transaction of the decision."""

    def link(self, there_id: str, here_id: UUID, how: How, by: UUID | None) -> None:
        """Links the two; linking them again changes nothing. Raises NotFound, GoneThere or Taken."""
        self._refuse_gone(there_id)
        self.name_here(here_id)
        if self._stands(there_id, here_id):
            return
        try:
            with transaction.atomic():
                self._row(there_id, here_id, how, by).save(force_insert=True)
                self.linked([there_id], by)
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
                kept = list(self.links().filter(id__in=[row.id for row in rows]).values_list(self.there, flat=True))
                if kept:
                    self.linked(kept, None)
            linked += len(kept)
        return linked

    def link_many(self, pairs: Iterable[tuple[str, UUID]], how: How, by: UUID | None) -> dict[str, NexosError | None]:
        """Links these, some hundreds at most: by the one there None, or why it was refused.

        1. What nothing speaks against is inserted together, in one transaction with its fact.
        2. The rest, and what somebody else was quicker with, is tried one by one, each with its own refusal.
        """
        wanted = dict(pairs)
        together = self._unopposed(wanted)
        with transaction.atomic():
            rows = [self._row(there_id, here_id, how, by) for there_id, here_id in together.items()]
            self.model.objects.bulk_create(rows, ignore_conflicts=True)
            kept = self.links().filter(id__in=[row.id for row in rows])
            linked = set(kept.values_list(self.there, flat=True))
            if linked:
                self.linked(sorted(linked), by)
        return {
            there_id: None if there_id in linked else self._refusal(there_id, here_id, how, by)
            for there_id, here_id in wanted.items()
        }

    def unlink(self, there_id: str, by: UUID | None) -> None:
        """Undoes the link. Raises NotLinked."""
        with transaction.atomic():
            undone, _ = self.links().filter(**{self.there: there_id}).delete()
            if not undone:
                raise NotLinked(self.name_there(there_id))
            self._note([there_id], "unlinked", by)
            self.tell([there_id], linked=False, by=by)

    def leave_unlinked(self, there_id: str, by: UUID) -> None:
        """No rule links this one or makes a copy of it any more. Twice changes nothing.

        Raises NotFound; GoneThere; Taken when it is linked.
        """
        self._refuse_gone(there_id)
        with transaction.atomic():
            if link := self.links().filter(**{self.there: there_id}).first():
                raise Taken(self.name_there(there_id), self.name_here(getattr(link, self.here)))
            LeftUnlinked.objects.of(self.tenant_id).get_or_create(
                connection_id=self.connection_id,
                party=self.party,
                qbo_id=there_id,
                defaults={"tenant_id": self.tenant_id, "decided_by_id": by, "decided_at": clock.now()},
            )
            self._note([there_id], "left unlinked", by)
            self.stands_open(there_id)

    def take_back(self, there_id: str) -> None:
        """It is to be decided again. Raises NotFound or NotLeftUnlinked."""
        with transaction.atomic():
            if not self._left([there_id]).delete()[0]:
                raise NotLeftUnlinked(self.name_there(there_id))
            self.stands_open(there_id)

    def linked(self, there_ids: Sequence[str], by: UUID | None) -> None:
        """After the insert, in its transaction: what was open about them is over, and who waits is told."""
        self._left(there_ids).delete()
        synclog.resolve(self.tenant_id, "mapping", self.party, there_ids)
        self._note(there_ids, "linked", by)
        self.tell(there_ids, linked=True, by=by)

    def links(self) -> QuerySet[L]:
        """Those of this kind in the connection."""
        return self.model.objects.of(self.tenant_id).filter(connection_id=self.connection_id)

    def _refuse_gone(self, there_id: str) -> None:
        one = self.one_there(there_id)
        if one.deleted_at is not None:
            raise GoneThere(one.display_name)

    def _note(self, there_ids: Sequence[str], what: str, by: UUID | None) -> None:
        code = what.replace(" ", "_")
        by_hand = by is not None
        entries.decided(self.tenant_id, self.logged_as, there_ids, self.name_there, code, what, by_hand=by_hand)

    def _unopposed(self, wanted: Mapping[str, UUID]) -> dict[str, UUID]:
        """Those whose sides are there and free, each record here once."""
        links = self.links()
        there = set(self.all_there().filter(qbo_id__in=wanted).values_list("qbo_id", flat=True))
        here = self.existing_here(set(wanted.values()))
        there -= set(links.filter(**{f"{self.there}__in": wanted}).values_list(self.there, flat=True))
        here -= set(links.filter(**{f"{self.here}__in": wanted.values()}).values_list(self.here, flat=True))
        free: dict[str, UUID] = {}
        for there_id, here_id in wanted.items():
            if there_id in there and here_id in here:
                here.discard(here_id)
                free[there_id] = here_id
        return free

    def _refusal(self, there_id: str, here_id: UUID, how: How, by: UUID | None) -> NexosError | None:
        try:
            self.link(there_id, here_id, how, by)
        except NexosError as refusal:
            return refusal
        return None

    def _left(self, there_ids: Sequence[str]) -> QuerySet[LeftUnlinked]:
        left = LeftUnlinked.objects.of(self.tenant_id).filter(connection_id=self.connection_id, party=self.party)
        return left.filter(qbo_id__in=there_ids)

    def _stands(self, there_id: str, here_id: UUID) -> bool:
        """Whether exactly this link is there already. Raises Taken when one of the two has another partner."""
        held = self.links().filter(**{self.there: there_id}).first()
        if held is not None and getattr(held, self.here) != here_id:
            raise Taken(self.name_there(there_id), self.name_here(getattr(held, self.here)))
        partner = self.links().filter(**{self.here: here_id}).first()
        if partner is not None and getattr(partner, self.there) != there_id:
            raise Taken(self.name_here(here_id), self.partner_name(partner))
        return held is not None

    def _row(self, there_id: str, here_id: UUID, how: How, by: UUID | None) -> L:
        return self.model(
            tenant_id=self.tenant_id,
            connection_id=self.connection_id,
            how=how,
            linked_by_id=by,
            linked_at=clock.now(),
            **{self.there: there_id, self.here: here_id},
        )
