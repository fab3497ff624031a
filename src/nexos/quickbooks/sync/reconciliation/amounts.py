"""From QuickBooks' amounts and rates to minor units. Pure."""

from decimal import Decimal, InvalidOperation

import msgspec

from nexos.kit.money import Money, minor_digits, round_half_up


class _Rated(msgspec.Struct):
    ExchangeRate: Decimal | None = None
    Deposit: Decimal | None = None


_RATED = msgspec.json.Decoder(_Rated)


def minor_of(text: str, currency: str) -> int:
    """An amount as reports write it, rounded to the currency's minor unit; empty is nothing. Raises ValueError."""
    try:
        return Money.rounded(Decimal(text.replace(",", "") or 0), currency).minor
    except InvalidOperation as error:
        raise ValueError(f"{text!r} is no amount") from error


def in_home_currency(minor: int, currency: str, raw: str, home: str) -> int:
    """An amount of a document in the home currency by the document's own rate (home units per foreign unit, 1 where it
    tells none), rounded half up (`qbo-money` D1). `raw` is not looked at for one in the home currency."""
    if currency == home:
        return minor
    rate = _RATED.decode(raw).ExchangeRate if raw else None
    amount = Money.from_minor(minor, currency).amount * (rate or Decimal(1))
    return Money(round_half_up(amount, minor_digits(home)), home).minor


def deposit_of(raw: str, currency: str) -> int:
    """What was taken when an invoice was made, which its balance leaves out (`qbo-money` C1)."""
    taken = _RATED.decode(raw).Deposit
    return Money.rounded(taken or Decimal(0), currency).minor
