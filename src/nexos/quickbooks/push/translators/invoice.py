"""An invoice as QuickBooks takes it.

Everything QuickBooks would otherwise fill in by itself is said: a missing TxnDate becomes its own Pacific date, a
missing DueDate 30 days later, a missing tax code NON. Nothing it computes is sent: no subtotal, no total, no balance.
Source: Intuit, "Invoice"; recorded answers.
"""

from decimal import Decimal
from typing import Any

from nexos.quickbooks.mapping.keys import DEFAULT, DOCUMENT, NOT_TAXABLE, TAXABLE
from nexos.quickbooks.push.document import InvoiceLineSource, InvoiceSource, Reference, Surroundings, Translated
from nexos.quickbooks.state.facts import Facts, LineFacts, plain

LONGEST_MEMO = 1000
LONGEST_EMAIL = 100


def translate(source: InvoiceSource, there: Surroundings, marker: str) -> Translated:
    """The request that creates `source`. Only for a document that `policy.check` lets through."""
    assert there.customer is not None
    assert there.books is not None
    body: dict[str, Any] = {
        "CustomerRef": {"value": there.customer.id},
        "TxnDate": source.issued_on.isoformat(),
        "DueDate": source.due_on.isoformat(),
        "CurrencyRef": {"value": source.currency},
        "Line": [_line(line, there) for line in source.lines],
        "PrivateNote": private_note(source.number, marker),
    }
    if there.books.custom_numbers:
        body["DocNumber"] = source.number
    if source.memo:
        body["CustomerMemo"] = {"value": source.memo}
    if email := bill_email(source.email):
        body["BillEmail"] = {"Address": email}
    if source.discount:
        body["Line"].append(_discount(source.discount.amount))
    body |= _tax(source, there) | _lists(there)
    return Translated("Invoice", "create", body, expected_facts(source, there))


def private_note(number: str, marker: str) -> str:
    """The note only the company sees; it ends in the marker by which the document is found again."""
    return f"{number} from NEXOS CORE {marker}"


def bill_email(addresses: str) -> str:
    """The company's billing addresses as far as QuickBooks holds them (100 characters), the first ones first."""
    kept = ""
    for address in addresses.split(","):
        longer = f"{kept}, {address.strip()}" if kept else address.strip()
        if "@" in address and len(longer) <= LONGEST_EMAIL:
            kept = longer
    return kept


def tax_code(source: InvoiceSource, there: Surroundings) -> str | None:
    """The document's sales tax code, where QuickBooks neither computes sales tax by itself nor wants a code of each
    line: the customer's, else the one chosen for customers without.

    Without a code QuickBooks charges no tax, silently, even on taxable lines (recorded, 49 of 49).
    """
    assert there.books is not None
    assert there.customer is not None
    books = there.books
    if books.automated_sales_tax or books.taxed_by_line or not any(line.taxable for line in source.lines):
        return None
    chosen = there.tax_codes.get(DOCUMENT)
    return there.customer.tax_code_id or (chosen.id if chosen and chosen.active else None)


def expected_facts(source: InvoiceSource, there: Surroundings) -> Facts:
    """What the answer has to say: number, tax and total are QuickBooks' own where it decides them."""
    assert there.books is not None
    assert there.customer is not None
    untaxed = not any(line.taxable for line in source.lines)
    tax = Decimal(0) if untaxed else source.tax.amount if source.tax is not None else None
    return Facts(
        number=source.number if there.books.custom_numbers else None,
        customer_id=there.customer.id,
        issued_on=source.issued_on.isoformat(),
        due_on=source.due_on.isoformat(),
        memo=source.memo,
        discount=plain(source.discount.amount),
        tax=None if tax is None else plain(tax),
        total=None if tax is None else plain((source.subtotal - source.discount).amount + tax),
        lines=[_line_facts(line, there) for line in source.lines],
    )


def _tax(source: InvoiceSource, there: Surroundings) -> dict[str, Any]:
    """What the document says of its tax. Outside the US amounts are without it, and there is no choice whether it comes
    before the discount (Intuit, "Invoice")."""
    assert there.books is not None
    if there.books.taxed_by_line:
        return {"GlobalTaxCalculation": "TaxExcluded"}
    said: dict[str, Any] = {"ApplyTaxAfterDiscount": True} if source.discount else {}
    if (code := tax_code(source, there)) is not None:
        said["TxnTaxDetail"] = {"TxnTaxCodeRef": {"value": code}}
    return said


def _lists(there: Surroundings) -> dict[str, Any]:
    """The entries of QuickBooks' lists that the whole document names."""
    assert there.books is not None
    by_document = there.classes.get(DEFAULT) if there.books.class_per_document else None
    named = {"SalesTermRef": there.term, "ClassRef": by_document, "DepartmentRef": there.location}
    return {field: {"value": one.id} for field, one in named.items() if one is not None}


def _line(line: InvoiceLineSource, there: Surroundings) -> dict[str, Any]:
    assert line.product_id is not None
    detail = {
        "ItemRef": {"value": there.items[line.product_id].id},
        "Qty": line.quantity,
        "UnitPrice": line.unit_price,
        "TaxCodeRef": {"value": _line_tax_code(line, there)},
    }
    if (named := line_class(line, there)) is not None:
        detail["ClassRef"] = {"value": named.id}
    return {
        "DetailType": "SalesItemLineDetail",
        "Amount": line.amount.amount,
        "Description": line.description,
        "SalesItemLineDetail": detail,
    }


def _line_tax_code(line: InvoiceLineSource, there: Surroundings) -> str:
    assert there.books is not None
    if there.books.taxed_by_line:
        return there.tax_codes[TAXABLE if line.taxable else NOT_TAXABLE].id
    return "TAX" if line.taxable else "NON"


def line_class(line: InvoiceLineSource, there: Surroundings) -> Reference | None:
    """The class of the line's revenue class, else the usual one; None where lines have none."""
    assert there.books is not None
    if not there.books.class_per_line:
        return None
    return there.classes.get(line.revenue_class) or there.classes.get(DEFAULT)


def _discount(amount: Decimal) -> dict[str, Any]:
    # As an amount, never as a percentage: ours is shared out over lines, and must come to the same cent there.
    return {"DetailType": "DiscountLineDetail", "Amount": amount, "DiscountLineDetail": {"PercentBased": False}}


def _line_facts(line: InvoiceLineSource, there: Surroundings) -> LineFacts:
    assert line.product_id is not None
    assert there.books is not None
    return LineFacts(
        description=line.description,
        item_id=there.items[line.product_id].id,
        quantity=plain(line.quantity),
        unit_price=plain(line.unit_price),
        amount=plain(line.amount.amount),
        # Where each line has a code, what is read back tells nothing but that: the tax itself is compared.
        taxable=line.taxable or there.books.taxed_by_line,
    )
