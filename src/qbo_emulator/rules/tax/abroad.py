"""Tax outside the US: each line has its own code, and the document says how amounts were entered (reference B5)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from qbo_emulator.rules import faults
from qbo_emulator.rules.lines import LineTax
from qbo_emulator.rules.rounding import ZERO, half_up, money
from qbo_emulator.rules.tax.codes import Rate, rates_of, total_of
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json, plain

EXCLUDED, INCLUSIVE, NOT_APPLICABLE = "TaxExcluded", "TaxInclusive", "NotApplicable"


@dataclass(frozen=True, slots=True)
class Charge:
    """What one line comes to without and with tax, its rates, and whether the document's discount reaches it."""

    net: Decimal
    gross: Decimal
    rates: tuple[Rate, ...] = ()
    discounted: bool = True


@dataclass(frozen=True, slots=True)
class Discount:
    """The discount line: its Amount, which is net, and its percentage if it is one."""

    net: Decimal = ZERO
    percent: Decimal | None = None

    def ratio(self, whole: Decimal) -> Decimal:
        """How much of each charge it takes off, of charges that come to `whole` net."""
        if self.percent is not None:
            return self.percent / 100
        return self.net / whole if whole else ZERO


def mode_of(doc: Json, before: Json | None) -> str:
    """How the amounts of the document were entered.

    Raises Fault 2020 without GlobalTaxCalculation, 6170 for a newly sent TxnTaxDetail where tax is not applicable.
    """
    mode = doc.get("GlobalTaxCalculation")
    if mode is None:
        raise faults.missing("GlobalTaxCalculation")
    detail = doc.get("TxnTaxDetail")
    if mode == NOT_APPLICABLE and detail and detail != (before or {}).get("TxnTaxDetail") and detail != {"TotalTax": 0}:
        raise faults.refused("6170", element="TxnTaxDetail")
    return str(mode)


def line_tax(draft: Draft, mode: str) -> LineTax:
    """The check of an item line: its code is one of the company's; an amount entered with tax becomes net.

    `TaxInclusiveAmt` is what was entered with tax; without it the sent Amount is (nothing settles which of the two
    counts when both are sent and differ). The line answers with the net Amount, UnitPrice by A3, TaxInclusiveAmt.
    """

    def check(line: Json) -> None:
        detail = line["SalesItemLineDetail"]
        if mode == NOT_APPLICABLE:
            detail.pop("TaxInclusiveAmt", None)
            return
        rates = _rates(draft, detail)
        if mode == EXCLUDED:
            detail.pop("TaxInclusiveAmt", None)
            return
        gross = money(detail.get("TaxInclusiveAmt", line["Amount"]))
        net = net_of(gross, rates)
        line["Amount"] = plain(net)
        detail["TaxInclusiveAmt"] = plain(gross)
        if money(detail.get("Qty")) and "UnitPrice" in detail:
            detail["UnitPrice"] = plain(half_up(net / money(detail["Qty"]), 7))

    return check


def net_of(gross: Decimal, rates: list[Rate]) -> Decimal:
    """HU(gross / (1 + sum of the rates), 2)."""
    return half_up(gross / (1 + sum((rate.percent for rate in rates), ZERO) / 100))


def charge(draft: Draft, mode: str, line: Json, *, discounted: bool) -> Charge:
    """A composed line as a charge."""
    detail, net = line["SalesItemLineDetail"], money(line["Amount"])
    if mode == NOT_APPLICABLE:
        return Charge(net, net, (), discounted)
    gross = money(detail.get("TaxInclusiveAmt", net))
    return Charge(net, gross, tuple(_rates(draft, detail)), discounted)


def detail(mode: str, charges: list[Charge], discount: Discount) -> Json:
    """TxnTaxDetail: one TaxLine for each rate met, in the order of the lines and of TaxOrder within a code."""
    amounts = {rate: ZERO for each in charges for rate in each.rates}
    bases = dict(amounts)
    taxes = _inclusive(charges, discount) if mode == INCLUSIVE else _excluded(charges, discount)
    for rate, amount, base in taxes:
        amounts[rate] += amount
        bases[rate] += base
    tax_lines = [rate.line(amount, bases[rate]) for rate, amount in amounts.items()]
    return {"TotalTax": total_of(tax_lines)} | ({"TaxLine": tax_lines} if tax_lines else {})


