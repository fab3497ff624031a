"""Time activities. Sources: Intuit's entity page; recorded entries.

They are not gated: their customer is optional, and no page lists them by company; what is shown of one is found by the
link of the time entry it was made from.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from nexos.quickbooks.mirror.entities.spec import Spec, Values
from nexos.quickbooks.mirror.entities.values import (
    Count,
    Entity,
    Number,
    Ref,
    date_text,
    decimal_text,
    ref_id,
)
from nexos.quickbooks.mirror.models import TimeActivity

_CLOCK = re.compile(r"(?:(\d{4}-\d\d-\d\d)T)?(\d\d:\d\d)(?::\d\d)?")
_MOST_MINUTES = 2**31


class _TimeActivity(Entity, gc=False):
    EmployeeRef: Ref | None = None
    VendorRef: Ref | None = None
    CustomerRef: Ref | None = None
    ItemRef: Ref | None = None
    TxnDate: date | None = None
    Hours: Count | None = None
    Minutes: Count | None = None
    StartTime: str | None = None
    EndTime: str | None = None
    BreakHours: Count | None = None
    BreakMinutes: Count | None = None
    BillableStatus: str | None = None
    HourlyRate: Number = None
    Description: str | None = None


def _values(entry: _TimeActivity, home_currency: str) -> Values:
    minutes = _minutes(entry)
    if minutes is not None and not 0 <= minutes < _MOST_MINUTES:
        raise ValueError(f"{minutes} minutes are no duration that can be kept")
    return (
        ref_id(entry.EmployeeRef),
        ref_id(entry.VendorRef),
        ref_id(entry.CustomerRef),
        ref_id(entry.ItemRef),
        date_text(entry.TxnDate),
        minutes,
        entry.BillableStatus or "",
        decimal_text(entry.HourlyRate, "HourlyRate"),
        entry.Description or "",
    )


def _minutes(entry: _TimeActivity) -> int | None:
    """QuickBooks tells hours and minutes, or else when the work began and ended: clock times whose offset is to be
    ignored, perhaps without a date (Intuit), so that an end before the beginning is on the next day."""
    if entry.Hours is not None or entry.Minutes is not None:
        return 60 * (entry.Hours or 0) + (entry.Minutes or 0)
    if entry.StartTime is None or entry.EndTime is None:
        return None
    worked = _clock(entry.EndTime) - _clock(entry.StartTime)
    if worked < timedelta():
        worked += timedelta(days=1)
    return int(worked.total_seconds()) // 60 - 60 * (entry.BreakHours or 0) - (entry.BreakMinutes or 0)


def _clock(text: str) -> datetime:
    found = _CLOCK.match(text)
    if found is None:
        raise ValueError("a time of day is not one")
    return datetime.fromisoformat(f"{found[1] or '2000-01-01'}T{found[2]}")


TIME_ACTIVITY = Spec(
    "TimeActivity",
    TimeActivity,
    _TimeActivity,
    (
        "employee_id",
        "vendor_id",
        "customer_id",
        "item_id",
        "txn_date",
        "minutes",
        "billable",
        "hourly_rate",
        "description",
    ),
    _values,
)
