"""How amounts, dates and states read on the bookkeeper's pages, and how typed ones are read back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from markupsafe import Markup

from qbo_emulator.pages import Template
from qbo_emulator.rules.rounding import money

_badge = Template(__package__, "badge.html")
_notice = Template(__package__, "notice.html")


class Unreadable(ValueError):
    """A typed value cannot be used; the message is a sentence naming the field."""


@dataclass(frozen=True, slots=True)
class State:
    """An invoice's state in a word and a tone of the style sheet."""

    word: str
    tone: str

    def badge(self) -> Markup:
        return _badge(word=self.word, tone=self.tone)


def invoice_state(total: object, balance: object, due: object, note: object, today: date) -> State:
    """Voided is a zero document whose note begins so (recorded); the rest follows from balance and due date."""
    if not money(total) and str(note or "").startswith("Voided"):
        return State("Voided", "off")
    if not money(balance):
        return State("Paid", "ok")
    if due and date.fromisoformat(str(due)) < today:
        return State("Overdue", "bad")
    return State("Partly paid" if money(balance) < money(total) else "Open", "wait")


def amount(value: object) -> str:
    """`1,234.50`."""
    return f"{money(value):,.2f}"


def typed_number(form: Mapping[str, str], name: str, label: str) -> Decimal:
    """A number as a person types it; commas between thousands are fine."""
    try:
        value = Decimal(form.get(name, "").replace(",", "").strip())
    except InvalidOperation:
        raise Unreadable(f"{label}: {form.get(name) or 'nothing'!r} is not a number.") from None
    if not value.is_finite():
        raise Unreadable(f"{label} must be a number.")
    return value


def typed_date(form: Mapping[str, str], name: str, label: str) -> str:
    """A date, as `YYYY-MM-DD`."""
    try:
        return date.fromisoformat(form.get(name, "")).isoformat()
    except ValueError:
        raise Unreadable(f"{label} must be a date such as 2026-01-31.") from None


def trouble(text: str) -> Markup:
    """Something went wrong, at the top of the page; empty for no trouble."""
    return _notice(tone="bad", text=text) if text else Markup()


def done(text: str) -> Markup:
    """Something was done; empty when nothing was."""
    return _notice(tone="ok", text=text) if text else Markup()
