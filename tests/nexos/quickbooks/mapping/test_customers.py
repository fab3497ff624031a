"""Linking customers to companies, and what follows from it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from cast import Cast
from nexos.crm import queries as crm
from nexos.kit.errors import NotFound
from nexos.kit.ids import new_id
from nexos.kit.tenancy import WrongTenant, scope
from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.mapping import queries, services
from nexos.quickbooks.mapping.errors import ConnectionArchived, GoneThere, NotLinked, Taken
from nexos.quickbooks.mapping.models import CustomerLink
from nexos.quickbooks.mirror.models import Customer
from nexos.synclog import queries as synclog
from shelf import Shelf


def test_linking_by_hand_answers_from_both_sides(shelf: Shelf, cast: Cast) -> None:
    customer, company = shelf.customer("Acme"), shelf.company("Something else")
    services.link_customer(*shelf.place, customer, company, cast.alice.id)
    assert queries.company_of(*shelf.place, [customer, "no such"]) == {customer: company}
    assert queries.customer_of(*shelf.place, company) == customer
    link = CustomerLink.objects.get()
    assert (link.how, link.linked_by) == ("by hand", cast.alice)


def test_linking_releases_what_waited_and_unlinking_holds_it_again(shelf: Shelf, cast: Cast) -> None:
    customer, company = shelf.customer("Acme"), shelf.company("Acme")
    branch = shelf.sub_customer(customer, "Branch")
    held = {shelf.invoice(customer), shelf.invoice(branch)}
    assert shelf.shown_invoices() == set()
    services.link_customer(*shelf.place, customer, company, cast.alice.id)
    assert shelf.shown_invoices() == held
    assert queries.of_customers(*shelf.place, [customer]) == {customer: {"invoice": 2}}
    services.unlink_customer(*shelf.place, customer, cast.alice.id)
    assert shelf.shown_invoices() == set()
    assert queries.of_customers(*shelf.place, [customer]) == {}
    assert queries.customer_of(*shelf.place, company) is None


def test_a_sub_customer_may_be_linked_itself(shelf: Shelf, cast: Cast) -> None:
    branch = shelf.sub_customer(shelf.customer("Acme"), "Branch")
    invoice = shelf.invoice(branch)
    services.link_customer(*shelf.place, branch, shelf.company("Branch Ltd"), cast.alice.id)
    assert shelf.shown_invoices() == {invoice}


def test_linking_the_same_two_again_changes_nothing(shelf: Shelf, cast: Cast) -> None:
    customer, company = shelf.customer("Acme"), shelf.company("Acme")
    for _ in range(2):
        services.link_customer(*shelf.place, customer, company, cast.alice.id)
    assert CustomerLink.objects.count() == 1


def test_a_taken_customer_or_company_is_refused_with_both_names(shelf: Shelf, cast: Cast) -> None:
    acme, bolt = shelf.customer("Acme"), shelf.customer("Bolt")
    northern, southern = shelf.company("Northern"), shelf.company("Southern")
    services.link_customer(*shelf.place, acme, northern, cast.alice.id)
    with pytest.raises(Taken, match="“Acme” is linked to “Northern” already"):
        services.link_customer(*shelf.place, acme, southern, cast.alice.id)
    with pytest.raises(Taken, match="“Northern” is linked to “Acme” already"):
        services.link_customer(*shelf.place, bolt, northern, cast.alice.id)
    assert CustomerLink.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_take_a_company_at_once_one_is_told(cast: Cast) -> None:
    with scope(cast.northwind.id):
        shelf = Shelf(cast.northwind)
        customers = [shelf.customer(f"Customer {n}") for n in range(4)]
        company = shelf.company("Contested")

    def take(customer: str) -> str:
        try:
            with scope(cast.northwind.id):
                services.link_customer(*shelf.place, customer, company, cast.alice.id)
            return "linked"
        except Taken as refusal:
            return refusal.message
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(take, customers))
    assert answers.count("linked") == 1
    assert sum("“Contested” is linked to “Customer" in answer for answer in answers) == 3


def test_unknown_and_deleted_sides_are_refused(shelf: Shelf, cast: Cast) -> None:
    customer, company = shelf.customer("Acme"), shelf.company("Acme")
    with pytest.raises(NotFound):
        services.link_customer(*shelf.place, "404", company, cast.alice.id)
    with pytest.raises(NotFound):
        services.link_customer(*shelf.place, customer, new_id(), cast.alice.id)
    with pytest.raises(NotFound):
        services.link_customer(shelf.tenant_id, new_id(), customer, company, cast.alice.id)
    Customer.objects.filter(qbo_id=customer).update(deleted_at="2026-11-01T00:00:00Z")
    with pytest.raises(GoneThere, match="“Acme” was deleted in QuickBooks"):
        services.link_customer(*shelf.place, customer, company, cast.alice.id)
    assert not CustomerLink.objects.exists()


def test_what_is_not_linked_cannot_be_unlinked(shelf: Shelf, cast: Cast) -> None:
    with pytest.raises(NotLinked, match="“Acme”"):
        services.unlink_customer(*shelf.place, shelf.customer("Acme"), cast.alice.id)


def test_a_link_to_a_customer_deleted_later_can_be_undone(shelf: Shelf, cast: Cast) -> None:
    customer, company = shelf.customer("Acme"), shelf.company("Acme")
    services.link_customer(*shelf.place, customer, company, cast.alice.id)
    Customer.objects.filter(qbo_id=customer).update(deleted_at="2026-11-01T00:00:00Z")
    services.refresh(*shelf.place)
    (row,) = queries.customer_rows(*shelf.place, queries.standings(*shelf.place, "inactive"))
    assert row.company is not None
    assert row.company.id == company
    with pytest.raises(Taken):
        services.link_customer(*shelf.place, shelf.customer("Bolt"), company, cast.alice.id)
    services.unlink_customer(*shelf.place, customer, cast.alice.id)
    assert not CustomerLink.objects.exists()


def test_links_of_an_archived_connection_cannot_change(shelf: Shelf, cast: Cast) -> None:
    customer, company = shelf.customer("Acme"), shelf.company("Acme")
    Connection.objects.update(state="archived")
    with pytest.raises(ConnectionArchived):
        services.link_customer(*shelf.place, customer, company, cast.alice.id)


def test_exact_matches_are_linked_after_a_pull_and_nothing_else(shelf: Shelf) -> None:
    acme, company = shelf.customer("ACME, Inc."), shelf.company("Acme Inc")
    shelf.sub_customer(acme, "Bolt")
    shelf.customer("Cedar", Active=False)
    for name in ("Bolt", "Cedar", "Acme International"):
        shelf.company(name)
    shelf.customer("Stranger A", "shared@mail.example")
    shelf.customer("Stranger B", "shared@mail.example")
    shelf.company("Somebody", "shared@mail.example")
    invoice = shelf.invoice(acme)
    assert services.link_exact(*shelf.place) == 1
    assert services.link_exact(*shelf.place) == 0
    link = CustomerLink.objects.get()
    assert (link.customer_id, link.company_id, link.how, link.linked_by) == (acme, company, "same name", None)
    assert shelf.shown_invoices() == {invoice}


def test_companies_are_created_for_unmatched_top_level_customers_only(shelf: Shelf, cast: Cast) -> None:
    address = {"Line1": "1 Pier", "City": "Bend", "CountrySubDivisionCode": "OR", "PostalCode": "97701"}
    acme = shelf.customer("Acme", "billing@acme.example", BillAddr=address, CurrencyRef={"value": "CAD"})
    shelf.sub_customer(acme, "Branch")
    shelf.sub_customer(acme, "Project", IsProject=True)
    shelf.customer("Gone", Active=False)
    shelf.customer("Kestrel Mfg")
    shelf.company("Kestrel Manufacturing")  # alike: for a person
    waiting = shelf.invoice(acme)
    made = services.create_missing_companies(*shelf.place, cast.alice.id)
    assert (made.made, made.refused) == (1, ())
    company = crm.company(shelf.tenant_id, queries.company_of(*shelf.place, [acme])[acme])
    assert (company.name, company.email, company.city, company.currency) == (
        "Acme",
        "billing@acme.example",
        "Bend",
        "CAD",
    )
    assert company.lifecycle == "customer"
    assert CustomerLink.objects.get().how == "created"
    assert shelf.shown_invoices() == {waiting}
    assert services.create_missing_companies(*shelf.place, cast.alice.id).made == 0


def test_creation_waits_for_one_click_and_then_goes_by_itself(shelf: Shelf, cast: Cast) -> None:
    shelf.customer("First")
    assert services.settle_customers(*shelf.place) == services.CustomersSettled(0, 0)
    assert services.create_missing_companies(*shelf.place, cast.alice.id).made == 1
    shelf.customer("Second")
    assert services.settle_customers(*shelf.place) == services.CustomersSettled(0, 1)
    services.set_creation(*shelf.place, create_companies=False)
    shelf.customer("Third")
    assert services.settle_customers(*shelf.place) == services.CustomersSettled(0, 0)


def test_a_person_may_create_a_company_for_one_customer_whatever_it_resembles(shelf: Shelf, cast: Cast) -> None:
    kestrel, other = shelf.customer("Kestrel Mfg"), shelf.customer("Other")
    shelf.company("Kestrel Manufacturing")
    made = services.create_missing_companies(*shelf.place, cast.alice.id, [kestrel])
    assert made.made == 1
    assert set(queries.company_of(*shelf.place, [kestrel, other])) == {kestrel}
    assert not queries.creates_companies(*shelf.place)


def test_what_quickbooks_allows_and_we_do_not_is_left_out_or_said(shelf: Shelf, cast: Cast) -> None:
    odd = shelf.customer("Odd mail", "not-an-address")
    shelf.customer("   ")
    made = services.create_missing_companies(*shelf.place, cast.alice.id)
    assert made == services.Created(1, ("   ",))
    assert crm.company(shelf.tenant_id, queries.company_of(*shelf.place, [odd])[odd]).email == ""
    assert "No company could be created" in " ".join(
        synclog.open_messages(shelf.tenant_id, "mapping", "customer").values()
    )


def test_accepting_several_tells_each_result(shelf: Shelf, cast: Cast) -> None:
    acme, bolt, cedar = (shelf.customer(name) for name in ("Acme", "Bolt", "Cedar"))
    one, two = shelf.company("One"), shelf.company("Two")
    results = services.accept(*shelf.place, [(acme, one), (bolt, one), (cedar, two)], cast.alice.id)
    assert results[acme] is results[cedar] is None
    assert isinstance(results[bolt], Taken)
    assert queries.customers_of(*shelf.place, [one, two]) == {one: acme, two: cedar}


@pytest.fixture
def linked(cast: Cast) -> Shelf:
    """Northwind's Acme, linked; no scope is open."""
    with scope(cast.northwind.id):
        shelf = Shelf(cast.northwind)
        services.link_customer(*shelf.place, shelf.customer("Acme"), shelf.company("Acme"), cast.alice.id)
    return shelf


