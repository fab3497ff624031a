"""TaxService: a tax code and the rates behind it, made in one request (Intuit, TaxService; schema TaxService)."""

from collections.abc import Callable
from datetime import datetime

from qbo_emulator.catalog import ENTITIES
from qbo_emulator.catalog.tax_service import TAX_SERVICE
from qbo_emulator.rules import faults, preferences, shape, standing
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.books import Books
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json

LISTS = {"Sales": "SalesTaxRateList", "Purchase": "PurchaseTaxRateList"}
"""The list of the code a rate stands in, by TaxApplicableOn; rates for neither are not described, and refused."""

NEW = {"domain": "QBO", "sparse": False, "SyncToken": "0", "MetaData": {}, "Active": True}


def create_code(books: Books, body: object, now: datetime) -> Json:
    """Store the code and every rate that is new; the answer names them all by their ids.

    A rate is an existing one (TaxRateId) or a new one of an existing agency. Raises Fault 2020 (something missing),
    2150 (a rate outside 0 to 100), 2170, 2500 (no such agency or active rate), 2600 (a name twice), 5030 (sales tax is
    off), 6190, 6240 (a name in use). Which code a company without sales tax answers nothing settles.
    """
    standing.refuse_write(books, "TaxService")
    sent = shape.without_none(shape.checked(body, TAX_SERVICE, "TaxService"))
    draft = Draft(books, now)
    if not preferences.sales_tax_on(draft):
        raise faults.refused("5030", "Sales tax is not switched on in this company.")
    if "TaxCode" not in sent:
        raise faults.missing("TaxCode")
    _refuse_known(draft, "TaxCode", sent["TaxCode"])
    if not sent.get("TaxRateDetails"):
        raise faults.missing("TaxRateDetails")
    _refuse_twice(sent["TaxRateDetails"])
    details = [_chosen(draft, each) if "TaxRateId" in each else _new(draft, each) for each in sent["TaxRateDetails"]]
    code_id = _store(draft, "TaxCode", lambda object_id: _code(object_id, sent["TaxCode"], details))
    draft.commit()
    return {"TaxCode": sent["TaxCode"], "TaxCodeId": code_id, "TaxRateDetails": details}


def _refuse_twice(details: list[Json]) -> None:
    """Raise Fault 2600 for two rates of the same name in one request."""
    names = [str(each["TaxRateName"]).casefold() for each in details if "TaxRateName" in each]
    if len(names) > len(set(names)):
        raise faults.conflicting("Two TaxRateDetails have the same TaxRateName")


def _chosen(draft: Draft, detail: Json) -> Json:
    rate = draft.get("TaxRate", detail["TaxRateId"])
    if rate is None or rate.get("Active") is False:
        raise faults.invalid_reference("TaxRateId")
    return {
        "TaxRateName": rate["Name"],
        "TaxRateId": rate["Id"],
        "RateValue": rate.get("RateValue", 0),
        "TaxAgencyId": (rate.get("AgencyRef") or {}).get("value"),
        "TaxApplicableOn": _side(detail),
    }


def _new(draft: Draft, detail: Json) -> Json:
    for needed in ("TaxRateName", "RateValue", "TaxAgencyId"):
        if needed not in detail:
            raise faults.missing(needed)
    if not 0 <= money(detail["RateValue"]) <= 100:
        raise faults.refused("2150", "RateValue", detail["RateValue"], element="RateValue")
    if draft.get("TaxAgency", detail["TaxAgencyId"]) is None:
        raise faults.invalid_reference("TaxAgencyId")
    _refuse_known(draft, "TaxRate", detail["TaxRateName"])
    side = _side(detail)
    rate_id = _store(draft, "TaxRate", lambda object_id: _rate(object_id, detail))
    return {
        "TaxRateName": detail["TaxRateName"],
        "TaxRateId": rate_id,
        "RateValue": detail["RateValue"],
        "TaxAgencyId": detail["TaxAgencyId"],
        "TaxApplicableOn": side,
    }


def _side(detail: Json) -> str:
    """Sales unless sent (Intuit, TaxService)."""
    side = str(detail.get("TaxApplicableOn", "Sales"))
    if side not in LISTS:
        raise faults.unsupported(f"TaxApplicableOn {side} is not supported")
    return side


def _refuse_known(draft: Draft, entity: str, name: str) -> None:
    """Raise Fault 6240 for the name of another code or rate, inactive ones included."""
    for other in draft.find(entity, "Name", name):
        raise faults.duplicate_name(other)


def _store(draft: Draft, entity: str, make: Callable[[str], Json]) -> str:
    object_id = str(draft.next_number(entity))
    draft.put(entity, ENTITIES[entity].ordered(NEW | make(object_id)))
    return object_id


def _rate(object_id: str, detail: Json) -> Json:
    return {
        "Id": object_id,
        "Name": detail["TaxRateName"],
        "Description": detail["TaxRateName"],
        "RateValue": detail["RateValue"],
        "AgencyRef": {"value": detail["TaxAgencyId"]},
        "SpecialTaxType": "NONE",
        "DisplayType": "ReadOnly",
    }


def _code(object_id: str, name: str, details: list[Json]) -> Json:
    lists: dict[str, list[Json]] = {each: [] for each in LISTS.values()}
    for detail in details:
        rates = lists[LISTS[detail["TaxApplicableOn"]]]
        reference = {"value": detail["TaxRateId"], "name": detail["TaxRateName"]}
        rates.append({"TaxRateRef": reference, "TaxTypeApplicable": "TaxOnAmount", "TaxOrder": len(rates)})
    code = {"Id": object_id, "Name": name, "Description": name, "Taxable": True, "TaxGroup": True}
    return code | {each: {"TaxRateDetail": rates} for each, rates in lists.items()}