def shares(whole: Decimal, ratio: Decimal, parts: list[Decimal]) -> list[Decimal]:
    """The cents of `whole` that fall on each part, which is `ratio` of it; the last one gets what is left."""
    reached, given, cents = ZERO, ZERO, []
    for part in parts[:-1]:
        reached += part
        cents.append(half_up(reached * ratio) - given)
        given += cents[-1]
    return [*cents, whole - given] if parts else []


def _excluded(charges: list[Charge], discount: Discount) -> Iterator[tuple[Rate, Decimal, Decimal]]:
    """Each rate rounded on each line less its share of the discount, by amount (no recording tells the shares)."""
    reached = [each for each in charges if each.discounted]
    nets = [each.net for each in reached]
    off = dict(zip(map(id, reached), shares(discount.net, discount.ratio(sum(nets, ZERO)), nets), strict=True))
    for each in charges:
        base = each.net - off.get(id(each), ZERO)
        for rate in each.rates:
            yield rate, half_up(base * rate.percent / 100), base


def _inclusive(charges: list[Charge], discount: Discount) -> Iterator[tuple[Rate, Decimal, Decimal]]:
    """Tax is what is paid less what is net: 1. net and gross by code, 2. less their discounts, 3. split by rate.

    The gross discount is that percentage of the gross sum (recorded), of a fixed one the same proportion.
    Untaxed charges are discounted alike on both sides. Nothing settles the shares of codes, nor of several rates in
    a code: they go by amount, and by percentage.
    """
    groups: dict[tuple[tuple[Rate, ...], bool], list[Charge]] = defaultdict(list)
    for each in charges:
        groups[each.rates, each.discounted].append(each)
    rows = [(rates, reached, _sum(group)) for (rates, reached), group in groups.items()]
    rows.sort(key=lambda row: (_percent(row[0]) != 0, row[1]))  # the last, taxed and discounted, takes the remainder
    nets = [net if reached else ZERO for _, reached, (net, _) in rows]
    grosses = [gross if reached else ZERO for _, reached, (_, gross) in rows]
    ratio = discount.ratio(sum(nets, ZERO))
    net_off = shares(discount.net, ratio, nets)
    gross_left = half_up(sum(grosses, ZERO) * ratio)
    gross_off = []
    for (rates, _, _), off in zip(rows, net_off, strict=True):
        if _percent(rates) == 0:
            gross_off.append(off)
            gross_left -= off
    taxed = grosses[len(gross_off) :]
    gross_off += shares(gross_left, ratio, taxed)
    for (rates, _, (net, gross)), off, off_gross in zip(rows, net_off, gross_off, strict=True):
        tax = (gross - off_gross) - (net - off)
        percents = [rate.percent for rate in rates]
        percent = sum(percents, ZERO)
        for rate, part in zip(rates, shares(tax, tax / percent if percent else ZERO, percents), strict=True):
            yield rate, part, net - off


def _sum(group: list[Charge]) -> tuple[Decimal, Decimal]:
    return sum((each.net for each in group), ZERO), sum((each.gross for each in group), ZERO)


def _percent(rates: tuple[Rate, ...]) -> Decimal:
    return sum((rate.percent for rate in rates), ZERO)


def _rates(draft: Draft, detail: Json) -> list[Rate]:
    """The rates of a line's code. Raises Fault 6000 without a code, 2500 for one that is not there or inactive."""
    code_id = (detail.get("TaxCodeRef") or {}).get("value")
    if code_id is None:
        if (detail.get("ItemRef") or {}).get("value") == "SHIPPING_ITEM_ID":
            return []
        raise faults.business("Make sure all your transactions have a tax rate before you save.", "TaxCodeRef")
    code = draft.get("TaxCode", code_id)
    if code is None or code.get("Active") is False:
        raise faults.invalid_reference("TaxCodeRef")
    return rates_of(draft, code_id)
