"""CustomerBalance: what each customer owes."""

from collections.abc import Mapping
from datetime import datetime

from qbo_emulator.reports.asked import Asked
from qbo_emulator.reports.balances import customer_rows
from qbo_emulator.reports.layout import Column, laid_out
from qbo_emulator.reports.receivables import by_customer
from qbo_emulator.rules.rounding import ZERO
from qbo_emulator.store.books import Books
from qbo_emulator.store.text import Json

NAME = "CustomerBalance"
COLUMNS = (Column("", "Customer"), Column("Total", "Money"))


def customer_balance(books: Books, options: Mapping[str, str], now: datetime) -> Json:
    """The balance of every customer that has one, at the end of `report_date` or of the period asked for.

    `arpaid=Paid` leaves nothing: what is paid is not owed. Without a date: today (Intuit, Customer Balance).
    """
    asked = Asked(books, options, now)
    day = asked.day("report_date", asked.period("all").end)
    paid = asked.one_of("arpaid", ("All", "Paid", "Unpaid"), "All") == "Paid"
    open_by_customer = {} if paid else by_customer(asked, day)
    amounts = {each: [sum((doc.open for doc in docs), ZERO)] for each, docs in open_by_customer.items()}
    rows = customer_rows(asked, amounts, blank_zero=False)
    shown = min(day, asked.today) if "report_date" not in options else day
    header = asked.header(NAME) | {"DateMacro": asked.text("date_macro") or "all"}
    return laid_out(header, COLUMNS, rows, now, {"report_date": shown.isoformat()})
