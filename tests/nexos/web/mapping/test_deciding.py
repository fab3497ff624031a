"""One decision about one record: it acts at once, and its row answers."""

from uuid import uuid4

import pytest
from django.test import Client

from cast import Cast
from mapping_pages import MappingPages
from nexos.crm import services as crm
from nexos.kit.tenancy import scope


def test_linking_releases_what_waited_and_can_be_undone_in_the_row(mapping: MappingPages) -> None:
    company_id, customer_id = mapping.company("Kestrel"), mapping.customer("Kestrel Mfg")
    mapping.invoices(customer_id, "10", "20", "30")
    answer = mapping.decide("customers/link", customer=customer_id, company=company_id)
    text = answer.content.decode()
    assert "“Kestrel Mfg” is linked to “Kestrel”. 3 invoices released." in text
    assert "Undo" in text
    assert 'hx-swap-oob="true"' in text  # the counts of the tabs follow
    assert "decided" in answer["HX-Trigger"]
    assert mapping.shown() == 3
    undone = mapping.decide("customers/unlink", customer=customer_id, company=company_id).content.decode()
    assert "is not linked any more. 3 invoices are held again." in undone
    assert "Link again" in undone
    assert mapping.shown() == 0


def test_without_script_the_list_says_the_same(mapping: MappingPages) -> None:
    company_id, customer_id = mapping.company("Kestrel"), mapping.customer("Kestrel Mfg")
    mapping.invoices(customer_id, "10")
    posted = {"customer": customer_id, "company": str(company_id)}
    text = mapping.client.post("/mapping/customers/link", posted, follow=True).content.decode()
    assert "“Kestrel Mfg” is linked to “Kestrel”. 1 invoice released." in text


def test_a_company_claimed_twice_is_a_conflict_that_names_both(mapping: MappingPages) -> None:
    company_id, first, second = mapping.company("Lakeside"), mapping.customer("One"), mapping.customer("Two")
    mapping.decide("customers/link", customer=first, company=company_id)
    answer = mapping.decide("customers/link", customer=second, company=company_id)
    assert answer.status_code == 409
    assert "“Lakeside” is linked to “One” already" in answer.content.decode()
    posted = {"customer": second, "company": str(company_id)}
    assert mapping.client.post("/mapping/customers/link", posted).status_code == 409


def test_linking_twice_is_harmless(mapping: MappingPages) -> None:
    company_id, customer_id = mapping.company("Kestrel"), mapping.customer("Kestrel Mfg")
    for _ in range(2):
        assert mapping.decide("customers/link", customer=customer_id, company=company_id).status_code == 200


def test_undoing_a_link_that_is_not_there(mapping: MappingPages) -> None:
    answer = mapping.decide("customers/unlink", customer=mapping.customer("Kestrel"))
    assert answer.status_code == 409
    assert "not linked, so there is nothing to undo" in answer.content.decode()


def test_a_company_is_created_for_one_customer(mapping: MappingPages) -> None:
    customer_id = mapping.customer("Walk-in")
    mapping.invoices(customer_id, "10")
    text = mapping.decide("customers/create", customer=customer_id).content.decode()
    assert "The company “Walk-in” is created and linked. 1 invoice released." in text
    again = mapping.decide("customers/create", customer=customer_id)
    assert again.status_code == 409


def test_what_nobody_has_is_not_found(mapping: MappingPages) -> None:
    company_id, customer_id = mapping.company("Kestrel"), mapping.customer("Kestrel Mfg")
    assert mapping.decide("customers/link", customer="999", company=company_id).status_code == 404
    assert mapping.decide("customers/link", customer=customer_id, company=uuid4()).status_code == 404
    assert mapping.decide("customers/unlink", customer="999").status_code == 404
    assert mapping.client.get("/mapping/customers/of/999").status_code == 404
    assert mapping.client.get(f"/mapping/company/{uuid4()}").status_code == 404
    assert mapping.client.get("/mapping/employees/of/999").status_code == 404
    assert mapping.client.get(f"/mapping/user/{uuid4()}").status_code == 404


def test_a_company_of_another_tenant_is_not_found(mapping: MappingPages, cast: Cast) -> None:
    with scope(cast.contoso.id):
        foreign = crm.create_company(cast.contoso.id, name="Foreign").id
    answer = mapping.decide("customers/link", customer=mapping.customer("Kestrel"), company=foreign)
    assert answer.status_code == 404
    assert "Foreign" not in answer.content.decode()


def test_an_empty_form_says_what_to_choose(mapping: MappingPages) -> None:
    answer = mapping.decide("customers/link", customer=mapping.customer("Kestrel"))
    assert answer.status_code == 422
    assert "Choose the company first." in answer.content.decode()


