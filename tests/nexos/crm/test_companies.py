"""Companies are entered, changed and found; what is wrong is named, and another tenant's are not there."""

from typing import Any

import pytest

from cast import Cast
from nexos.accounts.models import Tenant
from nexos.crm import queries, services
from nexos.kit.errors import InvalidInput, NotFound
from nexos.kit.ids import new_id
from nexos.kit.tenancy import scope


def test_a_new_company_is_a_prospect_in_the_tenants_currency_with_thirty_days(northwind: Tenant) -> None:
    company = services.create_company(northwind.id, name="  Cedar & Pine Architects ")
    found = queries.company(northwind.id, company.id)
    assert (found.name, found.lifecycle, found.currency, found.terms_days, found.origin) == (
        "Cedar & Pine Architects",
        "prospect",
        "USD",
        30,
        "person",
    )


def test_bills_may_go_to_several_addresses(northwind: Tenant) -> None:
    company = services.create_company(northwind.id, name="Cedar", email="nora@cedar.test, books@cedar.test")
    assert queries.names_and_emails(northwind.id) == [(company.id, "Cedar", "nora@cedar.test, books@cedar.test")]


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"name": "   "}, "name"),
        ({"name": "x" * 501}, "name"),
        ({"name": "Ce\0dar"}, "name"),
        ({"name": "Ce\ud800dar"}, "name"),
        ({"email": "nora"}, "email"),
        ({"email": "nora@cedar.test;books@cedar.test"}, "email"),
        ({"email": "nora@cedar.test,"}, "email"),
        ({"currency": "usd"}, "currency"),
        ({"currency": "USDT"}, "currency"),
        ({"terms_days": -1}, "terms_days"),
        ({"terms_days": 366}, "terms_days"),
        ({"lifecycle": "friend"}, "lifecycle"),
        ({"postal_code": "9" * 31}, "postal_code"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(northwind: Tenant, details: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        services.create_company(northwind.id, **{"name": "Cedar", **details})
    assert list(refusal.value.fields) == [field]
    assert not queries.companies(northwind.id).exists()


def test_a_change_touches_the_named_fields_only(northwind: Tenant) -> None:
    company = services.create_company(northwind.id, name="Cedar", phone="555 0100", email="nora@cedar.test")
    services.update_company(northwind.id, company.id, phone="555 0199")
    found = queries.company(northwind.id, company.id)
    assert (found.name, found.phone, found.email) == ("Cedar", "555 0199", "nora@cedar.test")


def test_a_refused_change_leaves_the_company_as_it_was(northwind: Tenant) -> None:
    company = services.create_company(northwind.id, name="Cedar")
    with pytest.raises(InvalidInput):
        services.update_company(northwind.id, company.id, name="Pine", terms_days=1000)
    assert queries.company(northwind.id, company.id).name == "Cedar"


def test_companies_are_listed_by_name_whatever_the_case_and_found_by_part_of_it(northwind: Tenant) -> None:
    for name in ("brightwater", "Alder", "Cedar"):
        services.create_company(northwind.id, name=name, email=f"{name.lower()}@clients.test", city="Portland")
    assert [company.name for company in queries.companies(northwind.id)] == ["Alder", "brightwater", "Cedar"]
    assert [company.name for company in queries.companies(northwind.id, "WATER")] == ["brightwater"]
    assert [company.name for company in queries.companies(northwind.id, "cedar@")] == ["Cedar"]
    assert queries.companies(northwind.id, "Salem").count() == 0


def test_names_for_many_ids_leave_out_what_is_not_there(northwind: Tenant) -> None:
    cedar = services.create_company(northwind.id, name="Cedar")
    assert queries.company_names(northwind.id, [cedar.id, new_id()]) == {cedar.id: "Cedar"}


def test_charlie_finds_nothing_of_northwind(cast: Cast) -> None:
    with scope(cast.northwind.id):
        cedar = services.create_company(cast.northwind.id, name="Cedar")
    with scope(cast.contoso.id):
        contoso = cast.contoso.id
        assert not queries.companies(contoso, "Cedar").exists()
        assert queries.names_and_emails(contoso) == []
        assert queries.company_names(contoso, [cedar.id]) == {}
        with pytest.raises(NotFound):
            queries.company(contoso, cedar.id)
        with pytest.raises(NotFound):
            services.update_company(contoso, cedar.id, name="Mine")
