"""The list of a company's invoices: what is owed first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup
from werkzeug import Request, Response

from qbo_emulator.bookkeeper.desk import Desk
from qbo_emulator.bookkeeper.paging import paged
from qbo_emulator.bookkeeper.words import State, amount, done, invoice_state
from qbo_emulator.pages import Template, page
from qbo_emulator.rules.rounding import money

_list = Template(__package__, "invoices.html")
_row = Template(__package__, "invoices_row.html")

NO_ROWS = Markup('<tr><td colspan="7" class="hint">No invoice matches.</td></tr>')


@dataclass(frozen=True, slots=True)
class Row:
    """What the list shows of one invoice."""

    id: str
    number: str
    customer: str
    date: str
    due: str
    total: object
    balance: object
    state: State

    @property
    def order(self) -> tuple[bool, int]:
        """What is owed, longest due first; then the settled ones, latest first."""
        if money(self.balance):
            return False, _day(self.due)
        return True, -_day(self.date)


def show(desk: Desk, request: Request) -> Response:
    """GET /bookkeeper/{realm}?q=&page=."""
    wanted = request.args.get("q", "").strip()
    rows = sorted(_rows(desk, wanted.casefold()), key=lambda row: row.order)
    part = paged(request, rows)
    body = _list(
        realm_id=desk.company.realm_id,
        company=desk.company.name,
        notice=done("The invoice is deleted.") if "deleted" in request.args else "",
        wanted=wanted,
        rows=_row.each(_cells(desk, row) for row in part.rows) or NO_ROWS,
        paging=part.links,
    )
    return page(f"Invoices of {desk.company.name}", body)


def _rows(desk: Desk, wanted: str) -> Iterator[Row]:
    """From the columns the books keep, so that a long list is not decoded invoice by invoice."""
    with desk.company.lock:
        shelf = desk.company.books.shelf("Invoice")
        names = ("DocNumber", "CustomerRef", "TxnDate", "DueDate", "TotalAmt", "Balance", "PrivateNote")
        columns = [shelf.column(name) for name in names]
        values = [(each, [column.get(each) for column in columns]) for each in shelf.live()]
    for invoice_id, (number, customer, day, due, total, balance, note) in values:
        label = str(customer.get("name") or customer.get("value") or "") if isinstance(customer, dict) else ""
        if wanted in f"{number or ''} {label}".casefold():
            state = invoice_state(total, balance, due, note, desk.today)
            yield Row(invoice_id, str(number or ""), label, str(day or ""), str(due or ""), total, balance, state)


def _cells(desk: Desk, row: Row) -> dict[str, object]:
    return {
        "href": f"{desk.path}/invoices/{row.id}",
        "number": row.number or f"(no number, id {row.id})",
        "customer": row.customer,
        "date": row.date,
        "due": row.due,
        "total": amount(row.total),
        "balance": amount(row.balance),
        "state": row.state.badge(),
    }


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal() if text else 0
