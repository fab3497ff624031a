"""US sales tax without automated calculation: one code per document, lines TAX or NON (reference B2, B3)."""

from decimal import Decimal

from qbo_emulator.rules import faults
from qbo_emulator.rules.lines import selling
from qbo_emulator.rules.rounding import ZERO, half_up, money
from qbo_emulator.rules.tax.codes import Rate, total_of
from qbo_emulator.store.text import Json


def check_line(line: Json) -> None:
    """A line without a code gets NON (recorded). Raises Fault 6100 for any other than TAX and NON."""
    code = line["SalesItemLineDetail"].setdefault("TaxCodeRef", {"value": "NON"})["value"]
    if code not in ("TAX", "NON"):
        raise faults.wrong_line_tax_code(code)


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
    tax_lines = [rate.line(half_up(base * rate.percent / 100), base) for rate in rates]
    return {"TxnTaxCodeRef": code, "TotalTax": total_of(tax_lines), "TaxLine": tax_lines}


def _is_taxed(line: Json) -> bool:
    code = line["SalesItemLineDetail"].get("TaxCodeRef") or {}
    return bool(code.get("value") == "TAX")
