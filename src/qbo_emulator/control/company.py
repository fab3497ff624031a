"""The settings of one company: what a person switches in QuickBooks' own screens.

POST company {realm_id, ...}    changes the settings named, all or none; answers with all of them
GET  company?realm_id=          all of them

edition                     Simple Start, Essentials, Plus, Advanced: what the company bought (5020 below it)
subscription                paid, trial, read_only (writes answer 6190), ended (everything does)
custom_numbers              document numbers are the user's own: none is given
duplicate_number_warning    a number used before is refused (6140)
closing_date                YYYY-MM-DD, the last day of the closed books (6200); null opens them again
closing_password            ... closed with a password (6210); null takes it off. Only its presence is kept
multicurrency, home_currency
sales_tax, automated_sales_tax      automated: true on, false not set up yet, null a company without it
tax_override                a sent tax may override the automated one; null takes the setting away
auto_apply_credit, auto_apply_payments
payroll
class_tracking              off, transaction, line
locations, account_numbers
"""

from datetime import date
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType
from werkzeug import Request

from qbo_emulator.control.companies import known_company
from qbo_emulator.control.orders import BadInput, Order, read
from qbo_emulator.emulator import Emulator
from qbo_emulator.rules import settings as rules
from qbo_emulator.store.text import Json


class CompanyOrder(Order):
    """What is left out stays as it is."""

    realm_id: str
    edition: str | UnsetType = UNSET
    subscription: str | UnsetType = UNSET
    custom_numbers: bool | UnsetType = UNSET
    duplicate_number_warning: bool | UnsetType = UNSET
    closing_date: str | UnsetType | None = UNSET
    closing_password: str | UnsetType | None = UNSET
    multicurrency: bool | UnsetType = UNSET
    home_currency: str | UnsetType = UNSET
    sales_tax: bool | UnsetType = UNSET
    automated_sales_tax: bool | UnsetType | None = UNSET
    tax_override: bool | UnsetType | None = UNSET
    auto_apply_credit: bool | UnsetType = UNSET
    auto_apply_payments: bool | UnsetType = UNSET
    payroll: bool | UnsetType = UNSET
    class_tracking: str | UnsetType = UNSET
    locations: bool | UnsetType = UNSET
    account_numbers: bool | UnsetType = UNSET


def settings(emulator: Emulator, request: Request) -> Json:
    """GET company."""
    company = known_company(emulator, request.args.get("realm_id", ""))
    with company.lock:
        return {"realm_id": company.realm_id, **rules.shown(company.books)}


def change_settings(emulator: Emulator, request: Request) -> Json:
    """POST company."""
    order = read(request, CompanyOrder)
    company = known_company(emulator, order.realm_id)
    given = {
        name: value
        for name, value in msgspec.structs.asdict(order).items()
        if name != "realm_id" and value is not UNSET
    }
    with company.lock:
        _check(given, rules.shown(company.books), rules.the_only(company.books, "CompanyInfo").get("Country"))
        rules.change(company.books, given, company.clock.now())
        return {"realm_id": company.realm_id, **rules.shown(company.books)}


def _check(given: dict[str, Any], present: Json, country: str | None) -> None:
    """Raises BadInput: what QuickBooks' screens would not let a person choose."""
    for name, choices in (
        ("edition", rules.EDITIONS),
        ("subscription", tuple(rules.SUBSCRIPTIONS)),
        ("class_tracking", tuple(rules.CLASS_TRACKING)),
    ):
        if name in given and given[name] not in choices:
            raise BadInput(f"{name} must be one of {', '.join(choices)}.")
    after = present | given
    if given.get("closing_date") is not None:
        _check_day(given["closing_date"])
    if given.get("closing_password") is not None and not given["closing_password"]:
        raise BadInput("closing_password is empty; null takes it off.")
    if given.get("closing_password") and not after["closing_date"]:
        raise BadInput("closing_password needs a closing_date.")
    if given.get("multicurrency") is False and present["multicurrency"]:
        raise BadInput("multicurrency cannot be switched off once it is on.")
    if given.get("multicurrency") and after["edition"] == rules.EDITIONS[0]:
        raise BadInput(f"multicurrency is not part of the edition {rules.EDITIONS[0]}.")
    if "home_currency" in given:
        _check_home_currency(given["home_currency"], present)
    if given.get("automated_sales_tax") is not None and country != "US":
        raise BadInput(f"automated_sales_tax exists in the US only; the company's country is {country}.")


def _check_day(text: str) -> None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise BadInput("closing_date must be a day such as 2026-01-31.")


def _check_home_currency(code: str, present: Json) -> None:
    if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
        raise BadInput("home_currency must be a currency code such as USD.")
    if present["multicurrency"] and code != present["home_currency"]:
        raise BadInput("home_currency cannot be changed once multicurrency is on.")
