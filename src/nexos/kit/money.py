"""Amounts: exact decimals with a currency, rounded as QuickBooks rounds, stored as integers of the minor unit."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

# ISO 4217 currencies whose minor unit is not a hundredth.
_MINOR_DIGITS = {
    "JPY": 0,
    "KRW": 0,
    "VND": 0,
    "CLP": 0,
    "ISK": 0,
    "XAF": 0,
    "XOF": 0,
    "BHD": 3,
    "KWD": 3,
    "OMR": 3,
    "TND": 3,
}


def minor_digits(currency: str) -> int:
    """Decimal places of the currency's minor unit: 2 for USD, 0 for JPY."""
    return _MINOR_DIGITS.get(currency, 2)


def round_half_up(value: Decimal, places: int) -> Decimal:
    """Rounds ties away from zero, as QuickBooks does (a recorded refund: 22.425 became 22.43)."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in one currency; arithmetic across currencies raises ValueError."""

    amount: Decimal
    currency: str

    @classmethod
    def zero(cls, currency: str) -> Self:
        return cls.from_minor(0, currency)

    @classmethod
    def from_minor(cls, minor: int, currency: str) -> Self:
        """From what the database holds: `from_minor(1999, "USD")` is 19.99 US dollars."""
        return cls(Decimal(minor).scaleb(-minor_digits(currency)), currency)

    @classmethod
    def rounded(cls, amount: Decimal, currency: str) -> Self:
        """The nearest amount that the currency can express."""
        return cls(round_half_up(amount, minor_digits(currency)), currency)

    @property
    def minor(self) -> int:
        """What the database holds. Raises ValueError when the amount has a fraction of the minor unit."""
        scaled = self.amount.scaleb(minor_digits(self.currency))
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{self.amount} {self.currency} has a fraction of the minor unit; round it first")
        return int(scaled)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other).amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._same(other).amount, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._same(other).amount

    def __le__(self, other: "Money") -> bool:
        return self.amount <= self._same(other).amount

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"{self} and {other} are in different currencies")
        return other


def line_amount(quantity: Decimal, unit_price: Decimal, currency: str) -> Money:
    """Quantity times unit price, rounded once: the rule every recorded QuickBooks line obeys (113 of 113)."""
    return Money.rounded(quantity * unit_price, currency)
