"""What an invoice is to say, before it is one, and what is wrong with it. Pure: no database, no Django."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from nexos.billing.totals import Part, Totals, total
from nexos.kit.checks import (
    PRICE_LIMIT,
    amount_problem,
    date_problem,
    number_problem,
    price_problem,
    quantity_problem,
    text_problem,
)
from nexos.kit.money import Money, line_amount, minor_digits

LINES_LIMIT = 500
LONGEST_TERMS = 365
QUOTE_LINE = "quote_line"


@dataclass(frozen=True, slots=True)
class Source:
    """What a line bills: `kind` is QUOTE_LINE, `id` that line's."""

    kind: str
    id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """One line. `discount` is the amount taken off it; `unit_price` below zero is a credit.

    `source` is filled by the modules of `invoicing`, never from what a person sends; a line that is on a draft already
    is named by its `id` and keeps its source.
    """

    description: str
    quantity: Decimal
    unit_price: Decimal
    product_id: UUID | None = None
    taxable: bool = False
    discount: Decimal = Decimal(0)
    source: Source | None = None
    id: UUID | None = None

    def amount(self, currency: str) -> Money:
        """Quantity times unit price, rounded once; the discount is not taken off."""
        return line_amount(self.quantity, self.unit_price, currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A whole invoice. Dates are business-local.

    None stands for: `issued_on` the day it is issued, `due_on` `terms_days` after that, `terms_days` the company's.
    """

    company_id: UUID
    currency: str
    lines: Sequence[DraftLine]
    issued_on: date | None = None
    due_on: date | None = None
    terms_days: int | None = None
    memo: str = ""

    @property
    def totals(self) -> Totals:
        """What the lines come to; they must be without problems."""
        return totals(self.lines, self.currency)


def totals(lines: Sequence[DraftLine], currency: str) -> Totals:
    """What `lines` come to."""
    return total(
        [Part(line.amount(currency), Money.rounded(line.discount, currency), line.taxable) for line in lines], currency
    )


def problems(draft: Draft) -> dict[str, str]:
    """A sentence per wrong field, lines as "lines.0.quantity"; empty when the invoice can be written."""
    found = {
        "currency": "" if _is_currency(draft.currency) else f"“{draft.currency}” is not a currency; write it like USD.",
        "memo": text_problem("memo", draft.memo, 4000),
        "terms_days": _terms_problem(draft.terms_days),
        "issued_on": date_problem("invoice's date", draft.issued_on),
        "due_on": due_problem(draft.issued_on, draft.due_on),
        "lines": _count_problem(len(draft.lines)),
    }
    for place, line in enumerate(draft.lines):
        found |= {f"lines.{place}.{field}": problem for field, problem in _line_problems(line, draft.currency).items()}
    if not any(found.values()):
        found = {"lines": total_problem(draft.totals)}
    return {field: problem for field, problem in found.items() if problem}


def due_problem(issued_on: date | None, due_on: date | None) -> str:
    """Checks that an invoice is not due before it is issued, nor in another age."""
    if issued_on and due_on and due_on < issued_on:
        return f"The due date is before the invoice's own date, {issued_on:%b} {issued_on.day}, {issued_on.year}."
    return date_problem("due date", due_on)


def total_problem(sums: Totals) -> str:
    """Checks that nothing is owed to the client."""
    if (sums.subtotal - sums.discount).amount < 0:
        return f"The invoice comes to {sums.total}; an invoice cannot be less than nothing."
    return ""


def _is_currency(currency: str) -> bool:
    return len(currency) == 3 and currency.isascii() and currency.isalpha() and currency.isupper()


def _terms_problem(days: int | None) -> str:
    right = days is None or 0 <= days <= LONGEST_TERMS
    return "" if right else f"The terms must be between 0 and {LONGEST_TERMS} days."


def _count_problem(count: int) -> str:
    if count > LINES_LIMIT:
        return f"An invoice can have {LINES_LIMIT} lines at most."
    return "" if count else "An invoice needs at least one line."


def _line_problems(line: DraftLine, currency: str) -> dict[str, str]:
    wrong = {
        "description": text_problem("description", line.description, 4000, required=True),
        "quantity": quantity_problem(line.quantity),
        "unit_price": price_problem(line.unit_price),
        "discount": number_problem("discount", line.discount, PRICE_LIMIT, minor_digits(currency)),
    }
    if not any(wrong.values()):
        wrong["unit_price"] = amount_problem(line.quantity, line.unit_price)
        wrong["discount"] = _discount_problem(line, currency)
    return wrong


def _discount_problem(line: DraftLine, currency: str) -> str:
    """A discount takes off at most the line; on a credit it is below zero and makes the credit smaller."""
    amount = line.amount(currency).amount
    if min(amount, Decimal(0)) <= line.discount <= max(amount, Decimal(0)):
        return ""
    return f"The discount must be between 0 and the line's amount, {amount:f}."
