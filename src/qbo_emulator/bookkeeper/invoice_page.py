"""The page of one invoice."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup
from werkzeug import Response

from qbo_emulator.bookkeeper.desk import Desk
from qbo_emulator.bookkeeper.words import amount, invoice_state, trouble
from qbo_emulator.bookkeeper.words import done as done_notice
from qbo_emulator.pages import Template, page
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.text import Json
from qbo_emulator.world import Company

_page = Template(__package__, "invoice.html")
_line = Template(__package__, "invoice_line.html")
_number = Template(__package__, "invoice_number.html")
_total = Template(__package__, "invoice_total.html")
_paid = Template(__package__, "invoice_paid.html")
_payment = Template(__package__, "invoice_payment_form.html")

NO_PAYMENT = Markup('<tr><td class="hint">None yet.</td></tr>')
DONE = {"payment": "The payment is recorded.", "edit": "The invoice is saved.", "void": "The invoice is voided."}


def invoice_page(desk: Desk, invoice_id: str, typed: Mapping[str, str], problem: str = "", done: str = "") -> Response:
    """The invoice with its forms, filled with what was `typed` into one of them before, else with what is stored.

    Raises rules.faults.Fault when it is not there.
    """
    company = desk.company
    with company.lock:
        invoice = company.read("Invoice", invoice_id)
        payments = _payments(company, invoice)
    customer = invoice.get("CustomerRef", {})
    total, balance = invoice.get("TotalAmt"), invoice.get("Balance")
    state = invoice_state(total, balance, invoice.get("DueDate"), invoice.get("PrivateNote"), desk.today)
    title = f"Invoice {invoice.get('DocNumber') or 'without number'}"
    path = f"{desk.path}/invoices/{invoice_id}"
    body = _page(
        list_path=desk.path,
        path=path,
        company=company.name,
        title=title,
        customer=customer.get("name") or customer.get("value", ""),
        state=state.badge(),
        notice=trouble(problem) or done_notice(DONE.get(done, "")),
        token=invoice.get("SyncToken", ""),
        date=invoice.get("TxnDate", ""),
        due=typed.get("due", invoice.get("DueDate", "")),
        memo=typed.get("memo", invoice.get("PrivateNote", "")),
        lines=Markup().join(_lines(invoice, typed)),
        totals=_total.each(_totals(invoice)),
        payments=_paid.each(_applied(payment, invoice_id) for payment in payments) or NO_PAYMENT,
        payment_form=_payment_form(desk, path, balance, typed) if money(balance) else "",
    )
    return page(title, body, 400 if problem else 200)


def _payments(company: Company, invoice: Json) -> list[Json]:
    """Those that are there: a seeded invoice may name payments that were not seeded with it."""
    shelf = company.books.shelf("Payment")
    links = [link["TxnId"] for link in invoice.get("LinkedTxn", []) if link["TxnType"] == "Payment"]
    return [record.object() for record in map(shelf.get, links) if record]


def _payment_form(desk: Desk, path: str, balance: object, typed: Mapping[str, str]) -> Markup:
    return _payment(
        path=path,
        amount=typed.get("amount", money(balance)),
        date=typed.get("date", desk.today),
        reference=typed.get("reference", ""),
    )


def _lines(invoice: Json, typed: Mapping[str, str]) -> Iterator[Markup]:
    for line in invoice.get("Line", []):
        if line["DetailType"] in ("SubTotalLineDetail", "DiscountLineDetail"):
            continue
        detail = line.get("SalesItemLineDetail", {})
        yield _line(
            item=detail.get("ItemRef", {}).get("name", ""),
            description=line.get("Description", ""),
            quantity=_input(line, "quantity", detail.get("Qty"), typed),
            price=_input(line, "price", detail.get("UnitPrice"), typed),
            amount=_amount(line, detail, typed),
        )


def _amount(line: Json, detail: Json, typed: Mapping[str, str]) -> Markup | str:
    """Typed in only where no quantity and price make it up."""
    if detail and "Qty" not in detail:
        return _input(line, "amount", line.get("Amount"), typed)
    return amount(line.get("Amount"))


def _input(line: Json, what: str, value: object, typed: Mapping[str, str]) -> Markup | str:
    if value is None or "Id" not in line:
        return ""
    label = f"{what.capitalize()} of line {line.get('LineNum', '')}"
    name = f"line-{line['Id']}-{what}"
    return _number(name=name, value=typed.get(name, value), label=label)


def _totals(invoice: Json) -> Iterator[dict[str, object]]:
    for line in invoice.get("Line", []):
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
