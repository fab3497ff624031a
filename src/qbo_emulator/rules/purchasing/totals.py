"""Tax and total of a purchase-side document (reference A8, B5, D1)."""

from collections import defaultdict
from decimal import Decimal

from qbo_emulator.rules import currencies, faults
from qbo_emulator.rules.purchasing import lines
from qbo_emulator.rules.rounding import ZERO, half_up, money
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json, plain

type Rate = tuple[str, Decimal]
"""Id of a TaxRate and its percentage."""


def add_up(draft: Draft, doc: Json) -> None:
    """A8: TotalAmt is the sum of the lines and the tax lines, in home currency as well where that is another one.

    With GlobalTaxCalculation (outside the US) the tax is computed from the codes of the lines; without it a sent
    TxnTaxDetail stands as it is. Raises Fault 6170, 6000.
    """
    match doc.get("GlobalTaxCalculation"):
        case "TaxExcluded" | "TaxInclusive":
            _tax(draft, doc, inclusive=doc["GlobalTaxCalculation"] == "TaxInclusive")
        case "NotApplicable" if (doc.get("TxnTaxDetail") or {}).get("TaxLine"):
            raise faults.Fault(
                "6170", "Invalid Tax Detail", "TxnTaxDetail is not allowed where tax is NotApplicable.", element=""
            )
    tax_lines = (doc.get("TxnTaxDetail") or {}).get("TaxLine", [])
    tax = sum((money(line.get("Amount")) for line in tax_lines), ZERO)
    if tax_lines:
        doc["TxnTaxDetail"]["TotalTax"] = plain(tax)
    total = lines.total(doc) + tax
    if total < 0:
        raise faults.business("Transaction amount must be 0 or greater.", "TotalAmt")
    doc["TotalAmt"] = plain(total)
    currencies.price_home(draft, doc)


def _tax(draft: Draft, doc: Json, *, inclusive: bool) -> None:
    """B5: excluded, each line's tax is rounded and then summed; inclusive, it is gross less rounded net.

    A line's gross is its TaxInclusiveAmt, or else the Amount sent. Several rates on an inclusive line: the last takes
    what the others leave, which nothing settles.
    """
    nets: dict[Rate, Decimal] = defaultdict(Decimal)
    taxes: dict[Rate, Decimal] = defaultdict(Decimal)
    for line in doc["Line"]:
        detail = line.get(str(line.get("DetailType")), {})
        rates = _rates(draft, (detail.get("TaxCodeRef") or {}).get("value"))
        if not rates or "Amount" not in line:
            continue
        net, gross = money(line["Amount"]), Decimal(0)
        if inclusive:
            gross = money(detail.get("TaxInclusiveAmt", line["Amount"]))
            net = half_up(gross / (1 + sum((percent for _, percent in rates), ZERO) / 100))
            line["Amount"], detail["TaxInclusiveAmt"] = plain(net), plain(gross)
            if detail.get("Qty"):
                detail["UnitPrice"] = plain(half_up(net / money(detail["Qty"]), 7))
        left = gross - net
        for place, (rate, percent) in enumerate(rates, start=1):
            share = left if inclusive and place == len(rates) else half_up(net * percent / 100)
            left -= share
            nets[rate, percent] += net
            taxes[rate, percent] += share
    found = [_tax_line(rate, taxes[rate], nets[rate]) for rate in taxes]
    doc["TxnTaxDetail"] = {"TotalTax": plain(sum(taxes.values(), ZERO)), "TaxLine": found}


def _rates(draft: Draft, code: str | None) -> list[Rate]:
    """The purchase rates of a tax code, in its order; TAX and NON have none."""
    found = draft.get("TaxCode", code) if code else None
    details = ((found or {}).get("PurchaseTaxRateList") or {}).get("TaxRateDetail", [])
    rates = []
    for detail in sorted(details, key=lambda each: each.get("TaxOrder", 0)):
        rate = draft.get("TaxRate", detail["TaxRateRef"]["value"])
        if rate is None:
            raise faults.invalid_reference("TaxRateRef")
        rates.append((str(rate["Id"]), money(rate.get("RateValue"))))
    return rates


def _tax_line(rate: Rate, tax: Decimal, net: Decimal) -> Json:
    return {
        "Amount": plain(tax),
        "DetailType": "TaxLineDetail",
        "TaxLineDetail": {
            "TaxRateRef": {"value": rate[0]},
            "PercentBased": True,
            "TaxPercent": plain(rate[1]),
            "NetAmountTaxable": plain(net),
        },
    }
