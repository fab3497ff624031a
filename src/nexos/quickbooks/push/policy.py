"""What keeps a document from going, found before anything is sent, each with the place to fix it. Pure."""

from collections.abc import Iterator
from decimal import Decimal

from nexos.kit.money import Money, line_amount
from nexos.quickbooks.mapping.keys import NOT_TAXABLE, TAXABLE
from nexos.quickbooks.push.blocked import Blocked
from nexos.quickbooks.push.document import Books, Customer, InvoiceLineSource, InvoiceSource, Surroundings
from nexos.quickbooks.push.translators.invoice import LONGEST_MEMO, tax_code
from nexos.quickbooks.state.words import day, dollars

LONGEST_NUMBER = 21
LONGEST_DESCRIPTION = 4000
MOST_LINES = 10_000
MOST_TAXABLE_LINES = 750
MOST_PLACES = 7
LARGEST_AMOUNT = Decimal("99999999999")


def check(source: InvoiceSource, there: Surroundings) -> list[Blocked]:
    """Every reason, the one to fix first in front; empty when the document can go."""
    return [
        *_unread(there.books),
        *_customer(source, there.customer),
        *_items(source, there),
        *_totals(source),
        *_limits(source, there.books),
        *_currency(source, there),
        *_closed_books(source, there.books),
        *_sales_tax(source, there),
    ]


def _unread(books: Books | None) -> Iterator[Blocked]:
    if books is None:
        yield Blocked(
            "not_read",
            "",
            "QuickBooks' settings have not been read yet. Sync now; the invoice then goes by itself.",
            "sync",
        )


def _customer(source: InvoiceSource, customer: Customer | None) -> Iterator[Blocked]:
    company = str(source.company_id)
    if customer is None:
        yield Blocked(
            "customer",
            company,
            f"{source.number} waits: {source.company_name} has no customer in QuickBooks. Link one, or add it in "
            "QuickBooks and sync; the invoice then goes by itself.",
            "customer",
        )
    elif not customer.active:
        yield Blocked(
            "customer",
            company,
            f"{source.number} waits: “{customer.name}” is inactive in QuickBooks. Make it active there and sync, or "
            f"link {source.company_name} to another customer.",
            "customer",
        )


def _items(source: InvoiceSource, there: Surroundings) -> Iterator[Blocked]:
    named = set()
    for place, line in enumerate(source.lines, 1):
        if line.product_id is None:
            yield Blocked(
                "item",
                "",
                f"Line {place}, “{_short(line.description)}”, has no product, so QuickBooks would not know which item "
                "it sells. Void the invoice and make it from a quote whose lines name their product.",
                "document",
            )
        elif line.product_id not in named:
            named.add(line.product_id)
            yield from _item(line, there)


def _item(line: InvoiceLineSource, there: Surroundings) -> Iterator[Blocked]:
    assert line.product_id is not None
    item = there.items.get(line.product_id)
    if item is None:
        yield Blocked(
            "item",
            str(line.product_id),
            f"“{_short(line.description)}” is not linked to an item in QuickBooks. Link the product to one, or add the "
            "item there and sync; the invoice then goes by itself.",
            "item",
        )
    elif not item.active:
        yield Blocked(
            "item",
            str(line.product_id),
            f"QuickBooks will not take the item “{item.name}”, because it is inactive there. Make it active there, or "
            "link the product to another item.",
            "item",
        )


def _totals(source: InvoiceSource) -> Iterator[Blocked]:
    for place, line in enumerate(source.lines, 1):
        should_be = line_amount(line.quantity, line.unit_price, source.currency)
        if should_be != line.amount:
            yield _wrong(f"Line {place} says {dollars(line.amount)}, but quantity times rate is {dollars(should_be)}.")
    lines = sum((line.amount for line in source.lines), Money.zero(source.currency))
    tax = source.tax or Money.zero(source.currency)
    if not source.lines:
        yield _wrong("The invoice has no lines.")
    if lines != source.subtotal:
        yield _wrong(f"The lines come to {dollars(lines)}, but the subtotal says {dollars(source.subtotal)}.")
    if source.subtotal - source.discount + tax != source.total:
        yield _wrong(f"Subtotal, discount and tax do not come to the total of {dollars(source.total)}.")
    if source.total.amount < 0:
        yield _wrong(f"The total is {dollars(source.total)}; QuickBooks takes no invoice below zero.")
    if source.discount.amount < 0:
        yield _wrong(f"The discount is {dollars(source.discount)}; a surcharge has to be a line of its own.")


def _wrong(sentence: str) -> Blocked:
    return Blocked("totals", "", f"{sentence} Void the invoice and make it anew.", "document")


