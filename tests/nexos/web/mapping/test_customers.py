"""The list of customers and companies, and what is decided for many at once."""

from uuid import uuid4

import pytest
from django.test import Client

from cast import Cast
from mapping_pages import MappingPages
from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.mapping.models import Act, Bulk


def test_what_needs_a_person_is_listed_with_what_waits_and_why(mapping: MappingPages) -> None:
    mapping.company("Harbor Dental Associates LLC")
    similar = mapping.customer("Harbor Dental Associates Inc.")
    stranger = mapping.customer("Walk-in", "walk@in.example")
    mapping.invoices(stranger, "100", "312.00")
    mapping.invoices(similar, "50")
    first, second = mapping.rows()
    assert "Walk-in" in first
    assert "walk@<wbr>in.example" in first
    assert "Only in QuickBooks" in first
    assert "2 invoices" in first
    assert "$412.00" in first
    assert "Create company" in first
    assert "Suggested" in second
    assert "Same name apart from spelling" in second
    assert "1 invoice<" in second


def test_a_search_looks_through_everything_and_a_filter_narrows(mapping: MappingPages) -> None:
    mapping.company("Kestrel Manufacturing")
    mapping.customer("Walk-in")
    assert "Kestrel" not in mapping.page()
    (found,) = mapping.rows(q="kestrel")
    assert "Only here" in found
    assert "Add in QuickBooks" in found
    assert "Nothing matches “zebra”" in mapping.page(q="zebra")
    assert "Everything (2)" in mapping.page(show="only_there")
    assert len(mapping.rows(show="nonsense")) == 1


def test_sub_customers_stand_under_their_parent_and_bill_with_it(mapping: MappingPages) -> None:
    parent = mapping.customer("Riverbend")
    child = mapping.sub_customer(parent, "Riverbend East")
    mapping.customer("Zebra")
    mapping.invoices(child, "70")
    above, below, _ = mapping.rows(show="all")
    assert "1 sub-customer bills with it" in above
    assert "$70.00" in above
    assert "Bills with parent" in below
    assert "member" in below
    assert len(mapping.rows()) == 2  # it needs nobody


def test_two_customers_that_claim_one_company_are_not_sure(mapping: MappingPages) -> None:
    mapping.company("Harbor Dental LLC")
    mapping.customer("Harbor Dental Inc.")
    mapping.customer("Harbor Dental Co.")
    text = mapping.page()
    assert "sure match" not in text
    one, other = mapping.rows()
    assert "Conflict" in one
    assert "“Harbor Dental LLC” is suggested for “Harbor Dental Inc.” too" in one
    assert "“Harbor Dental LLC” is suggested for “Harbor Dental Co.” too" in other


@pytest.mark.parametrize(("posted", "value"), [("match", ""), ("all", "1")])
def test_sure_matches_are_accepted_together_and_release_what_waits(
    mapping: MappingPages, posted: str, value: str
) -> None:
    company_id = mapping.company("Cedar and Pine LLC")
    customer_id = mapping.customer("Cedar and Pine Inc.")
    mapping.invoices(customer_id, "10", "20")
    assert "Accept 1 sure match<" in mapping.page()
    assert f'value="{customer_id}:{company_id}" checked' in mapping.page("customers/sure")
    answer = mapping.client.post(
        "/mapping/customers/accept", {posted: value or f"{customer_id}:{company_id}"}, follow=True
    )
    text = answer.content.decode()
    assert "1 customer linked. 2 invoices released." in text
    assert "Every customer has its company" in text
    assert mapping.shown() == 2


def test_an_accepted_match_that_was_taken_meanwhile_is_told_by_name(mapping: MappingPages) -> None:
    company_id = mapping.company("Cedar LLC")
    other = mapping.customer("Somebody else")
    customer_id = mapping.customer("Cedar Inc.")
    mapping.decide("customers/link", customer=other, company=company_id)
    answer = mapping.client.post("/mapping/customers/accept", {"match": f"{customer_id}:{company_id}"})
    text = answer.content.decode()
    assert "1 could not be linked" in text
    assert "is linked to “Somebody else” already" in text


