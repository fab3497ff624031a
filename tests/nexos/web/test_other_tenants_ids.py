"""Ids of another tenant inside forms: refused where they are typed, and nothing is written on either side."""

from typing import Any

import pytest
from django.test import Client

from addresses import address
from cast import Cast
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection.models import Connection, State
from nexos.quickbooks.mapping.models import CustomerLink, EmployeeLink
from nexos.sales import queries as sales
from shelf import Shelf


@pytest.fixture
def own(cast: Cast) -> dict[str, Any]:
    """What Charlie has: a company here, a customer and an employee there."""
    with scope(cast.contoso.id):
        shelf = Shelf(cast.contoso)
        Connection.objects.of(cast.contoso.id).update(
            realm_id="9777", company_name="Contoso Books", state=State.CONNECTED
        )
        return {
            "company": shelf.company("Fabrikam"),
            "customer": shelf.customer("Fabrikam Ltd"),
            "employee": shelf.employee("Charlie Ruiz"),
        }


def links(tenant_id: Any) -> int:
    with scope(tenant_id):
        return CustomerLink.objects.of(tenant_id).count() + EmployeeLink.objects.of(tenant_id).count()


def quote(company_id: Any, product: str = "") -> dict[str, str]:
    line = {"product": product, "description": "Visit", "quantity": "1", "unit_price": "90", "billing": "one_time"}
    head = {"company_id": str(company_id), "title": "Theirs", "discount_kind": "none", "lines-count": "1"}
    return head | {f"lines-0-{name}": value for name, value in line.items()}


def test_a_quote_for_their_company_is_refused_at_its_field(
    charlie: Client, records: dict[str, Any], own: dict[str, Any], cast: Cast
) -> None:
    answer = charlie.post("/quotes/new", quote(records["company_id"]))
    assert answer.status_code == 422
    assert 'id="id_company_id_error"' in answer.content.decode()
    with scope(cast.contoso.id):
        assert not sales.quotes(cast.contoso.id).exists()


def test_their_product_on_a_line_is_refused_at_its_field(
    charlie: Client, records: dict[str, Any], own: dict[str, Any]
) -> None:
    answer = charlie.post("/quotes/new", quote(own["company"], "Access point · AP-6"))
    assert answer.status_code == 422
    assert 'id="id_lines-0-product_error"' in answer.content.decode()


def test_their_totals_are_not_computed(charlie: Client, records: dict[str, Any]) -> None:
    assert "90.00" not in charlie.post("/quotes/totals", quote(records["company_id"])).content.decode()


def test_their_records_cannot_be_linked(
    charlie: Client, records: dict[str, Any], own: dict[str, Any], cast: Cast
) -> None:
    before = links(cast.northwind.id)
    theirs = records["company_id"], cast.alice.id
    forms = {
        "link-customer": {"customer": own["customer"], "company": theirs[0]},
        "link-employee": {"employee": own["employee"], "user": theirs[1]},
        "accept-matches": {"match": f"{own['customer']}:{theirs[0]}"},
    }
    for name, form in forms.items():
        answer = charlie.post(address(name, {}), form)
        assert answer.status_code in (200, 404), name
        text = answer.content.decode()
        assert "There is no such" in text, name
        assert "Harbor Dental" not in text, name
        assert "Alice Moreau" not in text, name
    assert links(cast.contoso.id) == 0
    assert links(cast.northwind.id) == before
