"""What a quote offers, as a person writes it, and what is wrong with it. Pure: no database, no Django."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from nexos.kit.checks import (
    PRICE_LIMIT,
    amount_problem,
    choice_problem,
    date_problem,
    number_problem,
    percent_problem,
    price_problem,
    quantity_problem,
    text_problem,
)
from nexos.kit.money import line_amount, minor_digits
from nexos.sales.totals import DiscountKind, Part, QuoteTotals, total

ONE_TIME = "one_time"
RECURRING = "recurring"
LINES_LIMIT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferLine:
    """One line. `unit_price` below zero is a credit; quantity and price have up to seven decimals."""

    description: str
    quantity: Decimal
    unit_price: Decimal
    product_id: UUID | None = None
    billing: str = ONE_TIME
    optional: bool = False
    adjustable: bool = False
    taxable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A whole quote. `discount_value` is a percentage or an amount; `tax_percent` only estimates, None for no tax.

    `valid_until` is the last good day (business-local); None means 30 days from the day it is written.
    """

    company_id: UUID
    title: str
    lines: Sequence[OfferLine]
    valid_until: date | None = None
    discount_kind: str = DiscountKind.NONE
    discount_value: Decimal = Decimal(0)
    tax_percent: Decimal | None = None
    note: str = ""


def problems(offer: Offer, currency: str) -> dict[str, str]:
    """A sentence per wrong field, lines as "lines.0.quantity"; empty when the offer can be made in `currency`."""
    found = {
        "title": text_problem("title", offer.title, 200, required=True),
        "note": text_problem("note", offer.note, 4000),
        "valid_until": date_problem("last good day", offer.valid_until),
        "discount_kind": choice_problem(offer.discount_kind, list(DiscountKind)),
        "discount_value": _discount_problem(offer, currency),
        "tax_percent": "" if offer.tax_percent is None else percent_problem("tax", offer.tax_percent, 4),
        "lines": _lines_problem(len(offer.lines)),
    }
    for place, line in enumerate(offer.lines):
        found |= {f"lines.{place}.{field}": problem for field, problem in _line_problems(line).items()}
    if found := {field: problem for field, problem in found.items() if problem}:
        return found
    return _total_problems(offer, currency)


def _lines_problem(count: int) -> str:
    if count > LINES_LIMIT:
        return f"A quote can have {LINES_LIMIT} lines at most."
    return "" if count else "A quote needs at least one line."


def _line_problems(line: OfferLine) -> dict[str, str]:
    wrong = {
        "description": text_problem("description", line.description, 4000, required=True),
        "quantity": quantity_problem(line.quantity),
        "unit_price": price_problem(line.unit_price),
        "billing": "" if line.billing in (ONE_TIME, RECURRING) else f"“{line.billing}” is not one_time or recurring.",
    }
    if not wrong["quantity"] and not wrong["unit_price"]:
        wrong["unit_price"] = amount_problem(line.quantity, line.unit_price)
    return wrong


def _discount_problem(offer: Offer, currency: str) -> str:
    # Two decimals: ledgers drop the third, and the amounts would no longer agree.
    if offer.discount_kind == DiscountKind.PERCENT:
        return percent_problem("discount", offer.discount_value, 2)
    if offer.discount_kind == DiscountKind.FIXED:
        problem = number_problem("discount", offer.discount_value, PRICE_LIMIT, minor_digits(currency))
        return problem or ("" if offer.discount_value >= 0 else "The discount must not be negative.")
    given = not offer.discount_value.is_finite() or offer.discount_value
    return "Say whether the discount is a percentage or an amount." if given else ""


def _total_problems(offer: Offer, currency: str) -> dict[str, str]:
    """A quote must stand on what the client cannot leave out."""
    firm = totals(offer, currency)
    for what, sums in (("one-time", firm.one_time), ("recurring", firm.recurring)):
        if sums.subtotal.amount < 0:
            return {"lines": f"The {what} lines come to {sums.subtotal}; a credit cannot be more than what is sold."}
        if sums.total.amount < 0:
            problem = f"The discount is more than the lines that are not optional ({firm.subtotal}); lower it."
            return {"discount_value": problem}
    return {}


def totals(offer: Offer, currency: str) -> QuoteTotals:
    """What the lines that are not optional come to."""
    parts = [
        Part(line_amount(line.quantity, line.unit_price, currency), line.taxable, line.billing == RECURRING)
        for line in offer.lines
        if not line.optional
    ]
    return total(parts, DiscountKind(offer.discount_kind), offer.discount_value, offer.tax_percent, currency)
