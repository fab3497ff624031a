"""JSON as QuickBooks writes it: decimals digit for digit, never a float."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import msgspec

type Json = dict[str, Any]
"""One JSON object; its numbers are `int` or `Decimal`."""

_decoder = msgspec.json.Decoder(float_hook=Decimal)
_encoder = msgspec.json.Encoder(decimal_format="number")


def decode(body: bytes | str | msgspec.Raw) -> Any:
    """Decode with every fraction an exact `Decimal`. Raises ValueError for what is not JSON in UTF-8, or too deep."""
    try:
        return _decoder.decode(body)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def raw_list(body: bytes) -> list[msgspec.Raw]:
    """The elements of a JSON list, not decoded yet; a single object is a list of one. Raises ValueError."""
    if body.lstrip()[:1] == b"[":
        return msgspec.json.decode(body, type=list[msgspec.Raw])
    return [msgspec.json.decode(body, type=msgspec.Raw)]


def parts_decoder(names: Iterable[str]) -> msgspec.json.Decoder[Any]:
    """Decodes these properties of an object only, as attributes, None where absent: many times faster."""
    parts = msgspec.defstruct("Parts", [(name, Any, None) for name in sorted(set(names))])
    return msgspec.json.Decoder(parts, float_hook=Decimal)


def encode(value: Any) -> bytes:
    """Encode compactly; a `Decimal` keeps the digits it has (`100.00` stays `100.00`)."""
    return _encoder.encode(value)


def plain(value: Decimal | int) -> Decimal | int:
    """The number as the live service writes it: no trailing zeros (recorded 2026: `108`, `86.4`)."""
    if isinstance(value, int):
        return value
    if value == value.to_integral_value():
        return int(value)
    return value.normalize()