def test_the_search_finds_companies_for_a_customer_and_customers_for_a_company(mapping: MappingPages) -> None:
    company_id, customer_id = mapping.company("Kestrel Manufacturing", "ap@kestrel.example"), mapping.customer("K. M.")
    mapping.company("Zebra")
    mapping.customer("Kestrel Mfg", Active=False)
    whole = mapping.page(f"customers/of/{customer_id}", q="kestrel")
    assert "Which company is “K. M.”?" in whole
    assert "Kestrel Manufacturing" in whole
    assert "Zebra" not in whole
    part = mapping.client.get(f"/mapping/customers/of/{customer_id}", {"q": "ap@"}, headers={"HX-Request": "true"})
    assert f'value="{company_id}"' in part.content.decode()
    assert "<html" not in part.content.decode()
    other_way = mapping.page(f"company/{company_id}")
    assert "Kestrel Mfg" in other_way  # like it by name, before anything is typed
    assert "inactive" in other_way


def test_a_linked_customer_is_unlinked_before_it_is_linked_elsewhere(mapping: MappingPages) -> None:
    company_id, customer_id = mapping.company("Kestrel"), mapping.customer("Kestrel Mfg")
    mapping.decide("customers/link", customer=customer_id, company=company_id)
    text = mapping.page(f"customers/of/{customer_id}")
    assert "It is linked to “Kestrel”" in text
    assert 'name="company"' not in text


def test_employees_are_linked_the_same_way(mapping: MappingPages, cast: Cast) -> None:
    employee_id = mapping.employee("Bobby Okafor", "bob@elsewhere.example")
    assert "Bobby Okafor" in mapping.rows("employees/")[0]
    found = mapping.page(f"employees/of/{employee_id}", q="okafor")
    assert "Bob Okafor" in found
    assert "Alice Moreau" not in found.partition('id="found"')[2].partition("</main>")[0]
    text = mapping.decide("employees/link", employee=employee_id, user=cast.bob.id).content.decode()
    assert "“Bobby Okafor” is linked to “Bob Okafor”." in text
    assert any("Linked" in row and "Bob Okafor" in row for row in mapping.rows("employees/"))
    taken = mapping.decide("employees/link", employee=mapping.employee("Other"), user=cast.bob.id)
    assert taken.status_code == 409
    assert mapping.decide("employees/unlink", employee=employee_id).status_code == 200
    assert "Bobby Okafor" in mapping.page(f"user/{cast.bob.id}")


def test_a_user_of_another_tenant_is_not_found(mapping: MappingPages, cast: Cast) -> None:
    employee_id = mapping.employee("Charlie Ruiz")
    assert mapping.decide("employees/link", employee=employee_id, user=cast.charlie.id).status_code == 404


def test_deciding_needs_the_permission_and_the_form_of_this_site(mapping: MappingPages, vera: Client) -> None:
    company_id, customer_id = mapping.company("Kestrel"), mapping.customer("Kestrel Mfg")
    posted = {"customer": customer_id, "company": str(company_id)}
    assert vera.post("/mapping/customers/link", posted).status_code == 403
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = mapping.client.cookies
    assert strict.post("/mapping/customers/link", posted).status_code == 403
    assert mapping.client.get("/mapping/customers/link").status_code == 405


@pytest.mark.parametrize("company", ["not-an-id", "1", "' OR 1=1 --", "\x00"])
def test_what_cannot_be_an_id_is_refused_at_its_field(mapping: MappingPages, company: str) -> None:
    customer_id, company_id = mapping.customer("Kestrel Mfg"), mapping.company("Kestrel")
    answer = mapping.decide("customers/link", customer=customer_id, company=company)
    assert answer.status_code == 422
    assert "This company was changed on its way here" in answer.content.decode()
    answer = mapping.decide("customers/link", customer=company if company != "1" else "x" * 60, company=company_id)
    assert answer.status_code == (404 if company == "not-an-id" else 422)
    several = mapping.client.post("/mapping/customers/link", {"customer": ["1", "2"], "company": str(company_id)})
    assert several.status_code == 422
    assert "Choose one customer, not several." in several.content.decode()
    assert mapping.shown() == 0


def test_a_customer_is_left_unlinked_and_that_is_taken_back(mapping: MappingPages) -> None:
    customer_id = mapping.customer("Walk-in")
    assert "Leave unlinked" in mapping.rows()[0]
    answer = mapping.decide("customers/leave", customer=customer_id).content.decode()
    assert "“Walk-in” is left unlinked." in answer
    assert "Take it back" in answer
    assert mapping.rows() == []
    assert "Left unlinked (1)" in mapping.page(show="left_unlinked")
    (row,) = mapping.rows(show="left_unlinked")
    assert "Alice Moreau" in row
    assert "Create company" not in row
    mapping.decide("customers/take-back", customer=customer_id)
    assert mapping.decide("customers/take-back", customer=customer_id).status_code == 409
    assert len(mapping.rows()) == 1
