"""What a sales document comes to: lines, subtotal, discount, tax, total (reference A4, A7, B)."""

from decimal import Decimal

from qbo_emulator.rules import bundles, faults, lines, preferences
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import money
from qbo_emulator.rules.tax import abroad, automated, us
from qbo_emulator.rules.tax.codes import rates_of, refuse_custom
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json, plain

PRICED_BY = ("Line", "TxnTaxDetail", "ApplyTaxAfterDiscount", "GlobalTaxCalculation")
"""A change to one of these makes amounts be computed anew; otherwise they stay as stored (reference A6)."""

PRICED_BY_ADDRESS = (*PRICED_BY, "ShipAddr", "BillAddr", "CustomerRef")
"""The same where tax goes by the address (reference B4)."""


def price(draft: Draft, write: Write) -> None:
    """Compose lines, tax and total of a document that is new, or changed in what they depend on. Raises Fault."""
    doc, before = write.after, write.before
    in_us = preferences.country(draft) == "US"
    by_address = in_us and preferences.automated_sales_tax(draft)
    if before and not any(doc.get(name) != before.get(name) for name in _deciding(by_address=by_address)):
        return
    refuse_custom((doc.get("TxnTaxDetail") or {}).get("TxnTaxCodeRef"), is_new=before is None)
    bundles.fill(draft, doc["Line"], in_us=in_us)
    if in_us:
        _price_in_us(draft, doc, before, by_address=by_address)
    else:
        _price_abroad(draft, doc, before)
    total = _total(doc)
    if total < 0:
        raise faults.business("Transaction amount must be 0 or greater.", "TotalAmt")
    doc["TotalAmt"] = plain(total)


def _deciding(*, by_address: bool) -> tuple[str, ...]:
    return PRICED_BY_ADDRESS if by_address else PRICED_BY


def _price_in_us(draft: Draft, doc: Json, before: Json | None, *, by_address: bool) -> None:
    doc.pop("GlobalTaxCalculation", None)  # not applicable to US companies (Intuit, Invoice)
    doc["Line"] = lines.composed(doc["Line"], (before or {}).get("Line", []), us.check_line)
    _name_accounts(draft, doc["Line"])
    discount = lines.amount_of(doc["Line"], "DiscountLineDetail")
    base = us.taxable_base(doc["Line"], discount, tax_after_discount=doc.get("ApplyTaxAfterDiscount", False))
    code = (doc.get("TxnTaxDetail") or {}).get("TxnTaxCodeRef")
    if not preferences.sales_tax_on(draft):
        doc["TxnTaxDetail"] = {"TotalTax": 0}
    elif by_address:
        doc["TxnTaxDetail"] = automated.detail(draft, doc, before, base)
    else:
        doc["TxnTaxDetail"] = us.detail(code, rates_of(draft, code["value"]) if code else [], base)


def _price_abroad(draft: Draft, doc: Json, before: Json | None) -> None:
    doc.pop("ApplyTaxAfterDiscount", None)  # tax is after the discount there (reference B2)
    mode = abroad.mode_of(doc, before)
    doc["Line"] = lines.composed(doc["Line"], (before or {}).get("Line", []), abroad.line_tax(draft, mode))
    _name_accounts(draft, doc["Line"])
    charges = [
        abroad.charge(draft, mode, line, discounted=not lines.is_shipping(line)) for line in lines.selling(doc["Line"])
    ]
    doc["TxnTaxDetail"] = abroad.detail(mode, charges, _discount(doc["Line"]))


def _discount(composed: list[Json]) -> abroad.Discount:
    for line in composed:
        if line["DetailType"] == "DiscountLineDetail":
            detail = line["DiscountLineDetail"]
            percent = money(detail["DiscountPercent"]) if detail["PercentBased"] else None
            return abroad.Discount(money(line["Amount"]), percent)
    return abroad.Discount()


def _total(doc: Json) -> Decimal:
    """A7: subtotal - discount + shipping + tax."""
    sub_total = lines.amount_of(doc["Line"], "SubTotalLineDetail")
    discount = lines.amount_of(doc["Line"], "DiscountLineDetail")
    return sub_total - discount + lines.shipping_of(doc["Line"]) + money(doc["TxnTaxDetail"]["TotalTax"])


def _name_accounts(draft: Draft, composed: list[Json]) -> None:
    """A6: each item line carries its item's income account of this moment."""
    for line in lines.selling(composed):
        detail = line["SalesItemLineDetail"]
        item = draft.get("Item", detail["ItemRef"]["value"])
        if item and "IncomeAccountRef" in item:
            last = {name: detail.pop(name) for name in ("TaxCodeRef", "TaxInclusiveAmt") if name in detail}
            line["SalesItemLineDetail"] = detail | {"ItemAccountRef": item["IncomeAccountRef"]} | last
