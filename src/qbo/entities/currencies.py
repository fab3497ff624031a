"""Foreign money. Sources: Intuit's entity pages; recorded rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from qbo.entities.values import Entity


class CompanyCurrency(Entity):
    """A currency the company may use; Code is ISO 4217."""

    Code: str | None = None
    Name: str | None = None
    Active: bool | None = None


class ExchangeRate(Entity):
    """Rate is units of TargetCurrencyCode (the home currency) for one of SourceCurrencyCode on AsOfDate. It has no Id:
    code and day find it, and an update sets it for that day (Intuit)."""

    SourceCurrencyCode: str | None = None
    TargetCurrencyCode: str | None = None
    Rate: Decimal | None = None
    AsOfDate: date | None = None
