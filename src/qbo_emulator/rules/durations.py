"""How long a time entry is: hours and minutes, or a start and an end on the clock (reference 9.16)."""

import re
from datetime import date, datetime, time, timedelta

from qbo_emulator.rules import faults
from qbo_emulator.rules.request import Write
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.moments import PACIFIC, pacific
from qbo_emulator.store.text import Json

MOST_HOURS = 8760
"""With up to 59 minutes more (Intuit, TimeActivity)."""

_CLOCK = re.compile(r"(?:(\d{4}-\d{2}-\d{2})T)?(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?")


def check(draft: Draft, write: Write) -> None:
    """Raise Fault 6340 to 6390 for a duration that is missing, given twice or impossible; fill hours and minutes.

    A sparse update that sends the one way replaces the other: an entry has one duration.
    """
    entry = write.after
    sent = {name for name, value in write.sent.items() if value is not None}
    sent_span, sent_count = {"StartTime", "EndTime"} & sent, {"Hours", "Minutes"} & sent
    if sent_span and sent_count:
        raise faults.refused("6390", element="StartTime")
    for outdated in ("Hours", "Minutes", "Seconds") if sent_span else ("StartTime", "EndTime") if sent_count else ():
        entry.pop(outdated, None)
    if "StartTime" in entry or "EndTime" in entry:
        _check_span(entry)
    elif "Hours" in entry or "Minutes" in entry:
        _check_count(entry)
    else:
        raise faults.refused("6350", "", element="Hours")


def place_times(entry: Json) -> None:
    """Answer start and end as full timestamps: on TxnDate where no day was sent, with the Pacific offset of that day.

    They are wall-clock times, an offset that was sent is ignored (Intuit, TimeActivity).
    """
    for name in ("StartTime", "EndTime"):
        if name in entry:
            day, clock = _read(entry, name)
            moment = datetime.combine(day or date.fromisoformat(entry["TxnDate"]), clock, PACIFIC)
            entry[name] = pacific(moment)


def _check_count(entry: Json) -> None:
    for name in ("Hours", "Minutes", "Seconds"):
        entry.setdefault(name, 0)
    if entry["Hours"] > MOST_HOURS:
        raise faults.refused("6380", f"{entry['Hours']}:{entry['Minutes']}", element="Hours")
    if entry["Hours"] < 0 or not 0 <= entry["Minutes"] <= 59:
        raise faults.refused("6340", f"{entry['Hours']}:{entry['Minutes']}", element="Minutes")


def _check_span(entry: Json) -> None:
    """An end that is not after the start is refused, also one past midnight without its own day: nothing settles it."""
    if "StartTime" not in entry or "EndTime" not in entry:
        raise faults.refused("6360", element="EndTime" if "StartTime" in entry else "StartTime")
    start_day, start = _read(entry, "StartTime")
    end_day, end = _read(entry, "EndTime")
    if start_day and "TxnDate" not in entry:
        entry["TxnDate"] = start_day.isoformat()
    some_day = start_day or end_day or date(2000, 1, 1)
    elapsed = datetime.combine(end_day or some_day, end) - datetime.combine(start_day or some_day, start)
    if elapsed <= timedelta(0):
        raise faults.refused("6370", entry["StartTime"], element="StartTime")
    if elapsed > timedelta(hours=MOST_HOURS, minutes=59):
        raise faults.refused("6380", elapsed, element="EndTime")
    rest = timedelta(hours=entry.get("BreakHours", 0), minutes=entry.get("BreakMinutes", 0))
    if not timedelta(0) <= rest <= elapsed:
        raise faults.refused("6360", element="BreakHours")


def _read(entry: Json, name: str) -> tuple[date | None, time]:
    """Day (if one was sent) and time of day. Raises Fault 6360 for what is no time."""
    match = _CLOCK.fullmatch(str(entry[name]))
    try:
        if match:
            return (date.fromisoformat(match[1]) if match[1] else None), time.fromisoformat(match[2])
    except ValueError:
        pass
    raise faults.refused("6360", element=name)
