"""What an invoice comes to. Pure: no database, no Django."""

from collections.abc import Sequence
from dataclasses import dataclass

from nexos.kit.money import Money


@dataclass(frozen=True, slots=True)
class Part:
    """A line as the totals count it; `discount` is its share of what is taken off."""

    amount: Money
    discount: Money
    taxable: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """The foot of an invoice; a tax of None is still to be computed."""

    subtotal: Money
    discount: Money
    tax: Money | None

    @property
    def total(self) -> Money:
        """Without the tax while that is unknown."""
        net = self.subtotal - self.discount
        return net if self.tax is None else net + self.tax


def total(parts: Sequence[Part], currency: str) -> Totals:
    """The totals of lines in `currency`. The tax is zero when no line is taxable, else not known here."""
    zero = Money.zero(currency)
    return Totals(
        subtotal=sum((part.amount for part in parts), zero),
        discount=sum((part.discount for part in parts), zero),
        tax=None if any(part.taxable for part in parts) else zero,
    )
