"""What QuickBooks will hold, before anything is sent: the same check and the same translation as the real push."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import msgspec

from nexos.kit.money import Money
from nexos.quickbooks.mapping.keys import DEFAULT, NOT_TAXABLE, TAXABLE
from nexos.quickbooks.push.blocked import Blocked
from nexos.quickbooks.push.document import Books, InvoiceLineSource, InvoiceSource, Surroundings, Translated
from nexos.quickbooks.push.translators.invoice import bill_email, line_class, private_note
from nexos.quickbooks.state.words import day, dollars

UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class Field:
    """One field on both sides; `differs` when it reads differently there, and `why` it does or does not."""

    label: str
    here: str
    there: str
    why: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ours, and the item, quantity, rate and tax QuickBooks will hold. `blocked` says what keeps it back."""

    here: str
    item: str
    description: str
    quantity: Decimal
    unit_price: Decimal
    tax: str
    amount: Money
    blocked: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """The whole effect of a push. `tax` is None where QuickBooks computes it; `total` then leaves it out, and
    `tax_sentence` says so. `request` is the exact body, empty while something is `blocked`."""

    number: str
    quickbooks_company: str
    environment: str
    can_send: bool
    blocked: tuple[Blocked, ...]
    notes: tuple[str, ...]
    fields: tuple[Field, ...]
    lines: tuple[Line, ...]
    currency: str
    subtotal: Money
    discount: Money
    tax: Money | None
    tax_sentence: str
    total: Money
    marker: str
    request_id: str
    method: str
    request: str


def fields(source: InvoiceSource, there: Surroundings, marker: str) -> tuple[Field, ...]:
    """Every field of the document, ours beside theirs."""
    books = there.books
    return (
        _customer(source, there),
        _number(source, books),
        Field("Date", day(source.issued_on), day(source.issued_on), _after(books)),
        Field("Due", day(source.due_on), day(source.due_on), _due(there)),
        _email(source),
        Field("Currency", source.currency, source.currency, _currency(source, books)),
        Field("Memo to the customer", source.memo or "none", source.memo or "none", "Printed on the invoice there"),
        *_lists(source, there),
        Field(
            "Private note", "none", private_note(source.number, marker), "Ends in the mark we find it by", differs=True
        ),
    )


def lines(source: InvoiceSource, there: Surroundings, blocked: list[Blocked]) -> tuple[Line, ...]:
    """The lines in order."""
    reasons = {reason.what: reason.sentence for reason in blocked if reason.reason == "item"}
    return tuple(_line(line, there, reasons) for line in source.lines)


def tax_sentence(source: InvoiceSource, books: Books | None) -> str:
    """What QuickBooks will do about sales tax."""
    taxable = [line.amount for line in source.lines if line.taxable]
    if not taxable:
        return "No line is taxable, so QuickBooks adds no sales tax."
    base = dollars(sum(taxable[1:], taxable[0]))
    after = ", after the discount" if source.discount else ""
    if books is not None and books.automated_sales_tax:
        sentence = f"QuickBooks computes the sales tax on the taxable {base}{after} and adds it to the total."
    elif books is not None and books.taxed_by_line:
        sentence = f"QuickBooks adds tax on the taxable {base}{after}, by the tax code of each line."
    else:
        sentence = f"QuickBooks adds tax on the taxable {base}{after}, by the customer's tax code."
    if source.tax is None:
        return sentence
    return f"{sentence} We expect {dollars(source.tax)}; if it decides otherwise, the invoice will say so."


def pretty(translated: Translated) -> str:
    """The request's body for reading; the same numbers and the same order as what is sent."""
    return msgspec.json.format(translated.payload(), indent=2).decode()


def notes(source: InvoiceSource, there: Surroundings) -> tuple[str, ...]:
    """What is worth knowing and keeps nothing back."""
    found = []
    if source.email and not bill_email(source.email):
        found.append("The company's billing address is no e-mail address QuickBooks would take; it goes without one.")
    if there.books is not None and there.books.automated_sales_tax and any(line.taxable for line in source.lines):
        found.append(
            "QuickBooks taxes by the customer's shipping address there; without one it uses your own company's."
        )
    return tuple(found)


def _due(there: Surroundings) -> str:
    if there.term is None:
        return "Sent as it is; no term of QuickBooks' is linked to these days"
    return f"Sent as it is, with the term “{there.term.name}”"


def _lists(source: InvoiceSource, there: Surroundings) -> tuple[Field, ...]:
    """Location and classes, where QuickBooks keeps them and some are linked."""
    books = there.books
    found = []
    if there.location is not None:
        found.append(Field("Location", "every invoice", there.location.name, "The linked location"))
    if books is not None and (books.class_per_line or books.class_per_document):
        if books.class_per_document:
            named = [there.classes[DEFAULT]] if DEFAULT in there.classes else []
        else:
            named = [one for line in source.lines if (one := line_class(line, there)) is not None]
        if names := ", ".join(sorted({one.name for one in named})):
            found.append(Field("Class", "by revenue class", names, "The linked classes"))
    return tuple(found)


def _customer(source: InvoiceSource, there: Surroundings) -> Field:
    if there.customer is None:
        return Field("Customer", source.company_name, UNKNOWN, "Not linked", differs=True)
    name = there.customer.name
    return Field("Customer", source.company_name, name, "The linked customer", differs=name != source.company_name)


def _number(source: InvoiceSource, books: Books | None) -> Field:
    if books is None:
        return Field("Number", source.number, UNKNOWN, "QuickBooks' settings have not been read yet", differs=True)
    if books.custom_numbers:
        return Field("Number", source.number, source.number, "Your QuickBooks company uses custom numbers")
    why = "Your QuickBooks company numbers its documents itself; we keep the number it chooses"
    return Field("Number", source.number, "the next one there", why, differs=True)


def _email(source: InvoiceSource) -> Field:
    sent = bill_email(source.email)
    here = source.email or "none"
    return Field(
        "Bill to", here, sent or "none", "QuickBooks will not e-mail it by itself", differs=here != (sent or "none")
    )


def _after(books: Books | None) -> str:
    close: date | None = books.close_date if books is not None else None
    return f"After the close date, {day(close)}" if close else "The books have no close date"


def _currency(source: InvoiceSource, books: Books | None) -> str:
    if books is not None and source.currency != books.home_currency:
        return "QuickBooks uses its own rate of that day"
    return "Home currency"


def _line(line: InvoiceLineSource, there: Surroundings, reasons: dict[str, str]) -> Line:
    item = there.items.get(line.product_id) if line.product_id is not None else None
    blocked = reasons.get(str(line.product_id), "") if line.product_id else reasons.get("", "")
    return Line(
        here=line.description.splitlines()[0] if line.description else "",
        item=item.name if item else UNKNOWN,
        description=line.description,
        quantity=line.quantity,
        unit_price=line.unit_price,
        tax=_tax(line, there),
        amount=line.amount,
        blocked=blocked,
    )


def _tax(line: InvoiceLineSource, there: Surroundings) -> str:
    words = "Taxable" if line.taxable else "Not taxable"
    if there.books is None or not there.books.taxed_by_line:
        return words
    code = there.tax_codes.get(TAXABLE if line.taxable else NOT_TAXABLE)
    return f"{words}: {code.name if code else UNKNOWN}"
