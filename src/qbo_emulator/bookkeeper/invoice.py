"""One invoice: its lines, what was paid on it, and what a bookkeeper does to it.

Each raises rules.faults.Fault when there is no such invoice.
"""

from collections.abc import Callable

from werkzeug import Request, Response
from werkzeug.utils import redirect

from qbo_emulator.bookkeeper import invoice_changes
from qbo_emulator.bookkeeper.desk import Desk
from qbo_emulator.bookkeeper.invoice_page import invoice_page
from qbo_emulator.bookkeeper.words import Unreadable
from qbo_emulator.rules.faults import Fault


def show(desk: Desk, request: Request, invoice_id: str) -> Response:
    """GET .../invoices/{id}."""
    return invoice_page(desk, invoice_id, {}, done=request.args.get("done", ""))


def record_payment(desk: Desk, request: Request, invoice_id: str) -> Response:
    """POST .../payment."""
    return _change(desk, request, invoice_id, invoice_changes.record_payment, "payment")


def edit(desk: Desk, request: Request, invoice_id: str) -> Response:
    """POST .../edit."""
    return _change(desk, request, invoice_id, invoice_changes.edit, "edit")


def void(desk: Desk, request: Request, invoice_id: str) -> Response:
    """POST .../void."""
    return _change(desk, request, invoice_id, invoice_changes.void, "void")


def delete(desk: Desk, request: Request, invoice_id: str) -> Response:
    """POST .../delete: the invoice is gone, so the list follows."""
    try:
        desk.company.delete("Invoice", invoice_id)
    except Fault as fault:
        return invoice_page(desk, invoice_id, {}, problem=_words(fault))
    return redirect(f"{desk.path}?deleted=1", 303)


def _change(
    desk: Desk, request: Request, invoice_id: str, change: Callable[[Desk, Request, str], None], done: str
) -> Response:
    """Make the change and show the invoice again; a refusal is shown above it, and what was typed is kept."""
    try:
        change(desk, request, invoice_id)
    except Unreadable as problem:
        return invoice_page(desk, invoice_id, request.form, problem=str(problem))
    except Fault as fault:
        return invoice_page(desk, invoice_id, request.form, problem=_words(fault))
    return redirect(f"{desk.path}/invoices/{invoice_id}?done={done}", 303)


def _words(fault: Fault) -> str:
    return f"QuickBooks refused ({fault.code}): {fault.detail}"
