"""US sales tax without automated calculation (reference B2, B3)."""

from decimal import Decimal

from qbo_emulator.rules.lines import selling
from qbo_emulator.rules.rounding import ZERO, half_up, money
from qbo_emulator.store.text import Json, plain

type Rate = tuple[Json, Decimal]
"""A TaxRateRef and its percentage."""


def taxable_base(lines: list[Json], discount: Decimal, *, tax_after_discount: bool) -> Decimal:
    """The amount tax is computed on.

    False or absent: all TAX lines (recorded 69 of 69). True: less the discount; with taxable and untaxed lines
    mixed its share is by amount, which no recording settles.
    """
    charged = list(selling(lines))
    base = sum((money(line["Amount"]) for line in charged if _is_taxed(line)), ZERO)
    whole = sum((money(line["Amount"]) for line in charged), ZERO)
    if tax_after_discount and discount and whole:
        return base - half_up(discount * base / whole)
    return base


def detail(code: Json | None, rates: list[Rate], base: Decimal) -> Json:
    """TxnTaxDetail: each rate rounded on the document's base, not per line; no code, no tax, even on TAX lines."""
    if code is None:
        return {"TotalTax": 0}
    tax_lines = [_tax_line(rate, percent, base) for rate, percent in rates]
    total = sum((money(line["Amount"]) for line in tax_lines), ZERO)
    return {"TxnTaxCodeRef": code, "TotalTax": plain(total), "TaxLine": tax_lines}


def _tax_line(rate: Json, percent: Decimal, base: Decimal) -> Json:
    return {
        "Amount": plain(half_up(base * percent / 100)),
        "DetailType": "TaxLineDetail",
        "TaxLineDetail": {
            "TaxRateRef": rate,
            "PercentBased": True,
            "TaxPercent": plain(percent),
            "NetAmountTaxable": plain(base),
        },
    }


def _is_taxed(line: Json) -> bool:
    code = line["SalesItemLineDetail"].get("TaxCodeRef") or {}
    return bool(code.get("value") == "TAX")
