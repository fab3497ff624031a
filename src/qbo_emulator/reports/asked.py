"""What a report was asked for: the options of its address, read and checked."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from qbo_emulator.reports.periods import Period, named
from qbo_emulator.rules import faults
from qbo_emulator.store.books import Books
from qbo_emulator.store.moments import pacific_day
from qbo_emulator.store.shelf import dig
from qbo_emulator.store.text import Json


@dataclass(frozen=True)
class Asked:
    """Books, options as sent, and the moment of asking. Unknown options are ignored, as the service ignores them."""

    books: Books
    options: Mapping[str, str]
    now: datetime

    @property
    def today(self) -> date:
        """The company's date."""
        return pacific_day(self.now)

    @property
    def currency(self) -> str:
        """The home currency all amounts are in."""
        return str(self._setting("Preferences", "CurrencyPrefs.HomeCurrency.value") or "USD")

    @property
    def tracks_locations(self) -> bool:
        """Whether the company uses departments."""
        return self._setting("Preferences", "AccountingInfoPrefs.TrackDepartments") is True

    @property
    def basis(self) -> str:
        """Cash or Accrual: as asked, else as the company reports (Preferences.ReportPrefs)."""
        preferred = self._setting("Preferences", "ReportPrefs.ReportBasis")
        return self.one_of("accounting_method", ("Cash", "Accrual"), str(preferred or "Accrual"))

    def text(self, name: str) -> str:
        """An option as sent, "" when absent."""
        return self.options.get(name, "").strip()

    def one_of(self, name: str, choices: tuple[str, ...], default: str) -> str:
        """An option out of a few, in whatever case. Raises Fault 2170 for another value."""
        sent = self.text(name).lower()
        for choice in choices:
            if choice.lower() == sent:
                return choice
        if sent:
            raise faults.invalid_value("2170", "Invalid Enumeration", name, self.text(name))
        return default

    def ids(self, name: str) -> frozenset[str] | None:
        """The comma-separated ids of an option, None when it was not sent."""
        return frozenset(each.strip() for each in self.text(name).split(",")) if self.text(name) else None

    def whole(self, name: str, default: int) -> int:
        """A number from 1 to 999. Raises Fault 2090."""
        sent = self.text(name)
        if sent and not (sent.isascii() and sent.isdecimal() and len(sent) < 4 and int(sent)):
            raise faults.invalid_value("2090", "Invalid Number", name, sent)
        return int(sent or default)

    def day(self, name: str, default: date) -> date:
        """A date `YYYY-MM-DD`. Raises Fault 2060."""
        return self._day(name) or default

    def period(self, default: str) -> Period:
        """`start_date` and `end_date`, else `date_macro`, else the macro `default`; a missing end is today.

        Raises Fault 2060 for a date, 2170 for a macro that does not exist, 2600 for an end before the start.
        """
        start, end = self._day("start_date"), self._day("end_date")
        macro = self.text("date_macro") or default
        period = named(macro, self.today, self._fiscal_start())
        if period is None:
            raise faults.invalid_value("2170", "Invalid Enumeration", "date_macro", macro)
        if not start and not end:
            return period
        found = Period(
            start or (end or self.today).replace(month=1, day=1), end or max(self.today, start or self.today)
        )
        if found.end < found.start:
            raise faults.conflicting("start_date must not be after end_date")
        return found

    def header(self, report: str, period: Period | None = None) -> Json:
        """What every header says: name, basis aside, and the period; all time has no ends (Intuit, reports)."""
        dates: Json = {}
        if period:
            dates = {"DateMacro": period.name} if period.name else {}
            if period.name != "all":
                dates |= {"StartPeriod": period.start.isoformat(), "EndPeriod": period.end.isoformat()}
        customers = {"Customer": self.text("customer")} if self.text("customer") else {}
        return {"ReportName": report} | dates | {"Currency": self.currency} | customers

    def _day(self, name: str) -> date | None:
        sent = self.text(name)
        try:
            return date.fromisoformat(sent) if sent else None
        except ValueError:
            raise faults.invalid_value("2060", "Invalid Date Format", name, sent) from None

    def _fiscal_start(self) -> int:
        name = str(self._setting("CompanyInfo", "FiscalYearStartMonth") or "January")
        return list(calendar.month_name).index(name) if name in calendar.month_name else 1

    def _setting(self, entity: str, path: str) -> object:
        for record in self.books.shelf(entity).live().values():
            return dig(record.object(), path)
        return None