def _limits(source: InvoiceSource, books: Books | None) -> Iterator[Blocked]:
    taxable = any(line.taxable for line in source.lines)
    most = MOST_TAXABLE_LINES if taxable else MOST_LINES
    found = []
    if books is not None and books.custom_numbers and len(source.number) > LONGEST_NUMBER:
        found.append(f"The number {source.number} has more than {LONGEST_NUMBER} characters.")
    if len(source.memo) > LONGEST_MEMO:
        found.append(f"The memo has {len(source.memo):,} characters; QuickBooks takes {LONGEST_MEMO:,}.")
    if len(source.lines) > most:
        found.append(f"The invoice has {len(source.lines):,} lines; QuickBooks takes {most:,}.")
    for place, line in enumerate(source.lines, 1):
        if len(line.description) > LONGEST_DESCRIPTION:
            found.append(f"The text of line {place} has more than {LONGEST_DESCRIPTION:,} characters.")
        if max(_places(line.quantity), _places(line.unit_price)) > MOST_PLACES:
            found.append(f"Quantity or rate of line {place} has more than {MOST_PLACES} decimal places.")
        if max(abs(line.amount.amount), abs(line.unit_price)) > LARGEST_AMOUNT:
            found.append(f"The amount of line {place} is larger than QuickBooks can hold.")
    for sentence in found:
        yield Blocked("limits", "", f"{sentence} Change it here, then send again.", "document")


def _currency(source: InvoiceSource, there: Surroundings) -> Iterator[Blocked]:
    customer, books = there.customer, there.books
    if customer is not None and customer.currency and customer.currency != source.currency:
        yield Blocked(
            "currency",
            str(source.company_id),
            f"{source.number} is in {source.currency}, and QuickBooks keeps “{customer.name}” in {customer.currency}. "
            "A customer has one currency there; link the company to a customer in the invoice's currency.",
            "customer",
        )
    elif books is not None and source.currency != books.home_currency and not books.multi_currency:
        yield Blocked(
            "currency",
            "",
            f"{source.number} is in {source.currency}, and QuickBooks keeps these books in {books.home_currency} only. "
            "Switch on multicurrency there and sync, or void the invoice and make it in that currency.",
            "document",
        )


def _closed_books(source: InvoiceSource, books: Books | None) -> Iterator[Blocked]:
    if books is not None and books.close_date is not None and source.issued_on <= books.close_date:
        yield Blocked(
            "closed_period",
            books.close_date.isoformat(),
            f"{source.number} is dated {day(source.issued_on)}, and the books are closed through "
            f"{day(books.close_date)}. Ask whoever keeps the books to move the close date and sync, or void the "
            "invoice and issue it with a later date.",
            "document",
        )


def _sales_tax(source: InvoiceSource, there: Surroundings) -> Iterator[Blocked]:
    books, customer = there.books, there.customer
    if books is None or customer is None:
        return
    if books.taxed_by_line:
        yield from _line_tax(source, there)
    elif not any(line.taxable for line in source.lines):
        return
    elif not books.sales_tax:
        yield Blocked(
            "tax_code",
            "",
            f"{source.number} has taxable lines, but sales tax is switched off in QuickBooks, which would charge none "
            "without a word. Switch it on there and sync.",
            "settings",
        )
    elif not books.automated_sales_tax and tax_code(source, there) is None:
        yield Blocked(
            "tax_code",
            str(source.company_id),
            f"{source.number} has taxable lines, and “{customer.name}” has no sales tax code in QuickBooks, which "
            "would charge no tax without a word. Give the customer a tax code there and sync, or choose one for all "
            "customers without; the invoice then goes by itself.",
            "tax_code",
        )


def _line_tax(source: InvoiceSource, there: Surroundings) -> Iterator[Blocked]:
    for key, words in ((TAXABLE, "taxable lines"), (NOT_TAXABLE, "lines that are not taxable")):
        if not any(line.taxable is (key == TAXABLE) for line in source.lines):
            continue
        code = there.tax_codes.get(key)
        if code is None:
            yield Blocked(
                "tax_code",
                key,
                f"{source.number} has {words}, and no tax code of the company is linked for them. Outside the United "
                "States each line needs one; link it, and the invoice goes by itself.",
                "tax_code",
            )
        elif not code.active:
            yield Blocked(
                "tax_code",
                key,
                f"QuickBooks will not take the tax code “{code.name}” on {words} of {source.number}, because it is "
                "inactive there. Make it active there and sync, or link another.",
                "tax_code",
            )


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _short(text: str) -> str:
    first = text.strip().splitlines()[0] if text.strip() else "a line without text"
    return first if len(first) <= 60 else f"{first[:59]}…"
