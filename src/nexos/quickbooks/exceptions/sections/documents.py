"""Documents that were to go to QuickBooks or went there, by what keeps them."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    UUIDField,
    Value,
    When,
)  # fmt: skip
from django.db.models.functions import Concat

from nexos.billing import queries as billing
from nexos.catalog import queries as catalog
from nexos.crm import queries as crm
from nexos.quickbooks.connection.models import State
from nexos.quickbooks.exceptions.cause import Cause, Kind, Waiting, totals
from nexos.quickbooks.exceptions.sections.section import Section
from nexos.quickbooks.state import queries as state
from nexos.quickbooks.state.models import NEEDS_HAND, DocumentState, Status

_TOGETHER = (Status.BLOCKED, Status.REFUSED, Status.NEEDS_RECONNECT)
_RANK = {kind.value: place for place, kind in enumerate(Kind)}
_BY = ("status", "why", "alone")

type _Group = dict[str, Any]
type _Amounts = list[tuple[str | None, int | None]]


class Documents(Section):
    """Those that are blocked or refused for the same reason are one cause (`why`), each other one is its own (`alone`).

    While the connection itself needs attention, those that wait for it are told with it.
    """

    def count(self) -> int:
        return int(self._rows().order_by().values(*_BY).distinct().count())

    def causes(self, start: int, stop: int) -> list[Cause]:
        groups = list(self._groups()[start:stop])
        amounts, names, single = self._amounts(groups), self._names(groups), self._single(groups)
        return [_cause(group, amounts[_key(group)], names, single.get(_key(group))) for group in groups]

    def waiting(self, key: str, start: int, stop: int) -> list[Waiting]:
        kind, _, subject = key.partition(":")
        if kind not in NEEDS_HAND:
            return []
        found = self._rows().filter(_about(kind, subject)).order_by("changed_at", "id")
        states = list(found.values_list("record_id", "number")[start:stop])
        ours = billing.by_ids(self.place[0], [record_id for record_id, _ in states])
        rows = []
        for record_id, number in states:
            one = ours.get(record_id)
            name, on, total = (one.company.name, one.issued_on, one.total) if one else ("", None, None)
            rows.append(Waiting(number, name, on, total, record_id=record_id))
        return rows

    def _rows(self) -> "QuerySet[DocumentState, Any]":
        wanted = set(NEEDS_HAND)
        if self.connection.state == State.NEEDS_ATTENTION:
            wanted.discard(Status.NEEDS_RECONNECT)
        why = Case(
            When(status=Status.BLOCKED, then=Concat("reason", Value(":"), "remedy_target")),
            When(status=Status.REFUSED, then=F("reason")),
            default=Value(""),
            output_field=CharField(),
        )
        alone = Case(When(~Q(status__in=_TOGETHER), then=F("record_id")), output_field=UUIDField(null=True))
        rows = state.needing_hand(*self.place, "invoice").filter(status__in=wanted).annotate(why=why, alone=alone)
        named = Q(pk__in=[])
        for status in wanted:
            for subject in self.chosen.subjects(Kind(status)):
                named |= _about(status, subject)
        return rows.filter(named) if self.chosen.only else rows.exclude(named)

    def _groups(self) -> QuerySet[DocumentState, _Group]:
        rank = Case(*(When(status=one, then=Value(_RANK[one])) for one in NEEDS_HAND), output_field=IntegerField())
        groups: QuerySet[DocumentState, _Group] = (
            self._rows()
            .annotate(rank=rank)
            .values("rank", *_BY)
            .annotate(
                waiting=Count("id"),
                since=Min("changed_at"),
                number=Max("number"),
                sentence=Max("sentence"),
                reason=Max("reason"),
                target=Max("remedy_target"),
            )
            .order_by("rank", "-waiting", "since", "why", "alone")
        )
        return groups

    def _amounts(self, groups: list[_Group]) -> defaultdict[tuple[Any, ...], _Amounts]:
        """The sums of these groups by currency, in one query."""
        found: defaultdict[tuple[Any, ...], _Amounts] = defaultdict(list)
        ours = billing.invoices(self.place[0]).order_by().filter(id=OuterRef("record_id"))
        worth = self._of(groups).annotate(
            minor=Subquery(ours.values("total_minor")[:1]), code=Subquery(ours.values("currency")[:1])
        )
        for *key, code, minor in worth.order_by().values_list(*_BY, "code").annotate(Sum("minor")):
            found[tuple(key)].append((code, minor))
        return found

    def _single(self, groups: list[_Group]) -> dict[tuple[Any, ...], tuple[UUID, str]]:
        """The document of each group that has one, and the company it is for."""
        alone = self._of([group for group in groups if group["waiting"] == 1])
        found = {tuple(key): record_id for *key, record_id in alone.values_list(*_BY, "record_id")}
        ours = billing.by_ids(self.place[0], found.values())
        return {key: (id_, ours[id_].company.name if id_ in ours else "") for key, id_ in found.items()}

    def _of(self, groups: Collection[_Group]) -> QuerySet[DocumentState]:
        mine = Q(pk__in=[])
        for group in groups:
            mine |= _about(group["status"], _subject(group))
        return self._rows().filter(mine)

    def _names(self, groups: list[_Group]) -> dict[str, str]:
        """What people call the companies and products that these wait for."""
        ids = {id_ for group in groups if (id_ := _id(group["target"]))}
        found = crm.company_names(self.place[0], ids) | catalog.product_names(self.place[0], ids) if ids else {}
        return {str(id_): name for id_, name in found.items()}


def _cause(group: _Group, amounts: _Amounts, names: dict[str, str], single: tuple[UUID, str] | None) -> Cause:
    record_id, company = single or (None, "")
    return Cause(
        Kind(group["status"]),
        _subject(group),
        name=names.get(group["target"], company),
        count=group["waiting"],
        totals=totals(amounts),
        since=group["since"],
        record_id=record_id,
        number=group["number"] if single else "",
        reason=group["reason"],
        target=group["target"],
        sentence=group["sentence"],
    )


def _key(group: _Group) -> tuple[Any, ...]:
    return tuple(group[name] for name in _BY)


def _subject(group: _Group) -> str:
    return str(group["alone"] or group["why"])


def _about(status: str, subject: str) -> Q:
    """The documents of the cause with this subject."""
    if status in _TOGETHER:
        return Q(status=status, why=subject)
    id_ = _id(subject)
    return Q(status=status, record_id=id_) if id_ else Q(pk__in=[])


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
