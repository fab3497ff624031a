"""Records here made from those in QuickBooks that match none."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any
from uuid import UUID

from django.db import transaction

from nexos.crm.models import Company
from nexos.kit.errors import InvalidInput
from nexos.procurement.models import Vendor
from nexos.quickbooks.mapping.models import How
from nexos.quickbooks.mapping.pairs import Pairs
from nexos.quickbooks.mirror import models as mirror_models
from nexos.synclog.models import Outcome
from nexos.synclog.services import record

AT_ONCE = 100  # records per transaction, so that none is long


class _SomebodyWasQuicker(Exception):
    """One was linked while its record was being made; what was made is undone with the transaction."""


@dataclass(frozen=True, slots=True)
class Created:
    """How many records were created, and the QuickBooks names that could not become one (the sync log says why)."""

    made: int
    refused: tuple[str, ...]


class Copies[There: (mirror_models.Customer, mirror_models.Vendor), Made: (Company, Vendor)](ABC):
    """How one kind of party there becomes a record here; a subclass says what of it is taken over."""

    noun: str  # of the record here
    pairs: type[Pairs[Any]]

    def __init__(self, tenant_id: UUID, connection_id: UUID) -> None:
        self.tenant_id, self.connection_id = tenant_id, connection_id
        self._pairs = self.pairs(tenant_id, connection_id)  # refuses an archived connection before anything is done

    @abstractmethod
    def open_ones(self, there_ids: Collection[str]) -> Sequence[There]:
        """Those that may be copied, linked ones among them."""

    @abstractmethod
    def details(self, one: There) -> dict[str, Any]:
        """What the record is to have, `name` among it."""

    @abstractmethod
    def enter(self, fields: Iterable[Mapping[str, Any]]) -> Sequence[Made | InvalidInput]:
        """Makes the records: in the order given each, or why there is none."""

    def create(self, there_ids: Collection[str], by: UUID | None) -> Created:
        """For exactly these, whatever they resemble; linked and ineligible ones among them are left out."""
        results: dict[str, str] = {}
        for some in batched(there_ids, AT_ONCE):
            results |= self.create_some(some, by)
        refused = [there_id for there_id, problem in results.items() if problem]
        return Created(len(results) - len(refused), tuple(one.display_name for one in self.open_ones(refused)))

    def create_some(self, there_ids: Collection[str], by: UUID | None) -> dict[str, str]:
        """Makes and links records for up to AT_ONCE in one transaction: by the one there "" or why there is none (the
        sync log says it too).

        1. Who is still open is read, the records are made and linked, all in one transaction.
        2. If one of them was linked by somebody else in between, everything is undone and done again without it.
        """
        while True:
            try:
                with transaction.atomic():
                    return self._make(there_ids, by)
            except _SomebodyWasQuicker:
                continue

    def _make(self, there_ids: Collection[str], by: UUID | None) -> dict[str, str]:
        links = self._pairs.links().filter(**{f"{self._pairs.there}__in": there_ids})
        taken = set(links.values_list(self._pairs.there, flat=True))
        wanted = [one for one in self.open_ones(there_ids) if one.qbo_id not in taken]
        entered = self._entered(wanted)
        made = {id_: one.id for id_, one in entered.items() if not isinstance(one, InvalidInput)}
        if any(self._pairs.link_many(made.items(), How.CREATED, by).values()):
            raise _SomebodyWasQuicker
        for one in wanted:
            if isinstance(problem := entered[one.qbo_id], InvalidInput):
                self._say_refused(one, problem)
        return {id_: one.message if isinstance(one, InvalidInput) else "" for id_, one in entered.items()}

    def _entered(self, wanted: Iterable[There]) -> dict[str, Made | InvalidInput]:
        """QuickBooks is laxer than we are (an email may be any text): what we would refuse beside the name is left
        out."""
        fields = {one.qbo_id: self.details(one) for one in wanted}
        entered: dict[str, Made | InvalidInput] = {}
        for _ in range(2):
            todo = {id_: one for id_, one in fields.items() if isinstance(entered.get(id_), InvalidInput | None)}
            entered |= zip(todo, self.enter(todo.values()), strict=True)
            for id_ in todo:
                if isinstance(refusal := entered[id_], InvalidInput):
                    for field in refusal.fields.keys() - {"name"}:
                        fields[id_].pop(field, None)
        return entered

    def _say_refused(self, one: There, problem: InvalidInput) -> None:
        record(
            self.tenant_id,
            "mapping",
            Outcome.FAILED,
            f"No {self.noun} could be created from “{one.display_name}”: {problem.message}",
            remedy=f"Change it in QuickBooks, or create the {self.noun} by hand and link it.",
            code=f"{self.noun}_refused",
            record_kind=self._pairs.party,
            record_id=one.qbo_id,
            about=one.display_name,
        )
