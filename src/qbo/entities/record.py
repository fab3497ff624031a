"""Typed objects that keep what they do not know.

A `Record` declares the fields this client understands; everything else of the JSON object it came from, at any depth,
waits in `extra` and goes out again with it. Amounts are `Decimal`, read from and written as the exact digits.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import msgspec

from qbo.replies import Raw


class Record(msgspec.Struct, kw_only=True):
    """Fields have QuickBooks' own names. None is an absent field, and is left out; an empty text or list is one that
    is there and empty, which in a sparse update clears it. (A null QuickBooks did send waits in `extra`.)"""

    # The name is none that QuickBooks could ever use.
    extra: dict[str, Raw] = msgspec.field(name="(extra)", default_factory=dict)


@cache
def decoder[T](type_: type[T]) -> msgspec.json.Decoder[T]:
    """A shared decoder for any struct of the caller's: declare only the fields you need, it reads `Raw` objects at
    full speed and skips the rest. It raises `msgspec.ValidationError` (a ValueError) with the path of what is wrong."""
    return msgspec.json.Decoder(type_)


def decode[R: Record](type_: type[R], raw: Raw | bytes) -> R:
    """A typed object with everything `raw` holds. Raises `msgspec.ValidationError` when a known field has another
    type, `msgspec.DecodeError` for broken JSON."""
    record: R = decoder(type_).decode(raw)
    _keep_the_rest(record, raw)
    return record


def encode(record: Record) -> bytes:
    """The JSON object: known fields as they stand now, then what was kept. Raises ValueError for an amount that is
    not a finite number."""
    return _ENCODER.encode(_tree(record))


def _keep_the_rest(record: Record, raw: Raw | bytes) -> None:
    rest = _MEMBERS.decode(raw)
    for known, key in _fields(type(record)):
        if key not in rest:
            continue
        value = getattr(record, known)
        if value is None:
            continue
        part = rest.pop(key)
        if isinstance(value, Record):
            _keep_the_rest(value, part)
        elif isinstance(value, list):
            for item, item_raw in zip(value, _ITEMS.decode(part), strict=True):
                if isinstance(item, Record):
                    _keep_the_rest(item, item_raw)
    record.extra = rest


def _tree(value: Any) -> Any:
    if isinstance(value, Record):
        known = {key: getattr(value, field) for field, key in _fields(type(value))}
        return {**value.extra, **{key: _tree(part) for key, part in known.items() if part is not None}}
    if isinstance(value, list):
        return [_tree(item) for item in value]
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"{value} is not an amount")
    return value


@cache
def _fields(type_: type[Record]) -> tuple[tuple[str, str], ...]:
    """`(attribute, JSON key)` of the declared fields."""
    listed = msgspec.structs.fields(type_)
    return tuple((field.name, field.encode_name) for field in listed if field.name != "extra")


_ENCODER = msgspec.json.Encoder(decimal_format="number")
_MEMBERS = msgspec.json.Decoder(dict[str, Raw])
_ITEMS = msgspec.json.Decoder(list[Raw])
