"""What people read about a document and QuickBooks: one badge per state, the same on every page. Pure."""

from dataclasses import dataclass
from datetime import date

from nexos.kit.money import Money, minor_digits


@dataclass(frozen=True, slots=True)
class Badge:
    """`tone` is ok, info, wait, diff, bad or off; `icon` a name of the sprite; `plain` for what is fine; `why` a few
    words beside it."""

    tone: str
    icon: str
    words: str
    plain: bool = False
    why: str = ""


NOT_SENT = Badge("off", "ring", "Not sent")

_BADGES = {
    "waiting": Badge("info", "clock", "Queued"),
    "in_flight": Badge("info", "send", "Sending"),
    "unknown": Badge("info", "search", "Checking with QuickBooks"),
    "needs_reconnect": Badge("wait", "plug", "Waiting: reconnect"),
    "needs_person": Badge("bad", "alert", "Needs your decision"),
    "refused": Badge("bad", "fail", "Refused"),
    "cancelled": Badge("off", "minus", "Cancelled", plain=True),
    "delivered": Badge("ok", "ok", "In QuickBooks", plain=True),
    "differs": Badge("diff", "differs", "Differs in QuickBooks"),
    "out_of_date": Badge("diff", "stale", "Out of date in QuickBooks"),
    "voided_there": Badge("bad", "void", "Voided in QuickBooks"),
    "deleted_there": Badge("bad", "trash", "Deleted in QuickBooks"),
}

_WAITING_FOR = {
    "customer": Badge("wait", "unlink", "Waiting for mapping", why="Customer not linked"),
    "item": Badge("wait", "unlink", "Waiting for mapping", why="A product is not linked"),
    "tax_code": Badge("wait", "unlink", "Waiting for mapping", why="No sales tax code"),
    "closed_period": Badge("wait", "lock", "Waiting: closed period"),
    "currency": Badge("wait", "alert", "Waiting: currency"),
    "totals": Badge("wait", "alert", "Waiting: totals"),
    "limits": Badge("wait", "alert", "Waiting: too long for QuickBooks"),
    "not_read": Badge("wait", "clock", "Waiting for the first sync"),
}


def badge(status: str, reason: str = "", why: str = "") -> Badge:
    """The badge of a state; `reason` tells the blocked ones apart, `why` goes beside it where the state needs it."""
    if not status:
        return NOT_SENT
    found = _WAITING_FOR[reason] if status == "blocked" else _BADGES[status]
    return Badge(found.tone, found.icon, found.words, found.plain, why or found.why)


def day(value: date) -> str:
    """A date as pages write it: "Oct 31, 2026"."""
    return f"{value:%b} {value.day}, {value.year}"


def dollars(value: Money) -> str:
    """An amount in a sentence: "$1,940.00", "1,940.00 EUR"."""
    number = f"{abs(value.amount):,.{minor_digits(value.currency)}f}"
    sign = "−" if value.amount < 0 else ""
    return f"{sign}${number}" if value.currency == "USD" else f"{sign}{number} {value.currency}"
