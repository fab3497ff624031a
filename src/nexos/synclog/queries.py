"""Reading the log, page by page however long it is.

1. The order is urgency, then the newest. The entries of one urgency are one range of an index, so a page is filled from
   the first range that has entries left, then from the next. No page reads what lies before it.
2. A page begins after the last entry of the one before it (`Place`), which ends before the first of this one.
3. A text is looked for in the entries as they stand in order, at most SEARCHED of an urgency for a page: a page that is
   not full by then says how far it looked, and the next goes on from there. So a search costs the same in a log of any
   length. A record's own name is in an index instead, and found however old its entries are.
4. Counts stop at MOST_COUNTED.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from nexos.synclog.models import Entry, Outcome, Urgency, folded

SEARCHED = 30_000
MOST_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show; all of it must hold. `since` is included and `until` is not, both about when an entry was last
    seen. `record` is a record's whole name, in any case; `text` is part of a message or a
    name, or a whole code."""

    source: str = ""
    outcome: str = ""
    since: datetime | None = None
    until: datetime | None = None
    record: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands in the order."""

    urgency: int
    last_seen: datetime
    id: UUID

    @classmethod
    def of(cls, entry: Entry) -> "Place":
        return cls(entry.urgency, entry.last_seen, entry.id)

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """What `str` wrote, or None for anything else."""
        try:
            urgency, seconds, micros, id_ = text.split(".")
            at = datetime.fromtimestamp(int(seconds), UTC).replace(microsecond=int(micros))
            return cls(Urgency(int(urgency)), at, UUID(id_))
        except (ValueError, OverflowError, OSError):
            return None

    def __str__(self) -> str:
        return f"{int(self.urgency)}.{int(self.last_seen.timestamp())}.{self.last_seen.microsecond}.{self.id.hex}"


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries in order. `after` is where the next page begins, None at the end; `searched_to` is set where the
    search was broken off there before the page was full."""

    entries: list[Entry]
    after: Place | None = None
    searched_to: datetime | None = None


def is_noted(tenant_id: UUID, source: str, record_kind: str, record_id: object, code: str) -> bool:
    """Whether such an outcome was ever noted."""
    about = {"source": source, "record_kind": record_kind, "record_id": str(record_id), "code": code}
    return Entry.objects.of(tenant_id).filter(**about).exists()


def page(tenant_id: UUID, filters: Filters, size: int, after: Place | None = None, *, searched: int = SEARCHED) -> Page:
    """Up to `size` entries, failures first, then what waits, then the rest; each the newest first. A text is looked for
    in `searched` entries of each urgency."""
    found: list[Entry] = []
    for urgency in Urgency:
        if after is not None and urgency < after.urgency:
            continue
        range_ = _range(tenant_id, filters, urgency)
        if after is not None and urgency == after.urgency:
            range_ = _behind(range_, after)
        stop = _stop(range_, searched) if filters.text else None
        if stop is not None:
            range_ = range_.filter(last_seen__gte=stop)
        found += _holding(range_, filters.text)[: size + 1 - len(found)]
        if len(found) > size:
            return Page(found[:size], Place.of(found[size - 1]))
        if stop is not None:
            return Page(found, Place(urgency, stop, UUID(int=0)), searched_to=stop)
    return Page(found)


def page_before(tenant_id: UUID, filters: Filters, size: int, before: Place) -> Page | None:
    """The `size` entries before a place; None where there are no more than that, which is the first page. The text is
    not looked at: a search only goes on."""
    found: list[Entry] = []
    for urgency in reversed(Urgency):
        if urgency > before.urgency:
            continue
        range_ = _range(tenant_id, filters, urgency).reverse()
        if urgency == before.urgency:
            range_ = _ahead(range_, before)
        found += range_[: size + 1 - len(found)]
    entries = found[:size][::-1]
    return Page(entries, Place.of(entries[-1])) if len(found) > size else None


def count(tenant_id: UUID, filters: Filters, urgencies: tuple[Urgency, ...] = tuple(Urgency)) -> int:
    """How many, or more than MOST_COUNTED for "more than that"; the text is not looked at."""
    found = 0
    for urgency in urgencies:
        found += _range(tenant_id, filters, urgency).order_by()[: MOST_COUNTED + 1 - found].count()
        if found > MOST_COUNTED:
            break
    return found


def is_record(tenant_id: UUID, name: str) -> bool:
    """Whether any entry is about a record of exactly this name, in any case."""
    return Entry.objects.of(tenant_id).filter(found_as=folded(name)).exists()


def failures(tenant_id: UUID) -> int:
    """How many failures nothing has resolved, or more than MOST_COUNTED."""
    return count(tenant_id, Filters(outcome=Outcome.FAILED), (Urgency.FAILED,))


def open_messages(tenant_id: UUID, source: str, record_kind: str) -> dict[str, str]:
    """What is open about records of one kind, by their id."""
    found = Entry.objects.of(tenant_id).filter(source=source, record_kind=record_kind, urgency__lt=Urgency.REST)
    return dict(found.values_list("record_id", "message"))


def resolved(tenant_id: UUID) -> QuerySet[Entry]:
    """What was open and is not any more, the last resolved first."""
    return Entry.objects.of(tenant_id).filter(resolved_at__isnull=False).order_by("-resolved_at")


def _range(tenant_id: UUID, filters: Filters, urgency: Urgency) -> QuerySet[Entry]:
    """The entries of one urgency, in order; the text is not looked at."""
    found = Entry.objects.of(tenant_id).filter(urgency=urgency)
    if filters.source:
        found = found.filter(source=filters.source)
    if filters.outcome:
        found = found.filter(outcome=filters.outcome)
    if filters.since:
        found = found.filter(last_seen__gte=filters.since)
    if filters.until:
        found = found.filter(last_seen__lt=filters.until)
    if filters.record:
        found = found.filter(found_as=folded(filters.record))
    return found.order_by("-last_seen", "-id")


def _behind(found: QuerySet[Entry], place: Place) -> QuerySet[Entry]:
    """The first condition says no more than the second, but an index can begin there."""
    same_moment = Q(last_seen=place.last_seen, id__lt=place.id)
    return found.filter(last_seen__lte=place.last_seen).filter(Q(last_seen__lt=place.last_seen) | same_moment)


def _ahead(found: QuerySet[Entry], place: Place) -> QuerySet[Entry]:
    """As `_behind`, the other way."""
    same_moment = Q(last_seen=place.last_seen, id__gt=place.id)
    return found.filter(last_seen__gte=place.last_seen).filter(Q(last_seen__gt=place.last_seen) | same_moment)


def _stop(range_: QuerySet[Entry], searched: int) -> datetime | None:
    """When the last entry was seen that a search comes to; None where it comes to the end."""
    return range_.values_list("last_seen", flat=True)[searched - 1 : searched].first()


def _holding(found: QuerySet[Entry], text: str) -> QuerySet[Entry]:
    if not text:
        return found
    return found.filter(Q(message__icontains=text) | Q(about__icontains=text) | Q(code=text))
