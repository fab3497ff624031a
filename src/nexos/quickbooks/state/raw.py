"""QuickBooks' JSON, decoded without losing a digit. Pure."""

from decimal import Decimal
from typing import Any

import msgspec

_OBJECT = msgspec.json.Decoder(dict[str, Any], float_hook=Decimal)


def decoded(raw: str | bytes) -> dict[str, Any]:
    """One object, its fractions as Decimal and its whole numbers as int. Raises msgspec.DecodeError."""
    return _OBJECT.decode(raw)
