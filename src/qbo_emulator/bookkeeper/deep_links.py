"""QuickBooks' own addresses of a record (`/app/invoice?txnId=…`), by which products link to it: they lead to our pages.

The live service opens them in the company the browser is signed in to; here it is the first that has the record.
"""

from werkzeug import Request, Response
from werkzeug.utils import redirect

from qbo_emulator.rules.faults import Fault
from qbo_emulator.world import Company, World


def invoice(world: World, request: Request) -> Response:
    """The invoice's page, or the list of companies where none has it."""
    invoice_id = request.args.get("txnId", "")
    for company in world.companies():
        if _holds(company, "Invoice", invoice_id):
            return redirect(f"/bookkeeper/{company.realm_id}/invoices/{invoice_id}", 303)
    return redirect("/", 303)


def payment(world: World, request: Request) -> Response:
    """Payments are on the pages of their invoices."""
    return _list_of(world, "Payment", request.args.get("txnId", ""), "")


def customer(world: World, request: Request) -> Response:
    """The customers of the company that has it; without an id those of the first company."""
    return _list_of(world, "Customer", request.args.get("nameId", ""), "/customers")


def _list_of(world: World, entity: str, object_id: str, page: str) -> Response:
    for company in world.companies():
        if not object_id or _holds(company, entity, object_id):
            return redirect(f"/bookkeeper/{company.realm_id}{page}", 303)
    return redirect("/", 303)


def _holds(company: Company, entity: str, object_id: str) -> bool:
    try:
        company.read(entity, object_id)
    except Fault:
        return False
    return True