def test_another_tenant_reads_nothing(linked: Shelf, cast: Cast) -> None:
    with scope(cast.contoso.id):
        place = cast.contoso.id, linked.connection_id
        assert queries.company_of(*place, ["1"]) == {}
        assert not queries.standings(*place).exists()
        assert [row for row in queries.employee_rows(*place) if row.there] == []
        assert queries.counts(*place).customers_linked == 0
        with pytest.raises(WrongTenant):
            queries.company_of(*linked.place, ["1"])


def test_another_tenant_changes_nothing(linked: Shelf, cast: Cast) -> None:
    with scope(cast.northwind.id):
        (company,) = queries.company_of(*linked.place, ["1"]).values()
    with scope(cast.contoso.id):
        place, charlie = (cast.contoso.id, linked.connection_id), cast.charlie.id
        for act in (
            lambda: services.link_customer(*place, "1", company, charlie),
            lambda: services.unlink_customer(*place, "1", charlie),
            lambda: services.link_employee(*place, "1", charlie, charlie),
            lambda: services.unlink_employee(*place, "1", charlie),
            lambda: services.assign(*place, "item", str(company), "1", charlie),
            lambda: services.create_missing_companies(*place, charlie),
        ):
            with pytest.raises(NotFound):
                act()
    with scope(cast.northwind.id):
        assert queries.company_of(*linked.place, ["1"]) == {"1": company}