def test_accepting_nothing_and_accepting_nonsense(mapping: MappingPages) -> None:
    for match in ([], ["1:not-a-company"], ["1"], [f"1 OR 1:{uuid4()}"], [f":{uuid4()}"]):
        answer = mapping.client.post("/mapping/customers/accept", {"match": match})
        assert answer.status_code == 422


def test_the_other_companies_are_created_by_one_click(mapping: MappingPages) -> None:
    parent = mapping.customer("Walk-in")
    mapping.sub_customer(parent, "Walk-in East")
    mapping.customer("Gone", Active=False)
    mapping.invoices(parent, "10")
    assert "Create the other 1 company" in mapping.page()
    answer = mapping.client.post("/mapping/customers/create-missing", follow=True)
    text = answer.content.decode()
    assert "1 company created. 1 invoice released." in text
    assert "Create the other" not in text
    assert len(mapping.rows(show="linked")) == 1


def test_many_rows_come_page_by_page(mapping: MappingPages) -> None:
    for number in range(60):
        mapping.customer(f"Customer {number:03}")
    assert len(mapping.rows()) == 50
    assert len(mapping.rows(page="2")) == 10
    assert "1–50 of 60" in mapping.page()
    assert len(mapping.rows(page="99")) == 10


def test_before_the_first_connection_the_page_says_what_will_be_here(alice: Client) -> None:
    for path in ("", "items/", "employees/"):
        assert "No QuickBooks company is connected yet" in alice.get(f"/mapping/{path}").content.decode()
    assert alice.post("/mapping/customers/create-missing").status_code == 404


def test_who_may_only_read_sees_the_rows_without_buttons(mapping: MappingPages, vera: Client) -> None:
    mapping.company("Cedar LLC")
    mapping.customer("Cedar Inc.")
    mapping.customer("Walk-in")
    mapping.page()
    text = vera.get("/mapping/").content.decode().partition("<tbody")[2]
    assert "Walk-in" in text
    assert "<button" not in text
    assert "Choose a company" not in text


def test_the_results_of_a_bulk_are_told_one_by_one(mapping: MappingPages) -> None:
    mapping.customer("Walk-in")
    mapping.customer("   ")
    answer = mapping.client.post("/mapping/customers/create-missing", follow=True)
    text = answer.content.decode()
    assert "1 company created." in text
    assert "1 could not be done" in text
    assert "Created and linked" in text
    (refused,) = mapping.rows(answer.request["PATH_INFO"].removeprefix("/mapping/"), show="refused")
    assert "Walk-in" not in refused
    assert mapping.client.get(f"/mapping/customers/together/{uuid4()}").status_code == 404


def test_the_menu_counts_who_is_open(mapping: MappingPages) -> None:
    mapping.customer("Walk-in")
    left = mapping.customer("Left alone")
    mapping.employee("Emily Platt")
    mapping.page()
    mapping.decide("customers/leave", customer=left)
    menu = mapping.page("items/").partition('id="side"')[2].partition("</nav>")[0]
    assert "Mapping<span" in menu
    assert ">2<span" in menu


def test_a_decision_about_many_that_does_not_end_is_stopped(mapping: MappingPages, cast: Cast) -> None:
    mapping.company("Cedar LLC")
    mapping.customer("Cedar Inc.")
    mapping.page()
    with scope(mapping.tenant_id):
        bulk = Bulk.objects.create(
            tenant_id=mapping.tenant_id,
            connection_id=mapping.shelf.connection_id,
            act=Act.ACCEPT,
            asked_by=cast.bob,
            asked_at=clock.now(),
            total=900,
            done=100,
        )
    assert "Sure matches are being linked" in mapping.page()
    results = f"/mapping/customers/together/{bulk.id}"
    assert "What is decided stays" in mapping.client.get(results).content.decode()
    text = mapping.client.post(f"{results}/stop", follow=True).content.decode()
    assert "Stopped. 100 customers linked. 800 left as they were." in text
    assert "Stopped by Alice Moreau" in text
    assert "Accept 1 sure match<" in mapping.page()
    assert mapping.client.post(f"/mapping/customers/together/{uuid4()}/stop").status_code == 404
