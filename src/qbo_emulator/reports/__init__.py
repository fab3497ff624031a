"""The reports, computed from the documents each time they are asked for."""

from collections.abc import Callable, Mapping
from datetime import datetime

from qbo_emulator.reports import aged_receivables, customer_balance, profit_and_loss, transaction_list
from qbo_emulator.rules import faults
from qbo_emulator.store.books import Books
from qbo_emulator.store.text import Json

REPORTS: dict[str, Callable[[Books, Mapping[str, str], datetime], Json]] = {
    customer_balance.NAME: customer_balance.customer_balance,
    aged_receivables.SUMMARY: aged_receivables.aged_receivables,
    aged_receivables.DETAIL: aged_receivables.aged_receivable_detail,
    transaction_list.NAME: transaction_list.transaction_list,
    profit_and_loss.NAME: profit_and_loss.profit_and_loss,
}


def report(books: Books, name: str, options: Mapping[str, str], now: datetime) -> Json:
    """The report of this name, in whatever case. Raises Fault 5020 for one that is not there (reported from live)."""
    for known, made in REPORTS.items():
        if known.lower() == name.lower():
            return made(books, options, now)
    raise faults.no_such_report()
