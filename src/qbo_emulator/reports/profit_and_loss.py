"""ProfitAndLoss: income less expenses, account by account."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from qbo_emulator.reports.asked import Asked
from qbo_emulator.reports.income import Earning, earnings
from qbo_emulator.reports.layout import Column, cell, laid_out, money_text, section
from qbo_emulator.reports.periods import MOST_PARTS, Period, split
from qbo_emulator.reports.trees import Tree
from qbo_emulator.rules import faults
from qbo_emulator.rules.rounding import ZERO
from qbo_emulator.store.books import Books
from qbo_emulator.store.text import Json

NAME = "ProfitAndLoss"
HEADER = (
    "ReportName",
    "DateMacro",
    "ReportBasis",
    "StartPeriod",
    "EndPeriod",
    "SummarizeColumnsBy",
    "Currency",
    "Customer",
)
"""In the recorded order."""
LISTS = {
    "Customers": ("Customer", "DisplayName"),
    "Vendors": ("Vendor", "DisplayName"),
    "Classes": ("Class", "FullyQualifiedName"),
    "Departments": ("Department", "FullyQualifiedName"),
    "ProductsAndServices": ("Item", "FullyQualifiedName"),
}
"""The splits with a column for each object of a list: the entity, and what names it."""

SPLITS = ("Total", "Days", "Week", "Month", "Quarter", "Year", *LISTS)
"""`summarize_column_by`; employees are not known to the postings (Intuit, Profit and Loss)."""


FILTERS = {"customer": "Customer", "vendor": "Vendor", "department": "Department", "class": "Class", "item": "Item"}
"""Options that narrow the report to what was earned or spent for these, by entity (Intuit, Profit and Loss)."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the report: the accounts of one type."""

    account_type: str
    title: str
    group: str
    earns: bool
    always: bool = True
    """Whether it is shown without any account (recorded)."""


INCOME = Part("Income", "Income", "Income", earns=True)
COGS = Part("Cost of Goods Sold", "Cost of Goods Sold", "COGS", earns=False, always=False)
EXPENSES = Part("Expense", "Expenses", "Expenses", earns=False)
OTHER_INCOME = Part("Other Income", "Other Income", "OtherIncome", earns=True, always=False)
OTHER_EXPENSES = Part("Other Expense", "Other Expenses", "OtherExpenses", earns=False, always=False)


def profit_and_loss(books: Books, options: Mapping[str, str], now: datetime) -> Json:
    """The report for a period, without a date the calendar year to date (Intuit, Profit and Loss; recorded).

    Options: dates, `accounting_method`, `summarize_column_by`, and those of FILTERS.
    """
    asked = Asked(books, options, now)
    period = asked.period("this calendar year-to-date")
    by = asked.one_of("summarize_column_by", SPLITS, "Total")
    counted = [each for each in earnings(asked) if _is_counted(asked, period, each)]
    parts, place = _parts(asked, period, by, counted)
    total = Column("TOTAL" if by in LISTS else "Total", "Money", "total")
    statement = _Statement(asked, counted, len(parts) + 1, place)
    columns = [Column("", "Account", "account"), *parts, total]
    said = asked.header(NAME, period) | {"ReportBasis": asked.basis, "SummarizeColumnsBy": by}
    header = {name: said[name] for name in HEADER if name in said}
    return laid_out(header, columns, statement.rows(), now, {"AccountingStandard": "GAAP"}, empty=not counted)


def _is_counted(asked: Asked, period: Period, each: Earning) -> bool:
    if not period.start.isoformat() <= each.day <= period.end.isoformat():
        return False
    for option, entity in FILTERS.items():
        wanted = asked.ids(option)
        if wanted is not None and each.of.get(entity, "") not in wanted:
            return False
    return True


