"""What a quote comes to. Pure: no database, no Django.

1. The amounts are summed apart for what is paid once and for what recurs, so that an invoice of the one-time lines
   comes to the cent to what the quote said.
2. A percentage is taken of each of the two sums; a fixed discount is shared out over all lines.
3. A discount belongs to lines: each carries its share, so that lines billed apart still add up to the whole.
4. Tax is taken of the taxable lines less their shares, once per sum, not per line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from nexos.kit.money import Money


class DiscountKind(StrEnum):
    """How a quote's discount is given."""

    NONE = "none"
    PERCENT = "percent"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Part:
    """A line as the totals count it."""

    amount: Money
    taxable: bool
    recurring: bool


@dataclass(frozen=True, slots=True)
class Sums:
    """The foot of one column; `discount` is what is taken off."""

    subtotal: Money
    discount: Money
    tax: Money

    @property
    def total(self) -> Money:
        return self.subtotal - self.discount + self.tax


@dataclass(frozen=True, slots=True)
class QuoteTotals:
    """What is paid once and what is paid each period; `shares` is each line's part of the discount, in line order."""

    one_time: Sums
    recurring: Sums
    shares: tuple[Money, ...]

    @property
    def subtotal(self) -> Money:
        return self.one_time.subtotal + self.recurring.subtotal

    @property
    def discount(self) -> Money:
        return self.one_time.discount + self.recurring.discount

    @property
    def tax(self) -> Money:
        return self.one_time.tax + self.recurring.tax

    @property
    def total(self) -> Money:
        """What is paid once plus one period of what recurs."""
        return self.one_time.total + self.recurring.total


def total(
    parts: Sequence[Part], kind: DiscountKind, value: Decimal, tax_percent: Decimal | None, currency: str
) -> QuoteTotals:
    """The totals of `parts`, all in `currency`. `value` is a percentage or an amount, as `kind` says.

    Nothing is refused here: a discount larger than the lines makes a negative total, which `offer` and approval refuse.
    """
    shares = _shares(parts, kind, value, currency)
    return QuoteTotals(
        _sums(parts, shares, tax_percent, currency, recurring=False),
        _sums(parts, shares, tax_percent, currency, recurring=True),
        shares,
    )


def _shares(parts: Sequence[Part], kind: DiscountKind, value: Decimal, currency: str) -> tuple[Money, ...]:
    shares = [Money.zero(currency)] * len(parts)
    for places in _discounted_together(parts, kind):
        amounts = [parts[place].amount for place in places]
        discount = _discount(kind, value, sum(amounts, Money.zero(currency)))
        for place, share in zip(places, share_out(discount, amounts), strict=True):
            shares[place] = share
    return tuple(shares)


def _discounted_together(parts: Sequence[Part], kind: DiscountKind) -> list[list[int]]:
    """The places of the lines that share one discount."""
    if kind is DiscountKind.FIXED:
        return [list(range(len(parts)))]
    return [[place for place, part in enumerate(parts) if part.recurring is recurring] for recurring in (False, True)]


def _discount(kind: DiscountKind, value: Decimal, subtotal: Money) -> Money:
    if kind is DiscountKind.NONE:
        return Money.zero(subtotal.currency)
    if kind is DiscountKind.PERCENT:
        return Money.rounded(subtotal.amount * value / 100, subtotal.currency)
    return Money.rounded(value, subtotal.currency)


def share_out(discount: Money, amounts: Sequence[Money]) -> list[Money]:
    """Splits `discount` in proportion to `amounts`, to the last cent.

    Each share is the difference of two rounded running totals, so the shares always sum to the discount and none is
    more than a cent off. Amounts that sum to nothing have nothing to share: all get zero.
    """
    whole = sum(amount.minor for amount in amounts)
    running = given = 0
    shares = []
    for amount in amounts:
        running += amount.minor
        due = _nearest(discount.minor * running, whole) if whole else 0
        shares.append(Money.from_minor(due - given, discount.currency))
        given = due
    return shares


def _nearest(numerator: int, denominator: int) -> int:
    """The nearest whole number to the fraction, ties away from zero; in integers, as decimals stop at 28 digits."""
    magnitude = (2 * abs(numerator) + abs(denominator)) // (2 * abs(denominator))
    return magnitude if (numerator < 0) is (denominator < 0) else -magnitude


def _sums(
    parts: Sequence[Part], shares: Sequence[Money], tax_percent: Decimal | None, currency: str, *, recurring: bool
) -> Sums:
    zero = Money.zero(currency)
    counted = [(part, share) for part, share in zip(parts, shares, strict=True) if part.recurring is recurring]
    taxed = sum((part.amount - share for part, share in counted if part.taxable), zero)
    return Sums(
        subtotal=sum((part.amount for part, _ in counted), zero),
        discount=sum((share for _, share in counted), zero),
        tax=Money.rounded(taxed.amount * (tax_percent or 0) / 100, currency),
    )
