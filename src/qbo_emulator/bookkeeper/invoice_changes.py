"""What the forms of an invoice do to the books; each raises Unreadable or rules.faults.Fault and then did nothing."""

from decimal import Decimal

from werkzeug import Request

from qbo_emulator.bookkeeper.desk import Desk
from qbo_emulator.bookkeeper.words import Unreadable, typed_date, typed_number
from qbo_emulator.rules.rounding import half_up, money
from qbo_emulator.store.text import Json


def record_payment(desk: Desk, request: Request, invoice_id: str) -> None:
    """A payment for this invoice; what is above its balance stays unapplied."""
    total = typed_number(request.form, "amount", "Amount")
    day = typed_date(request.form, "date", "Date")
    if total <= 0:
        raise Unreadable("Amount must be above 0.")
    with desk.company.lock:
        invoice = desk.company.read("Invoice", invoice_id)
        applied = min(total, money(invoice.get("Balance")))
        links = [{"Amount": applied, "LinkedTxn": [{"TxnId": invoice_id, "TxnType": "Invoice"}]}]
        body: Json = {"CustomerRef": invoice["CustomerRef"], "TotalAmt": total, "TxnDate": day}
        body["Line"] = links if applied else []
        if request.form.get("reference"):
            body["PaymentRefNum"] = request.form["reference"]
        desk.company.create("Payment", body)


def edit(desk: Desk, request: Request, invoice_id: str) -> None:
    """Memo, due date and the numbers of the lines; a line keeps everything else it has."""
    with desk.company.lock:
        invoice = desk.company.read("Invoice", invoice_id)
        body = {
            "Id": invoice_id,
            "SyncToken": request.form.get("token", ""),
            "sparse": True,
            "PrivateNote": request.form.get("memo", ""),
            "DueDate": typed_date(request.form, "due", "Due date"),
            "Line": [_retyped(line, request) for line in invoice["Line"] if not _is_subtotal(line)],
        }
        desk.company.update("Invoice", body)


def void(desk: Desk, _request: Request, invoice_id: str) -> None:
    """The document stays, its amounts become 0."""
    desk.company.void("Invoice", invoice_id)


def _is_subtotal(line: Json) -> bool:
    return bool(line["DetailType"] == "SubTotalLineDetail")  # the server appends its own


def _retyped(line: Json, request: Request) -> Json:
    """The line with the numbers typed for it; the amount follows quantity and price (qbo-money A1)."""
    detail = line.get("SalesItemLineDetail")
    if detail is None:
        return line
    name = f"line-{line['Id']}"
    if f"{name}-amount" in request.form:
        return line | {"Amount": half_up(typed_number(request.form, f"{name}-amount", _label(line, "amount")))}
    if f"{name}-quantity" not in request.form:
        return line
    quantity = typed_number(request.form, f"{name}-quantity", _label(line, "quantity"))
    price = typed_number(request.form, f"{name}-price", _label(line, "price"))
    if (quantity, price) == (money(detail.get("Qty")), money(detail.get("UnitPrice"))):
        return line
    return line | {
        "Amount": half_up(Decimal(quantity * price)),
        "SalesItemLineDetail": detail | {"Qty": quantity, "UnitPrice": price},
    }


def _label(line: Json, what: str) -> str:
    return f"The {what} of line {line.get('LineNum', line['Id'])}"
