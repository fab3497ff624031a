"""Entering and changing companies."""

from collections.abc import Iterable
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from nexos.accounts import queries as accounts
from nexos.crm.events import CompaniesEntered, CompanyChanged
from nexos.crm.models import Company, Lifecycle, Origin
from nexos.kit.checks import choice_problem, emails_problem, refuse, terms_problem, text_problem
from nexos.kit.errors import InvalidInput, NotFound
from nexos.kit.events import publish

# The words for each text in a sentence, and the most characters it may have.
_TEXTS = {
    "name": ("name", 500),
    "email": ("email address", 254),
    "phone": ("phone number", 60),
    "address_line1": ("address", 500),
    "address_line2": ("second address line", 500),
    "city": ("city", 255),
    "region": ("state or region", 255),
    "postal_code": ("postal code", 30),
    "country": ("country", 255),
}


class Details(TypedDict, total=False):
    """What a company may have beside its name."""

    lifecycle: str
    email: str
    phone: str
    address_line1: str
    address_line2: str
    city: str
    region: str
    postal_code: str
    country: str
    currency: str
    terms_days: int


class Changes(Details, total=False):
    """What may be changed of a company."""

    name: str


def create_company(tenant_id: UUID, *, name: str, origin: str = Origin.PERSON, **details: Unpack[Details]) -> Company:
    """A company, a prospect with 30 days' terms and the tenant's currency unless said otherwise.

    `email` may hold several addresses separated by commas. Raises InvalidInput naming the fields.
    """
    (company,) = enter_companies(tenant_id, [{"name": name, **details}], origin=origin)
    if isinstance(company, InvalidInput):
        raise company
    return company


def enter_companies(
    tenant_id: UUID, companies: Iterable[Changes], *, origin: str = Origin.PERSON
) -> list[Company | InvalidInput]:
    """Several at once, as `create_company` does one: in the order given each company, or why there is none."""
    currency = accounts.tenant(tenant_id).currency
    entered: list[Company | InvalidInput] = []
    for fields in companies:
        company = Company(tenant_id=tenant_id, origin=origin, currency=currency)
        try:
            _fill(company, fields)
            entered.append(company)
        except InvalidInput as refusal:
            entered.append(refusal)
    if made := [one for one in entered if isinstance(one, Company)]:
        with transaction.atomic():
            Company.objects.of(tenant_id).bulk_create(made)
            publish(CompaniesEntered(tenant_id, str(origin), tuple(company.id for company in made)))
    return entered


def update_company(tenant_id: UUID, company_id: UUID, **changes: Unpack[Changes]) -> Company:
    """Changes the named fields only. Raises NotFound; InvalidInput naming the fields."""
    with transaction.atomic():
        company = Company.objects.of(tenant_id).select_for_update(no_key=True).filter(id=company_id).first()
        if company is None:
            raise NotFound("There is no such company.")
        _fill(company, changes)
        company.save(update_fields=list(changes))
        publish(CompanyChanged(tenant_id, "person", company_id, frozenset(changes)))
    return company


def _fill(company: Company, fields: Changes) -> None:
    for field, value in fields.items():
        setattr(company, field, value.strip() if isinstance(value, str) else value)
    wrong = {field: _text_problem(company, field) for field in _TEXTS}
    wrong |= {
        "email": wrong["email"] or emails_problem(company.email),
        "lifecycle": choice_problem(company.lifecycle, Lifecycle.values),
        "currency": _currency_problem(company.currency),
        "terms_days": terms_problem(company.terms_days),
    }
    refuse(wrong)


def _text_problem(company: Company, field: str) -> str:
    what, limit = _TEXTS[field]
    return text_problem(what, getattr(company, field), limit, required=field == "name")


def _currency_problem(currency: str) -> str:
    right = len(currency) == 3 and currency.isascii() and currency.isalpha() and currency.isupper()
    return "" if right else f"“{currency}” is not a currency; write it like USD."
