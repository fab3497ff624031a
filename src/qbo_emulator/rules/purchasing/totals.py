"""Tax and total of a purchase-side document (reference A8, B5, D1)."""

from qbo_emulator.rules import exchange, faults, preferences
from qbo_emulator.rules.purchasing import lines
from qbo_emulator.rules.rounding import ZERO, half_up, money
from qbo_emulator.rules.tax import abroad
from qbo_emulator.rules.tax.codes import Rate, rates_of, total_of
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json, plain

TAXED_BY = ("Line", "TxnTaxDetail", "GlobalTaxCalculation")
"""A change to one of these makes tax be computed anew; otherwise it stays as stored (reference A6)."""

NO_TAX = frozenset({"TAX", "NON"})
"""Codes of US lines, which purchases pay no tax by."""


def add_up(draft: Draft, doc: Json, before: Json | None) -> None:
    """A8: TotalAmt is the sum of the lines and the tax lines, stated in home currency as well where that is another.

    Outside the US the tax comes from the purchase rates of the lines' codes; in the US a sent TxnTaxDetail stands as
    it is. Raises Fault 2020, 6170, 6000.
    """
    if before is None or any(doc.get(name) != before.get(name) for name in TAXED_BY):
        if preferences.country(draft) != "US":
            _tax(draft, doc, abroad.mode_of(doc, before))
        elif sent := (doc.get("TxnTaxDetail") or {}).get("TaxLine"):
            if any("Amount" not in line for line in sent):
                raise faults.missing("TaxLine.Amount")
            doc["TxnTaxDetail"]["TotalTax"] = total_of(sent)
    tax = (doc.get("TxnTaxDetail") or {}).get("TaxLine", [])
    total = lines.total(doc) + sum((money(line.get("Amount")) for line in tax), ZERO)
    if total < 0:
        raise faults.business("Transaction amount must be 0 or greater.", "TotalAmt")
    doc["TotalAmt"] = plain(total)
    exchange.state_in_home_currency(draft, doc)


def _tax(draft: Draft, doc: Json, mode: str) -> None:
    """B5: excluded, each line's tax is rounded and then summed; inclusive, it is gross less the rounded net."""
    charges = []
    for line in doc["Line"]:
        if "Amount" not in line:
            continue
        detail = line[line["DetailType"]]
        rates = [] if mode == abroad.NOT_APPLICABLE else _rates(draft, detail)
        net = gross = money(line["Amount"])
        if mode == abroad.INCLUSIVE:
            gross = money(detail.get("TaxInclusiveAmt", line["Amount"]))
            net = abroad.net_of(gross, rates)
            line["Amount"], detail["TaxInclusiveAmt"] = plain(net), plain(gross)
            if money(detail.get("Qty")) and "UnitPrice" in detail:
                detail["UnitPrice"] = plain(half_up(net / money(detail["Qty"]), 7))
        charges.append(abroad.Charge(net, gross, tuple(rates)))
    doc["TxnTaxDetail"] = abroad.detail(mode, charges, abroad.Discount())


def _rates(draft: Draft, detail: Json) -> list[Rate]:
    code = (detail.get("TaxCodeRef") or {}).get("value")
    if code is None:
        raise faults.business("Make sure all your transactions have a tax rate before you save.", "TaxCodeRef")
    found = draft.get("TaxCode", code)
    if code not in NO_TAX and (found is None or found.get("Active") is False):
        raise faults.invalid_reference("TaxCodeRef")
    return [] if code in NO_TAX else rates_of(draft, code, purchase=True)
