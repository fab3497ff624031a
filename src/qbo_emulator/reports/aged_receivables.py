"""AgedReceivables and AgedReceivableDetail: what customers owe, by how long it is overdue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from qbo_emulator.reports.asked import Asked
from qbo_emulator.reports.balances import customer_rows
from qbo_emulator.reports.layout import Column, cell, data, laid_out, money_text, section
from qbo_emulator.reports.receivables import OpenDocument, by_customer
from qbo_emulator.reports.transactions import TITLES
from qbo_emulator.rules.rounding import ZERO
from qbo_emulator.store.books import Books
from qbo_emulator.store.text import Json

SUMMARY = "AgedReceivables"
DETAIL = "AgedReceivableDetail"
DETAIL_COLUMNS = (
    Column("Date", "tx_date"),
    Column("Transaction Type", "txn_type"),
    Column("Num", "doc_num"),
    Column("Customer", "cust_name"),
    Column("Due Date", "due_date"),
    Column("Amount", "subt_amount"),
    Column("Open Balance", "subt_open_bal"),
)


@dataclass(frozen=True, slots=True)
class Aging:
    """The day ages are counted to, days per period, and how many periods there are past due."""

    to: date
    days: int
    periods: int

    @classmethod
    def of(cls, asked: Asked) -> "Aging":
        """`report_date` else the end of the period asked for; 4 periods of 30 days unless asked otherwise."""
        day = _report_day(asked)
        method = asked.one_of("aging_method", ("Report_Date", "Current"), "Report_Date")
        to = asked.today if method == "Current" else day
        return cls(to, asked.whole("aging_period", 30), asked.whole("num_periods", 4))

    def place(self, due: date) -> int:
        """0 for what is not due yet, then the number of the period."""
        overdue = (self.to - due).days
        return 0 if overdue <= 0 else min((overdue - 1) // self.days + 1, self.periods)

    def titles(self) -> list[str]:
        """`Current`, `1 - 30`, …, `91 and over`."""
        bounds = [(place * self.days + 1, (place + 1) * self.days) for place in range(self.periods)]
        closed = [f"{first} - {last}" for first, last in bounds[:-1]]
        return ["Current", *closed, f"{bounds[-1][0]} and over"]


def aged_receivables(books: Books, options: Mapping[str, str], now: datetime) -> Json:
    """Open amounts by customer, a column for each age (Intuit, AR Aging Summary)."""
    asked = Asked(books, options, now)
    aging = Aging.of(asked)
    amounts = {each: _aged(docs, aging) for each, docs in by_customer(asked, _report_day(asked)).items()}
    columns = [Column("", "Customer"), *(Column(title, "Money") for title in [*aging.titles(), "Total"])]
    rows = customer_rows(asked, amounts, blank_zero=True)
    return laid_out(_header(asked, SUMMARY), columns, rows, now, {"report_date": _report_day(asked).isoformat()})


def aged_receivable_detail(books: Books, options: Mapping[str, str], now: datetime) -> Json:
    """Open documents, a section for each age from the oldest (Intuit, AR Aging Detail)."""
    asked = Asked(books, options, now)
    aging = Aging.of(asked)
    documents = [doc for docs in by_customer(asked, _report_day(asked)).values() for doc in docs]
    rows = []
    for place, title in reversed(list(enumerate(aging.titles()))):
        found = [each for each in documents if aging.place(each.due) == place]
        if found:
            rows.append(_age_section(asked, f"{title} days past due" if place else title, found))
    if rows:
        rows.append(section([], [], _detail_total("TOTAL", documents), "GrandTotal"))
    header = _header(asked, DETAIL)
    return laid_out(header, DETAIL_COLUMNS, rows, now, {"report_date": _report_day(asked).isoformat()})


def _report_day(asked: Asked) -> date:
    if asked.text("report_date"):
        return asked.day("report_date", asked.today)
    return asked.period("today").end


def _header(asked: Asked, name: str) -> Json:
    return asked.header(name, asked.period("today") if asked.text("date_macro") else None)


def _aged(documents: Sequence[OpenDocument], aging: Aging) -> list[Decimal]:
    amounts = [ZERO] * (aging.periods + 1)
    for each in documents:
        amounts[aging.place(each.due)] += each.open
    return [*amounts, sum(amounts, ZERO)]


def _age_section(asked: Asked, title: str, documents: Sequence[OpenDocument]) -> Json:
    ordered = sorted(documents, key=lambda each: (each.due, each.doc["Id"]))
    heading = [cell(title), *(cell("") for _ in DETAIL_COLUMNS[1:])]
    rows = [data(_cells(asked, each)) for each in ordered]
    return section(heading, rows, _detail_total(f"Total for {title}", documents))


def _cells(asked: Asked, each: OpenDocument) -> list[Json]:
    doc = each.doc
    # A journal entry or a deposit names its customers line by line.
    named = doc.get("CustomerRef") or {}
    customer = asked.books.shelf("Customer").get(each.customer)
    name = named.get("name") or (customer.object().get("DisplayName") if customer else "")
    return [
        cell(doc["TxnDate"]),
        cell(TITLES[each.entity], doc["Id"]),
        cell(doc.get("DocNumber") or doc.get("PaymentRefNum") or ""),
        cell(str(name or ""), each.customer),
        cell(each.due.isoformat()),
        cell(money_text(each.amount)),
        cell(money_text(each.open)),
    ]


def _detail_total(title: str, documents: Sequence[OpenDocument]) -> list[Json]:
    amount = sum((each.amount for each in documents), ZERO)
    left = sum((each.open for each in documents), ZERO)
    return [cell(title), *(cell("") for _ in range(4)), cell(money_text(amount)), cell(money_text(left))]
