"""Vendors are entered, changed and found; what is wrong is named, and another tenant's are not there."""

from typing import Any

import pytest

from cast import Cast
from nexos.accounts.models import Tenant
from nexos.kit.errors import InvalidInput, NotFound
from nexos.kit.ids import new_id
from nexos.kit.tenancy import scope
from nexos.procurement import queries, services


def test_a_new_vendor_is_active_with_thirty_days(northwind: Tenant) -> None:
    made = services.create_vendor(northwind.id, name="  Ingram Micro ", contact="Ida Holm")
    found = queries.vendor(northwind.id, made.id)
    assert (found.name, found.contact, found.terms_days, found.active, found.origin) == (
        "Ingram Micro",
        "Ida Holm",
        30,
        True,
        "person",
    )


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 501}, "name"),
        ({"email": "ida"}, "email"),
        ({"phone": "1" * 61}, "phone"),
        ({"contact": "I\0da"}, "contact"),
        ({"terms_days": -1}, "terms_days"),
        ({"terms_days": 366}, "terms_days"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(northwind: Tenant, details: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        services.create_vendor(northwind.id, **({"name": "Ingram"} | details))
    assert set(refusal.value.fields) == {field}
    assert not queries.vendors(northwind.id).exists()


def test_a_change_writes_the_named_fields_only(northwind: Tenant) -> None:
    made = services.create_vendor(northwind.id, name="Ingram", phone="555 0101")
    services.update_vendor(northwind.id, made.id, terms_days=10, active=False)
    found = queries.vendor(northwind.id, made.id)
    assert (found.phone, found.terms_days, found.active) == ("555 0101", 10, False)
    with pytest.raises(NotFound):
        services.update_vendor(northwind.id, new_id(), phone="")


def test_a_search_looks_in_name_email_and_contact(northwind: Tenant) -> None:
    services.create_vendor(northwind.id, name="Ingram", email="orders@micro.test", contact="Ida Holm")
    services.create_vendor(northwind.id, name="Northstar")
    for text in ("ingr", "MICRO", "holm"):
        assert [found.name for found in queries.vendors(northwind.id, text)] == ["Ingram"]


def test_terms_in_use_are_those_of_active_vendors(northwind: Tenant) -> None:
    for name, days, active in (("A", 30, True), ("B", 30, True), ("C", 10, False)):
        services.create_vendor(northwind.id, name=name, terms_days=days, active=active)
    assert queries.terms_in_use(northwind.id) == {30: 2}


def test_another_tenants_vendor_does_not_exist(cast: Cast) -> None:
    with scope(cast.contoso.id):
        theirs = services.create_vendor(cast.contoso.id, name="Ingram").id
    with scope(cast.northwind.id):
        assert not queries.vendors(cast.northwind.id).exists()
        with pytest.raises(NotFound):
            queries.vendor(cast.northwind.id, theirs)