def _parts(
    asked: Asked, period: Period, by: str, counted: Sequence[Earning]
) -> tuple[list[Column], Callable[[Earning], int | None]]:
    """The columns between account and total, and the place of an amount among them (None: in the total only)."""
    if by == "Total":
        return [], lambda _: None
    if by in LISTS:
        entity, name = LISTS[by]
        names = asked.books.shelf(entity).column(name)
        ids = sorted({each.of.get(entity, "") for each in counted})
        if len(ids) > MOST_PARTS:
            raise faults.result_too_large()
        columns = [Column(str(names.get(each) or "Not Specified"), entity, each) for each in ids]
        return columns, lambda each: ids.index(each.of.get(entity, ""))
    stretches = split(_covered(period, counted), by.lower())
    starts = [each.start.isoformat() for each in stretches]
    return [_period_column(each, by) for each in stretches], lambda each: bisect_right(starts, each.day) - 1


def _covered(period: Period, counted: Sequence[Earning]) -> Period:
    """The period, without the ages before the first and after the last amount if it is all time."""
    days = [date.fromisoformat(each.day) for each in counted] or [period.start]
    return Period(min(days), max(days)) if period.name == "all" else period


def _period_column(period: Period, by: str) -> Column:
    days = (("StartDate", period.start.isoformat()), ("EndDate", period.end.isoformat()))
    if by == "Year":
        title = f"{period.start:%Y}"
    elif by == "Month":
        title = f"{period.start:%b %Y}"
    elif by == "Days":
        title = f"{period.start:%b} {period.start.day}, {period.start:%Y}"
    else:
        title = f"{period.start:%b} {period.start.day} - {period.end:%b} {period.end.day}, {period.end:%Y}"
    return Column(title, "Money", "", days)


class _Statement:
    """The sections and the results between them, each a list of amounts by column."""

    def __init__(
        self, asked: Asked, counted: Sequence[Earning], width: int, place: Callable[[Earning], int | None]
    ) -> None:
        self._asked = asked
        self._width = width
        self._empty = not counted
        self._amounts: dict[str, dict[str, list[Decimal]]] = defaultdict(dict)
        for each in counted:
            row = self._amounts[each.account_type].setdefault(each.account, [ZERO] * width)
            row[-1] += each.amount
            column = place(each)
            if column is not None:
                row[column] += each.amount

    def rows(self) -> list[Json]:
        """Income, cost, gross profit, expenses, net operating income, the other ones, net income (recorded order)."""
        income, cost = self._total(INCOME), self._total(COGS)
        gross = _less(income, cost)
        operating = _less(gross, self._total(EXPENSES))
        other = _less(self._total(OTHER_INCOME), self._total(OTHER_EXPENSES))
        rows = [*self._part(INCOME), *self._part(COGS), self._result("Gross Profit", "GrossProfit", gross)]
        rows += [*self._part(EXPENSES), self._result("Net Operating Income", "NetOperatingIncome", operating)]
        if self._tree(OTHER_INCOME).amounts or self._tree(OTHER_EXPENSES).amounts:
            rows += [*self._part(OTHER_INCOME), *self._part(OTHER_EXPENSES)]
            rows.append(self._result("Net Other Income", "NetOtherIncome", other))
        net = [left + right for left, right in zip(operating, other, strict=True)]
        return [*rows, self._result("Net Income", "NetIncome", net)]

    def _part(self, part: Part) -> list[Json]:
        tree = self._tree(part)
        if not tree.amounts and not part.always:
            return []
        heading = [cell(part.title), *(cell("") for _ in range(self._width))]
        return [section(heading, tree.rows(), self._cells(f"Total {part.title}", tree.total()), part.group)]

    def _result(self, title: str, group: str, amounts: Sequence[Decimal]) -> Json:
        return section([], [], self._cells(title, amounts), group)

    def _cells(self, title: str, amounts: Sequence[Decimal]) -> list[Json]:
        return [cell(title), *(cell(money_text(each, blank_zero=self._empty)) for each in amounts)]

    def _tree(self, part: Part) -> Tree:
        sign = -1 if part.earns else 1
        found = self._amounts.get(part.account_type, {})
        amounts = {account: [sign * each for each in row] for account, row in found.items()}
        return Tree(self._asked.books, "Account", "Name", amounts, self._width, blank_zero=True, typed=True)

    def _total(self, part: Part) -> list[Decimal]:
        return self._tree(part).total()


def _less(left: Sequence[Decimal], right: Sequence[Decimal]) -> list[Decimal]:
    return [one - other for one, other in zip(left, right, strict=True)]
