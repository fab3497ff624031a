"""The page of one invoice."""

from collections.abc import Iterator

from markupsafe import Markup
from werkzeug import Response

from qbo_emulator.bookkeeper.desk import Desk
from qbo_emulator.bookkeeper.words import amount, invoice_state, trouble
from qbo_emulator.bookkeeper.words import done as done_notice
from qbo_emulator.pages import Template, page
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.text import Json

_page = Template(__package__, "invoice.html")
_line = Template(__package__, "invoice_line.html")
_number = Template(__package__, "invoice_number.html")
_total = Template(__package__, "invoice_total.html")
_paid = Template(__package__, "invoice_paid.html")
_payment = Template(__package__, "invoice_payment_form.html")

NO_PAYMENT = Markup('<tr><td class="hint">None yet.</td></tr>')
DONE = {"payment": "The payment is recorded.", "edit": "The invoice is saved.", "void": "The invoice is voided."}


def invoice_page(desk: Desk, invoice_id: str, problem: str = "", done: str = "") -> Response:
    """The invoice with its forms. Raises rules.faults.Fault when it is not there."""
    company = desk.company
    with company.lock:
        invoice = company.read("Invoice", invoice_id)
        payments = [company.read("Payment", each) for each in _payment_ids(invoice)]
    total, balance = invoice.get("TotalAmt"), invoice.get("Balance")
    state = invoice_state(total, balance, invoice.get("DueDate"), invoice.get("PrivateNote"), desk.today)
    title = f"Invoice {invoice.get('DocNumber') or 'without number'}"
    path = f"{desk.path}/invoices/{invoice_id}"
    body = _page(
        list_path=desk.path,
        path=path,
        company=company.name,
        title=title,
        customer=invoice["CustomerRef"].get("name") or invoice["CustomerRef"].get("value"),
        state=state.badge(),
        notice=trouble(problem) or done_notice(DONE.get(done, "")),
        token=invoice.get("SyncToken", ""),
        date=invoice.get("TxnDate", ""),
        due=invoice.get("DueDate", ""),
        memo=invoice.get("PrivateNote", ""),
        lines=Markup().join(_lines(invoice)),
        totals=_total.each(_totals(invoice)),
        payments=_paid.each(_applied(payment, invoice_id) for payment in payments) or NO_PAYMENT,
        payment_form=_payment(path=path, balance=money(balance), today=desk.today) if money(balance) else "",
    )
    return page(title, body, 400 if problem else 200)


def _payment_ids(invoice: Json) -> list[str]:
    return [link["TxnId"] for link in invoice.get("LinkedTxn", []) if link["TxnType"] == "Payment"]


def _lines(invoice: Json) -> Iterator[Markup]:
    for line in invoice["Line"]:
        if line["DetailType"] in ("SubTotalLineDetail", "DiscountLineDetail"):
            continue
        detail = line.get("SalesItemLineDetail", {})
        yield _line(
            item=detail.get("ItemRef", {}).get("name", ""),
            description=line.get("Description", ""),
            quantity=_typed(line, "quantity", detail.get("Qty")),
            price=_typed(line, "price", detail.get("UnitPrice")),
            amount=_amount(line, detail),
        )


def _amount(line: Json, detail: Json) -> Markup | str:
    """Typed in only where no quantity and price make it up."""
    if detail and "Qty" not in detail:
        return _typed(line, "amount", line.get("Amount"))
    return amount(line.get("Amount"))


def _typed(line: Json, what: str, value: object) -> Markup | str:
    if value is None or "Id" not in line:
        return ""
    label = f"{what.capitalize()} of line {line.get('LineNum', '')}"
    return _number(name=f"line-{line['Id']}-{what}", value=value, label=label)


def _totals(invoice: Json) -> Iterator[dict[str, object]]:
    for line in invoice["Line"]:
        if line["DetailType"] == "SubTotalLineDetail":
            yield {"word": "Subtotal", "amount": amount(line["Amount"])}
        if line["DetailType"] == "DiscountLineDetail":
            yield {"word": "Discount", "amount": "−" + amount(line["Amount"])}
    tax = invoice.get("TxnTaxDetail", {}).get("TotalTax")
    if tax:
        yield {"word": "Tax", "amount": amount(tax)}
    yield {"word": "Total", "amount": amount(invoice.get("TotalAmt"))}
    yield {"word": "Balance", "amount": amount(invoice.get("Balance"))}


def _applied(payment: Json, invoice_id: str) -> dict[str, object]:
    applied = [
        money(line["Amount"])
        for line in payment.get("Line", [])
        for link in line.get("LinkedTxn", [])
        if link["TxnId"] == invoice_id and link["TxnType"] == "Invoice"
    ]
    return {"date": payment.get("TxnDate", ""), "amount": amount(sum(applied))}
