"""A check in the words of the page."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from nexos.kit.money import Money
from nexos.quickbooks.mirror.queries.receivables import KINDS
from nexos.quickbooks.state.open_url import PAGES, open_url
from nexos.quickbooks.sync.reconciliation import months
from nexos.quickbooks.sync.reconciliation.comparison import STEPS
from nexos.quickbooks.sync.reconciliation.document import Document
from nexos.quickbooks.sync.reconciliation.ending import summary
from nexos.quickbooks.sync.reconciliation.models import Difference, Reconciliation, State, Why
from nexos.quickbooks.sync.reconciliation.words import KINDS as NOUNS
from nexos.quickbooks.sync.reconciliation.words import kind
from nexos.web.badge import Badge

CHOICES = (1, 3, 6, 12, 24)
"""Numbers of months that a person may choose."""

_BADGES = {
    State.CHECKING: Badge("info", "sync", "Checking"),
    State.AGREES: Badge("ok", "ok", "Agrees to the cent", plain=True),
    State.DIFFERS: Badge("diff", "differs", "Differs"),
    State.CANNOT_TELL: Badge("wait", "alert", "Cannot tell"),
}
_WHY = {
    Why.MISSING: Badge("diff", "minus", "Missing here"),
    Why.SURPLUS: Badge("diff", "plus", "Not in QuickBooks"),
    Why.DOUBLED: Badge("diff", "plus", "Here twice"),
    Why.ALTERED: Badge("diff", "differs", "Not as in QuickBooks"),
    Why.NOT_UNDERSTOOD: Badge("wait", "alert", "Not understood"),
    Why.NOT_MIRRORED: Badge("wait", "info", "Kind not mirrored"),
    Why.CHANGED_THERE: Badge("diff", "differs", "Both sides differ"),
    Why.VOIDED_THERE: Badge("diff", "void", "Void there only"),
    Why.VOIDED_HERE: Badge("diff", "void", "Void here only"),
    Why.DELETED_THERE: Badge("diff", "trash", "Deleted there"),
    Why.HIERARCHY: Badge("diff", "differs", "Sub-customers differ"),
    Why.UNEXPLAINED: Badge("bad", "alert", "Not explained"),
}


@dataclass(frozen=True)
class CheckShown:
    """A check: `headline` is the verdict; `step` and `steps` say how far one under way is."""

    check: Reconciliation
    badge: Badge
    headline: str
    steps: int
    span: str

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.check.state != State.CHECKING


@dataclass(frozen=True)
class DifferenceShown:
    """One difference: what it names, where that is looked at here and in QuickBooks ("" where it is not); `map_url` is
    where the customer of a document that the gate holds is linked."""

    row: Difference
    badge: Badge
    name: str
    here_url: str
    there_url: str
    customer_url: str
    map_url: str


@dataclass(frozen=True)
class MonthShown:
    """One month of one kind by both sides."""

    month: date
    kind: str
    here: Money
    there: Money
    here_count: int
    there_count: int

    @property
    def agrees(self) -> bool:
        """To the cent and to the document."""
        return (self.here, self.here_count) == (self.there, self.there_count)


@dataclass(frozen=True)
class SumShown:
    """Receivables of one currency by both sides."""

    currency: str
    here: Money
    there: Money

    @property
    def difference(self) -> Money:
        """By how much QuickBooks has more."""
        return self.there - self.here


def shown(check: Reconciliation) -> CheckShown:
    """Everything the head of the page says."""
    state = State(check.state)
    headline = _headline(check) if state != State.CHECKING else "Comparing with QuickBooks"
    return CheckShown(check, _BADGES[state], headline, STEPS, span(check.first_month, check.last_month))


def span(first: date, last: date) -> str:
    """September to November 2026."""
    if first == last:
        return f"{last:%B %Y}"
    return f"{first:%B} to {last:%B %Y}" if first.year == last.year else f"{first:%B %Y} to {last:%B %Y}"


def differences(rows: Iterable[Difference], environment: str, pages: Container[Document]) -> list[DifferenceShown]:
    """Differences with the places where they can be looked at; `pages` are the documents that have a page here."""
    return [
        DifferenceShown(
            row,
            _WHY[Why(row.why)],
            _name(row),
            _here(row, pages),
            _there(row, environment),
            open_url(environment, "customer", row.customer_id) if row.customer_id else "",
            _map(row, pages),
        )
        for row in rows
    ]


def month_rows(check: Reconciliation, home: str) -> list[MonthShown]:
    """The months, the newest first, a row for each kind."""
    told = {(sums["month"], sums["entity"]): sums for sums in check.months}
    return [
        _month(month, entity, told[month.isoformat(), entity], home)
        for month in reversed(months.listed(check.first_month, check.last_month))
        for entity in KINDS
        if (month.isoformat(), entity) in told
    ]


def receivables(check: Reconciliation) -> list[SumShown]:
    """Receivables, a row for each currency."""
    return [
        SumShown(
            sums["currency"],
            Money.from_minor(sums["here"], sums["currency"]),
            Money.from_minor(sums["there"], sums["currency"]),
        )
        for sums in check.receivables
    ]


def held(check: Reconciliation) -> dict[str, Any]:
    """What the gate holds of it: documents, customers and the open amounts."""
    sums = [Money.from_minor(minor, currency) for currency, minor in check.held.get("open", {}).items()]
    return {**check.held, "open": sums}


def _headline(check: Reconciliation) -> str:
    if check.state == State.DIFFERS:
        one = check.differences == 1
        return f"{check.differences:,} difference{'' if one else 's'}, {'it is' if one else 'each'} named below"
    return "Cannot tell" if check.state == State.CANNOT_TELL else summary(check).rstrip(".")


def _month(month: date, entity: str, sums: dict[str, Any], home: str) -> MonthShown:
    return MonthShown(
        month,
        f"{NOUNS[entity].capitalize()}s",
        Money.from_minor(sums["here"], home),
        Money.from_minor(sums["there"], home),
        sums["here_count"],
        sums["there_count"],
    )


def _name(row: Difference) -> str:
    if row.entity == "Customer":
        return row.customer_name or f"Customer {row.qbo_id}"
    if row.qbo_id:
        return f"{kind(row.entity).capitalize()} {row.doc_number or row.qbo_id}"
    if row.month:
        return f"{NOUNS[row.entity].capitalize()}s of {row.month:%B %Y}"
    if row.part == "receivables":
        return f"Receivables in {row.currency}"
    if row.entity:
        return f"{kind(row.entity).capitalize()}s"
    return row.customer_name or "No customer"


def _here(row: Difference, pages: Container[Document]) -> str:
    if row.record_id:
        return reverse("invoice", args=[row.record_id])
    if (row.entity, row.qbo_id) not in pages:
        return ""
    return reverse("invoice-there" if row.entity == "Invoice" else "payment", args=[row.qbo_id])


def _map(row: Difference, pages: Container[Document]) -> str:
    in_the_mirror = row.entity in ("Invoice", "Payment") and row.why not in (Why.MISSING, Why.NOT_UNDERSTOOD)
    if not in_the_mirror or not row.customer_id or row.record_id or (row.entity, row.qbo_id) in pages:
        return ""
    return reverse("mapping-customer", args=[row.customer_id])


def _there(row: Difference, environment: str) -> str:
    page = row.entity[:1].lower() + row.entity[1:]
    if not row.qbo_id or page not in PAGES or row.why in (Why.SURPLUS, Why.DOUBLED, Why.DELETED_THERE):
        return ""
    return open_url(environment, page, row.qbo_id)
