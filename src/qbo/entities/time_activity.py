"""Time entries. Sources: Intuit's entity page; recorded entries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from qbo.entities.values import Entity, Ref


class TimeActivity(Entity):
    """Either Hours and Minutes or StartTime and EndTime. Times are wall-clock texts: Intuit says to ignore their
    offset, and accepts times without a date. A billed entry reads HasBeenBilled, which cannot be set."""

    NameOf: str | None = None
    EmployeeRef: Ref | None = None
    VendorRef: Ref | None = None
    TxnDate: date | None = None
    Hours: int | None = None
    Minutes: int | None = None
    Seconds: int | None = None
    StartTime: str | None = None
    EndTime: str | None = None
    BreakHours: int | None = None
    BreakMinutes: int | None = None
    CustomerRef: Ref | None = None
    ProjectRef: Ref | None = None
    ItemRef: Ref | None = None
    ClassRef: Ref | None = None
    DepartmentRef: Ref | None = None
    BillableStatus: str | None = None
    Taxable: bool | None = None
    HourlyRate: Decimal | None = None
    CostRate: Decimal | None = None
    Description: str | None = None
