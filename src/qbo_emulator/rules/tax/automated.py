"""Automated sales tax in the US: the address decides, the client only says TAX or NON (reference B4).

Plausible, not Intuit's: rates are those of `jurisdictions`, rounded for each jurisdiction on the document's base.
"""

import re
from decimal import Decimal

from qbo_emulator.rules import faults, preferences
from qbo_emulator.rules.rounding import money
from qbo_emulator.rules.tax import jurisdictions, us
from qbo_emulator.rules.tax.codes import Rate, rates_of
from qbo_emulator.store.draft import Draft, Manner
from qbo_emulator.store.text import Json, plain

_STATE_IN_LINE = re.compile(r"\b([A-Z]{2})\s+\d{5}(?:-\d{4})?\s*$")
_NOT_A_STATE = frozenset({"AB", "BC", "MB", "NB", "NL", "NS", "ON", "PE", "QC", "SK"})


def detail(draft: Draft, doc: Json, before: Json | None, base: Decimal) -> Json:
    """TxnTaxDetail with the code the system chose: one TaxLine for each jurisdiction, zero ones included.

    Where the company allows it (TaxPrefs.AllowPartnerTaxOverride), `UseAutomatedSalesTax: false` takes the sent
    code instead, and a newly sent TotalTax overrides the computed one. Nobody else's TotalTax counts.
    """
    sent = doc.get("TxnTaxDetail") or {}
    allowed = preferences.tax_override_allowed(draft)
    if allowed and sent.get("UseAutomatedSalesTax") is False:
        code = sent.get("TxnTaxCodeRef")
        own = us.detail(code, rates_of(draft, code["value"]) if code else [], base)
        return own | {"UseAutomatedSalesTax": False, "TaxReviewStatus": "NON_AST_TAX"}
    state = _state(draft, doc)
    if state is None or _is_exempt(draft, doc):
        return {"TotalTax": 0}
    code_id = _code(draft, state)
    computed = us.detail({"value": code_id}, rates_of(draft, code_id), base)
    stored = (before or {}).get("TxnTaxDetail") or {}
    if allowed and "TotalTax" in sent and sent["TotalTax"] != stored.get("TotalTax"):
        return _overridden(computed, money(sent["TotalTax"]))
    return computed


def _overridden(computed: Json, total: Decimal) -> Json:
    """The difference lies on the first jurisdiction, which says so in OverrideDeltaAmount (XSD TaxLineDetail)."""
    if total < 0:
        raise faults.invalid_value("2140", "Invalid Amount", "TotalTax", total)
    delta = total - money(computed["TotalTax"])
    if not delta:
        return computed
    first, *others = computed["TaxLine"]
    changed = first | {
        "Amount": plain(money(first["Amount"]) + delta),
        "TaxLineDetail": first["TaxLineDetail"] | {"OverrideDeltaAmount": plain(delta)},
    }
    return computed | {
        "TotalTax": plain(total),
        "TaxLine": [changed, *others],
        "TaxReviewStatus": "AST_TAX_OVERRIDE",
    }


def _state(draft: Draft, doc: Json) -> str | None:
    """Of where it is shipped to, else billed to, else sold from."""
    for name in ("ShipAddr", "BillAddr", "ShipFromAddr"):
        if found := _state_of(doc.get(name) or {}):
            return found
    for record in draft.books.shelf("CompanyInfo").live().values():
        return _state_of(record.object().get("CompanyAddr") or {})
    return None


def _state_of(address: Json) -> str | None:
    state = address.get("CountrySubDivisionCode")
    if state is None:
        lines = [str(address.get(f"Line{number}", "")) for number in range(1, 6)]
        state = next((found[1] for line in lines if (found := _STATE_IN_LINE.search(line))), None)
    if not isinstance(state, str) or len(state) != 2 or state.upper() in _NOT_A_STATE:
        return None
    return state.upper()


def _is_exempt(draft: Draft, doc: Json) -> bool:
    """A customer with a reason for exemption who is not taxable."""
    customer = draft.get("Customer", doc["CustomerRef"]["value"]) if "CustomerRef" in doc else None
    return bool(customer and customer.get("Taxable") is False and "TaxExemptionReasonId" in customer)


def _code(draft: Draft, state: str) -> str:
    """The id of the system's code for a state: made with its agency and rates when it is first needed."""
    rows = jurisdictions.of(state)
    name = f"{rows[0][0]} automated"
    if found := draft.find("TaxCode", "Name", name):
        return found[0]
    agency = _add(draft, "TaxAgency", {"DisplayName": f"{name} agency", "TaxTrackedOnSales": True})
    rates = []
    for place, percent in rows:
        rate = {"Name": place, "Description": "Sales Tax", "Active": True, "RateValue": plain(percent)}
        rate |= {"AgencyRef": {"value": agency}, "SpecialTaxType": "NONE", "DisplayType": "ReadOnly"}
        rates.append(Rate(_add(draft, "TaxRate", rate), percent))
    listed = [
        {"TaxRateRef": {"value": rate.id, "name": place}, "TaxTypeApplicable": "TaxOnAmount", "TaxOrder": order}
        for order, (rate, (place, _)) in enumerate(zip(rates, rows, strict=True))
    ]
    code = {"Name": name, "Description": name, "Active": True, "Taxable": True, "TaxGroup": True}
    code |= {"TaxCodeConfigType": "SYSTEM_GENERATED", "SalesTaxRateList": {"TaxRateDetail": listed}}
    return _add(draft, "TaxCode", code | {"PurchaseTaxRateList": {"TaxRateDetail": []}})


def _add(draft: Draft, entity: str, obj: Json) -> str:
    object_id = str(draft.next_number(entity))
    draft.put(entity, obj | {"domain": "QBO", "sparse": False, "Id": object_id}, Manner.TOUCH)
    return object_id
