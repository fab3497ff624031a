"""Decimal rounding as recorded: ties away from zero (22.425 came back as 22.43)."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

ZERO = Decimal(0)


def half_up(value: Decimal, places: int = 2) -> Decimal:
    """`value` at `places` decimals, ties away from zero."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def money(value: Any) -> Decimal:
    """A stored amount as an exact Decimal; absent counts 0. Never given a float: bodies decode to Decimal."""
    return Decimal(value) if value is not None else ZERO
