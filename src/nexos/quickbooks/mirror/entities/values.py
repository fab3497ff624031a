"""From QuickBooks' values to the columns' (pure). Both databases take these texts and numbers as they are.

Structs here are not followed by the garbage collector (`gc=False`): they cannot form cycles, and there are millions.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Annotated, Any

import msgspec

from nexos.kit.money import minor_digits

QboId = Annotated[str, msgspec.Meta(max_length=40)]
"""Ids are texts: longer than 2^53, or no numbers at all (`TAX`)."""

Count = Annotated[int, msgspec.Meta(ge=0, lt=2**31)]
"""What a column of whole numbers holds."""

CurrencyCode = Annotated[str, msgspec.Meta(max_length=3)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]

Number = Any
"""A number in the shape of an object: a whole one is an int, any other the bytes of its digits as QuickBooks sent them
(`NUMBERS`), so that none was ever a float."""

NUMBERS = str.encode
"""Given to msgspec's decoder as `float_hook`."""

_UNITS = {digits: 10**digits for digits in range(4)}
_ZEROS = {missing: b"0" * missing for missing in range(4)}
_MOST_MINOR = 2**63
_MOST_PLACES = 40
_REMEMBERED = 4_096  # prices, quantities and days come again and again


class Ref(msgspec.Struct, gc=False):
    """A pointer to another object; its name may be old."""

    value: QboId = ""
    name: str | None = None


class Times(msgspec.Struct, gc=False):
    LastUpdatedTime: Moment
    CreateTime: Moment | None = None


class Currency(msgspec.Struct, gc=False):
    value: CurrencyCode


class Link(msgspec.Struct, gc=False):
    TxnId: QboId
    TxnType: str


class EmailAddress(msgspec.Struct, gc=False):
    Address: str | None = None


class PhoneNumber(msgspec.Struct, gc=False):
    FreeFormNumber: str | None = None


class Entity(msgspec.Struct, kw_only=True, gc=False):
    """What every object has. The pseudo codes and some settings come without MetaData."""

    Id: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    SyncToken: str | None = None
    MetaData: Times | None = None


def minor(amount: Number, currency: str, field: str) -> int | None:
    """An amount as the integer the database holds; None where there is none. Raises ValueError, which names the field,
    for what is no number, has a fraction of the currency's minor unit, or is beyond 64 bits."""
    if type(amount) is int:
        return _kept(amount * _UNITS[minor_digits(currency)], amount, field)
    return None if amount is None else _minor(_digits(amount, field), currency, field)


@lru_cache(_REMEMBERED)
def _minor(digits: bytes, currency: str, field: str) -> int:
    whole, _, fraction = digits.partition(b".")
    try:
        value = int(whole + fraction + _ZEROS[minor_digits(currency) - len(fraction)])
    except (ValueError, KeyError):  # an exponent, or zeros behind the minor unit
        value = _exactly(digits, currency, field)
    return _kept(value, digits.decode(), field)


def _kept(value: int, amount: object, field: str) -> int:
    if not -_MOST_MINOR < value < _MOST_MINOR:
        raise ValueError(f"{field}: {amount} is not an amount that can be kept")
    return value


def total_minor(amount: Number, currency: str, field: str) -> int:
    """The same for an amount that must be there. Raises ValueError also when it is not."""
    value = minor(amount, currency, field)
    if value is None:
        raise ValueError(f"{field} is missing")
    return value


def _exactly(digits: bytes, currency: str, field: str) -> int:
    number = Decimal(digits.decode())
    scaled = number.scaleb(minor_digits(currency))
    if abs(scaled.adjusted()) > _MOST_PLACES or scaled != scaled.to_integral_value():
        raise ValueError(f"{field}: {number} is not an amount of {currency or 'any currency'} that can be kept")
    return int(scaled)


def decimal_text(number: Number, field: str) -> str | None:
    """A quantity or unit price as exact text. Raises ValueError, which names the field, for what is no number of a sane
    size."""
    if type(number) is int:
        return str(number)
    return None if number is None else _decimal_text(_digits(number, field), field)


@lru_cache(_REMEMBERED)
def _decimal_text(digits: bytes, field: str) -> str:
    text = digits.decode()
    if text.replace(".", "", 1).isdecimal():  # as almost all are; the others are negative, or have an exponent
        return text
    exact = Decimal(text)
    if abs(exact.adjusted()) > _MOST_PLACES:
        raise ValueError(f"{field} is not a number that can be kept")
    return format(exact, "f")


def _digits(number: Number, field: str) -> bytes:
    if isinstance(number, bytes):
        return number
    with suppress(InvalidOperation):
        if isinstance(number, str) and (exact := Decimal(number)).is_finite():  # a number in quotes is one too
            return str(exact).encode()
    raise ValueError(f"{field} is not a number")


@lru_cache(_REMEMBERED)
def date_text(day: date | None) -> str | None:
    """`2026-04-05`."""
    return None if day is None else day.isoformat()


def moment_text(moment: datetime) -> str:
    """UTC as Django keeps it on SQLite; PostgreSQL reads it in the session's zone, which Django sets to UTC."""
    offset = moment.utcoffset()
    assert offset is not None
    return str(moment.replace(tzinfo=None) - offset)


def links_text(links: Iterable[Link] | None) -> str:
    """`[{"type": "Invoice", "id": "103"}]`, in QuickBooks' order, as JSON."""
    return msgspec.json.encode([{"type": link.TxnType, "id": link.TxnId} for link in links or ()]).decode()


def ref_id(ref: Ref | None) -> str:
    """The Id it points to, or nothing."""
    return ref.value if ref else ""


def voided(note: str | None, total: int) -> bool:
    """QuickBooks marks a voided document by its note and its zero only (recorded)."""
    return not total and note is not None and note.startswith("Voided")
