"""Tax codes and the rates behind them (reference B6)."""

from dataclasses import dataclass
from decimal import Decimal

from qbo_emulator.rules import faults
from qbo_emulator.rules.rounding import ZERO, money
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json, plain

CUSTOM_SALES_TAX = "CustomSalesTax"
"""A code QuickBooks shows on documents it migrated; nobody may send it (Intuit, error codes 6160 and 6230)."""


@dataclass(frozen=True, slots=True)
class Rate:
    """One TaxRate: its id and its percentage."""

    id: str
    percent: Decimal

    def line(self, amount: Decimal, base: Decimal) -> Json:
        """The TaxLine of this rate; one of 0 % is a line as well (reference B6)."""
        return {
            "Amount": plain(amount),
            "DetailType": "TaxLineDetail",
            "TaxLineDetail": {
                "TaxRateRef": {"value": self.id},
                "PercentBased": True,
                "TaxPercent": plain(self.percent),
                "NetAmountTaxable": plain(base),
            },
        }


def rates_of(draft: Draft, code_id: str, *, purchase: bool = False) -> list[Rate]:
    """The code's rates in TaxOrder; none for a code that is not there. Raises Fault 6470 for one that has none."""
    code = draft.get("TaxCode", code_id)
    if code is None:
        return []
    listed = code.get("PurchaseTaxRateList" if purchase else "SalesTaxRateList") or {}
    rates = []
    for each in sorted(listed.get("TaxRateDetail", []), key=lambda each: each.get("TaxOrder", 0)):
        rate = draft.get("TaxRate", each["TaxRateRef"]["value"])
        if rate is None:
            raise faults.refused("6470", element="TaxCodeRef")
        rates.append(Rate(rate["Id"], money(rate.get("RateValue"))))
    if not rates:
        raise faults.refused("6470", element="TaxCodeRef")
    return rates


def refuse_custom(code: Json | None, *, is_new: bool) -> None:
    """Raise Fault 6160 on a create, 6230 on an update that sends the code CustomSalesTax."""
    if code and code["value"] == CUSTOM_SALES_TAX:
        raise faults.refused("6160" if is_new else "6230", element="TxnTaxCodeRef")


def total_of(tax_lines: list[Json]) -> Decimal | int:
    """TotalTax: what the TaxLines come to."""
    return plain(sum((money(line["Amount"]) for line in tax_lines), ZERO))
