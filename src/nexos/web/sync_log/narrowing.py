"""From the page's address to what it shows."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone

from nexos.synclog import queries
from nexos.synclog.models import Outcome, Source
from nexos.synclog.queries import Filters


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the address asks for, as the form shows it; what it does not know is left out. `since` and `until` are
    business-local days, both included. `record` says that `search` is a record's whole name, and only its entries are
    shown; `everywhere` that all texts are searched nevertheless."""

    source: str = ""
    outcome: str = ""
    since: date | None = None
    until: date | None = None
    search: str = ""
    record: bool = False
    everywhere: bool = False

    @property
    def filters(self) -> Filters:
        return Filters(
            source=self.source,
            outcome=self.outcome,
            since=_midnight(self.since) if self.since else None,
            until=_midnight(self.until + timedelta(days=1)) if self.until else None,
            record=self.search if self.record else "",
            text="" if self.record else self.search,
        )

    def __bool__(self) -> bool:
        return bool(self.source or self.outcome or self.since or self.until or self.search)


def asked(tenant_id: UUID, address: QueryDict) -> Narrowing:
    """Reads the log once where something is searched for."""
    source, outcome = address.get("source", ""), address.get("outcome", "")
    search, everywhere = address.get("q", "").replace("\0", "").strip(), address.get("in") == "all"
    return Narrowing(
        source=source if source in Source.values else "",
        outcome=outcome if outcome in Outcome.values else "",
        since=_day(address.get("since", "")),
        until=_day(address.get("until", "")),
        search=search,
        record=bool(search) and not everywhere and queries.is_record(tenant_id, search),
        everywhere=everywhere,
    )


def _day(text: str) -> date | None:
    """A day that has midnights on both sides in every time zone, or None."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if date(1900, 1, 1) < day < date(9000, 1, 1) else None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
