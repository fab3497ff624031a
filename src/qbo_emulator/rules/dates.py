"""Document and due dates (reference E5-E7) and closed books."""

import calendar
from datetime import date, timedelta

from qbo_emulator.rules import faults, preferences
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.moments import pacific_day
from qbo_emulator.store.text import Json

DAYS_WITHOUT_TERM = 30
"""An invoice without a term is due 30 days after its date (recorded 9 of 9)."""


def date_document(draft: Draft, doc: Json) -> None:
    """A document without TxnDate gets the server's Pacific date, on a full update as well (recorded)."""
    doc.setdefault("TxnDate", pacific_day(draft.now).isoformat())


def due_date(txn_date: date, term: Json | None) -> date:
    """When an invoice is due.

    STANDARD: TxnDate + DueDays. DATE_DRIVEN: the next DayOfMonthDue on or after TxnDate, one month later when
    TxnDate is within DueNextMonthDays before it; a day the month lacks is its last.
    """
    if term is None:
        return txn_date + timedelta(days=DAYS_WITHOUT_TERM)
    if term.get("DayOfMonthDue") is None:
        return txn_date + timedelta(days=int(term.get("DueDays") or 0))
    due = _on_day(txn_date.year, txn_date.month, int(term["DayOfMonthDue"]))
    if due < txn_date:
        due = _next_month(due, int(term["DayOfMonthDue"]))
    if (due - txn_date).days <= int(term.get("DueNextMonthDays") or -1):
        due = _next_month(due, int(term["DayOfMonthDue"]))
    return due


def date_due(draft: Draft, doc: Json) -> None:
    """Set the DueDate nobody sent."""
    if "DueDate" not in doc:
        term = draft.get("Term", doc["SalesTermRef"]["value"]) if "SalesTermRef" in doc else None
        doc["DueDate"] = due_date(date.fromisoformat(doc["TxnDate"]), term).isoformat()


def refuse_closed_period(draft: Draft, *documents: Json | None) -> None:
    """Raise Fault 6200 when any state of the document lies on or before the closing date of the books.

    It is 6210 where the books are closed with a password: the API has no way to give one.
    """
    closing = preferences.closing_date(draft)
    if closing and any(doc and doc.get("TxnDate", closing) <= closing for doc in documents):
        raise faults.books_closed(with_password=preferences.closing_password(draft))


def _on_day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _next_month(due: date, day: int) -> date:
    return _on_day(due.year + due.month // 12, due.month % 12 + 1, day)
