"""Entering and changing vendors."""

from collections.abc import Iterable
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from nexos.crm.models import Origin
from nexos.kit.checks import emails_problem, refuse, terms_problem, text_problem
from nexos.kit.errors import InvalidInput, NotFound
from nexos.kit.events import publish
from nexos.procurement.events import VendorChanged, VendorsEntered
from nexos.procurement.models import Vendor


class Details(TypedDict, total=False):
    """What a vendor may have beside its name."""

    email: str
    phone: str
    contact: str
    terms_days: int
    active: bool


class Changes(Details, total=False):
    """What may be changed of a vendor."""

    name: str


def create_vendor(tenant_id: UUID, *, name: str, origin: str = Origin.PERSON, **details: Unpack[Details]) -> Vendor:
    """A vendor, with 30 days' terms unless said otherwise.

    `email` may hold several addresses separated by commas. Raises InvalidInput naming the fields.
    """
    (vendor,) = enter_vendors(tenant_id, [{"name": name, **details}], origin=origin)
    if isinstance(vendor, InvalidInput):
        raise vendor
    return vendor


def enter_vendors(
    tenant_id: UUID, vendors: Iterable[Changes], *, origin: str = Origin.PERSON
) -> list[Vendor | InvalidInput]:
    """Several at once, as `create_vendor` does one: in the order given each vendor, or why there is none."""
    entered: list[Vendor | InvalidInput] = []
    for fields in vendors:
        vendor = Vendor(tenant_id=tenant_id, origin=origin)
        try:
            _fill(vendor, fields)
            entered.append(vendor)
        except InvalidInput as refusal:
            entered.append(refusal)
    if made := [one for one in entered if isinstance(one, Vendor)]:
        with transaction.atomic():
            Vendor.objects.of(tenant_id).bulk_create(made)
            publish(VendorsEntered(tenant_id, str(origin), tuple(vendor.id for vendor in made)))
    return entered


def update_vendor(tenant_id: UUID, vendor_id: UUID, **changes: Unpack[Changes]) -> Vendor:
    """Changes the named fields only. Raises NotFound; InvalidInput naming the fields."""
    with transaction.atomic():
        vendor = Vendor.objects.of(tenant_id).select_for_update(no_key=True).filter(id=vendor_id).first()
        if vendor is None:
            raise NotFound("There is no such vendor.")
        _fill(vendor, changes)
        vendor.save(update_fields=list(changes))
        publish(VendorChanged(tenant_id, "person", vendor_id, frozenset(changes)))
    return vendor


def _fill(vendor: Vendor, fields: Changes) -> None:
    for field, value in fields.items():
        setattr(vendor, field, value.strip() if isinstance(value, str) else value)
    wrong = {
        "name": text_problem("name", vendor.name, 500, required=True),
        "email": text_problem("email address", vendor.email, 254) or emails_problem(vendor.email),
        "phone": text_problem("phone number", vendor.phone, 60),
        "contact": text_problem("contact", vendor.contact, 200),
        "terms_days": terms_problem(vendor.terms_days),
    }
    refuse(wrong)
