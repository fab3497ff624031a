"""An entry as a row: its badge, the way to its record, and what support wants to know."""

import re
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from nexos.accounts import queries as accounts
from nexos.accounts.models import User
from nexos.synclog.models import Entry, Outcome, Source, Urgency
from nexos.web.badge import Badge

BADGES = {
    Outcome.FAILED: Badge("bad", "fail", "Failed"),
    Outcome.SKIPPED: Badge("wait", "minus", "Skipped"),
    Outcome.WAITING: Badge("wait", "clock", "Waiting"),
    Outcome.CHECKING: Badge("info", "search", "Checking"),
    Outcome.SLOWED: Badge("info", "clock", "Slowed"),
    Outcome.DONE: Badge("ok", "ok", "Done", plain=True),
}
_SETTLED = Badge("off", "minus", "Skipped", plain=True)
_RESOLVED = Badge("off", "check", "Resolved", plain=True)


@dataclass(frozen=True, slots=True)
class _Page:
    """Where a kind of record is looked at: the name of its address, who may open it, and what the button says."""

    address: str
    permission: str
    button: str
    of_one: bool = True


_PAGES = {
    "invoice": _Page("invoice", "invoices:read", "Open the invoice"),
    "company": _Page("company", "companies:read", "Open the company"),
    "customer": _Page("mapping-customer", "quickbooks:map", "Link the customer"),
    "employee": _Page("mapping-employee", "quickbooks:map", "Link the employee"),
    "contractor": _Page("mapping-contractor", "quickbooks:map", "Link the contractor"),
    "vendor": _Page("mapping-vendor", "quickbooks:map", "Link the vendor"),
    "item": _Page("mapping-items", "quickbooks:read", "Open the items", of_one=False),
    "connection": _Page("settings-quickbooks", "quickbooks:read", "QuickBooks settings", of_one=False),
    "authorization": _Page("settings-quickbooks", "quickbooks:read", "QuickBooks settings", of_one=False),
    "sync_run": _Page("quickbooks-activity", "quickbooks:read", "Open the activity", of_one=False),
    "quarantine": _Page("quarantine", "quickbooks:read", "Look at them", of_one=False),
    "quarantined_object": _Page("quarantine", "quickbooks:read", "Look at them", of_one=False),
}
_LINE = 90
_FIRST_SENTENCE = re.compile(r"(.*?[\w”)]{5}[.!?]) (?=[A-Z“])(.*)", re.DOTALL)
_WORDS = {
    "code": "QuickBooks code",
    "detail": "Its words",
    "intuit_tid": "Intuit trace id",
    "request_id": "Request id",
}


@dataclass(frozen=True, slots=True)
class Row:
    """`headline` and `more` are the message, cut where a line is full. `details` are pairs of a word and its value;
    `address` is empty where there is nothing to open, or not for this person."""

    entry: Entry
    headline: str
    more: str
    badge: Badge
    source: str
    outward: bool
    address: str
    button: str
    details: list[tuple[str, str]]

    @property
    def opens(self) -> bool:
        """Whether there is more to tell than the line says."""
        return bool(self.more or self.entry.remedy or self.details or self.address or self.entry.resolved_at)


def rows(entries: list[Entry], actor: User) -> list[Row]:
    """The rows of a page, in their order."""
    opened = {kind: page for kind, page in _PAGES.items() if accounts.may(actor, page.permission)}
    return [_row(entry, opened.get(entry.record_kind)) for entry in entries]


def _row(entry: Entry, page: _Page | None) -> Row:
    details = [(_WORDS[key], str(value)) for key, value in entry.details.items() if value and key in _WORDS]
    if entry.code and entry.outcome != Outcome.DONE and "code" not in entry.details:
        details.insert(0, ("Code", entry.code))
    known = entry.source in Source.values
    headline, more = _cut(entry.message)
    return Row(
        entry=entry,
        headline=headline,
        more=more,
        badge=_badge(entry),
        source=Source(entry.source).label if known else entry.source,
        outward=entry.source == Source.PUSH,
        address=_address(entry, page) if page else "",
        button=page.button if page else "",
        details=details,
    )


def _cut(message: str) -> tuple[str, str]:
    """A long message's first sentence, and the others. Short words with a dot are abbreviations: “Co.”, “Inc.”."""
    sentence = _FIRST_SENTENCE.match(message) if len(message) > _LINE else None
    return (sentence[1], sentence[2]) if sentence else (message, "")


def _badge(entry: Entry) -> Badge:
    if entry.resolved_at:
        return _RESOLVED
    if entry.outcome == Outcome.SKIPPED and entry.urgency == Urgency.REST:
        return _SETTLED
    return BADGES[Outcome(entry.outcome)]


def _address(entry: Entry, page: _Page) -> str:
    try:
        return reverse(page.address, args=[entry.record_id] if page.of_one else [])
    except NoReverseMatch:
        return ""
