"""The list of a company's customers, and adding one."""

from markupsafe import Markup
from werkzeug import Request, Response
from werkzeug.utils import redirect

from qbo_emulator.bookkeeper.desk import Desk
from qbo_emulator.bookkeeper.paging import paged
from qbo_emulator.bookkeeper.words import amount, done, trouble
from qbo_emulator.pages import Template, page
from qbo_emulator.rules.faults import Fault
from qbo_emulator.store.text import Json

_list = Template(__package__, "customers.html")
_row = Template(__package__, "customers_row.html")

NO_ROWS = Markup('<tr><td colspan="4" class="hint">No customer matches.</td></tr>')


def show(desk: Desk, request: Request) -> Response:
    """GET /bookkeeper/{realm}/customers?q=&page=."""
    return _page(desk, request)


def add(desk: Desk, request: Request) -> Response:
    """POST /bookkeeper/{realm}/customers: a name, and an email address if there is one."""
    body: Json = {"DisplayName": request.form.get("name", "").strip()}
    email = request.form.get("email", "").strip()
    if email:
        body["PrimaryEmailAddr"] = {"Address": email}
    try:
        desk.company.create("Customer", body)
    except Fault as fault:
        return _page(desk, request, f"{fault.message}: {fault.detail}", 400)
    return redirect(f"{desk.path}/customers?added=1", 303)


def _page(desk: Desk, request: Request, problem: str = "", status: int = 200) -> Response:
    wanted = request.args.get("q", "").strip()
    with desk.company.lock:
        shelf = desk.company.books.shelf("Customer")
        names = ("FullyQualifiedName", "PrimaryEmailAddr.Address", "Balance", "Active")
        columns = [shelf.column(name) for name in names]
        rows = [tuple(column.get(each) for column in columns) for each in shelf.live()]
    found = [row for row in rows if wanted.casefold() in f"{row[0] or ''} {row[1] or ''}".casefold()]
    part = paged(request, sorted(found, key=lambda row: str(row[0]).casefold()))
    body = _list(
        realm_id=desk.company.realm_id,
        company=desk.company.name,
        notice=trouble(problem) or done("The customer is added." if "added" in request.args else ""),
        wanted=wanted,
        name=request.form.get("name", ""),
        email=request.form.get("email", ""),
        rows=_row.each(_cells(*row) for row in part.rows) or NO_ROWS,
        paging=part.links,
    )
    return page(f"Customers of {desk.company.name}", body, status)


def _cells(name: object, email: object, balance: object, active: object) -> dict[str, object]:
    state = "Inactive" if active is False else ""
    return {"name": name or "", "email": email or "", "balance": amount(balance), "state": state}
