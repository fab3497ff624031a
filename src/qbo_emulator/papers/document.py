"""What stands on the paper of a document: number, name, lines, totals."""

from collections.abc import Iterator
from decimal import Decimal

from qbo_emulator.papers.pdf import LINE_WIDTH
from qbo_emulator.rules.rounding import half_up, money
from qbo_emulator.store.text import Json

TITLES = {
    "Invoice": "INVOICE",
    "Estimate": "ESTIMATE",
    "PurchaseOrder": "PURCHASE ORDER",
    "Payment": "PAYMENT RECEIPT",
    "SalesReceipt": "SALES RECEIPT",
    "CreditMemo": "CREDIT MEMO",
    "RefundReceipt": "REFUND RECEIPT",
}

_ADDRESS = ("Line1", "Line2", "Line3", "Line4", "Line5", "City", "CountrySubDivisionCode", "PostalCode", "Country")
_TEXT, _NUMBER = 56, 13


def laid_out(entity: str, doc: Json, company_name: str) -> list[str]:
    """The lines of the paper of `doc`, an object of `entity`, from top to bottom."""
    return [
        company_name,
        "",
        f"{TITLES[entity]} {doc.get('DocNumber') or doc.get('PaymentRefNum') or doc['Id']}",
        *_head(doc),
        "",
        _row("DESCRIPTION", "QTY", "RATE", "AMOUNT"),
        "-" * LINE_WIDTH,
        *(row for line in doc.get("Line", []) for row in _line(line)),
        "-" * LINE_WIDTH,
        *_totals(entity, doc),
        *_notes(doc),
    ]


def _head(doc: Json) -> Iterator[str]:
    for label, value in (
        ("Date", doc.get("TxnDate")),
        ("Due date", doc.get("DueDate")),
        ("Expires", doc.get("ExpirationDate")),
        ("Terms", _name(doc.get("SalesTermRef"))),
    ):
        if value:
            yield f"{label + ':':<12}{value}"
    yield ""
    yield _name(doc.get("CustomerRef") or doc.get("VendorRef"))
    address = doc.get("BillAddr") or doc.get("VendorAddr") or {}
    yield from (str(address[part]) for part in _ADDRESS if address.get(part))


def _line(line: Json) -> Iterator[str]:
    """One row per line of the document, the lines of a bundle below it; the subtotal is told with the totals."""
    detail = line.get(line.get("DetailType", ""), {})
    if line.get("DetailType") == "SubTotalLineDetail":
        return
    text = line.get("Description") or _name(detail.get("ItemRef") or detail.get("AccountRef")) or _linked(line)
    if line.get("DetailType") == "DiscountLineDetail":
        text = text or "Discount"
    yield _row(text, _plain(detail.get("Qty")), _plain(detail.get("UnitPrice")), _amount(line.get("Amount")))
    for inner in detail.get("Line", []):
        yield from _line(inner)


def _linked(line: Json) -> str:
    return ", ".join(f"{link.get('TxnType')} {link.get('TxnId')}" for link in line.get("LinkedTxn", []))


def _totals(entity: str, doc: Json) -> Iterator[str]:
    subtotals = [line for line in doc.get("Line", []) if line.get("DetailType") == "SubTotalLineDetail"]
    tax = money((doc.get("TxnTaxDetail") or {}).get("TotalTax"))
    if subtotals:
        yield _row("SUBTOTAL", "", "", _amount(subtotals[-1].get("Amount")))
    if tax:
        yield _row("TAX", "", "", _amount(tax))
    yield _row("TOTAL", "", (doc.get("CurrencyRef") or {}).get("value", ""), _amount(doc.get("TotalAmt")))
    if entity == "Invoice":
        yield _row("BALANCE DUE", "", "", _amount(doc.get("Balance")))


def _notes(doc: Json) -> Iterator[str]:
    memo = (doc.get("CustomerMemo") or {}).get("value") or doc.get("Memo")
    if memo:
        yield ""
        yield from str(memo).splitlines()


def _row(text: str, quantity: str, rate: str, value: str) -> str:
    return f"{' '.join(text.split())[:_TEXT]:<{_TEXT}}{quantity:>{_NUMBER}}{rate:>{_NUMBER}}{value:>{_NUMBER}}"


def _name(reference: Json | None) -> str:
    return str((reference or {}).get("name") or (reference or {}).get("value") or "")


def _plain(value: Decimal | int | None) -> str:
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def _amount(value: Decimal | int | None) -> str:
    return "" if value is None else f"{half_up(money(value)):,.2f}"
