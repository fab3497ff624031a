"""Employees and users."""

import pytest

from cast import Cast
from nexos.kit.errors import NotFound
from nexos.quickbooks.mapping import queries, services
from nexos.quickbooks.mapping.errors import NotLinked, Taken
from nexos.quickbooks.mapping.models import Party
from nexos.synclog import queries as synclog
from shelf import Shelf


def test_exact_ones_are_linked_by_themselves(shelf: Shelf, cast: Cast) -> None:
    bob = shelf.employee("Bob Okafor")
    vera = shelf.employee("V. Lindt", cast.vera.email.upper())
    shelf.employee("Alice Moreau", Active=False)
    assert services.link_exact_employees(*shelf.place) == 2
    assert queries.employee_of(*shelf.place, cast.bob.id) == bob
    assert queries.employee_of(*shelf.place, cast.vera.id) == vera
    assert queries.employee_of(*shelf.place, cast.alice.id) is None
    assert services.link_exact_employees(*shelf.place) == 0


def test_linking_and_unlinking_by_hand(shelf: Shelf, cast: Cast) -> None:
    one, other = shelf.employee("Emily Platt"), shelf.employee("John Johnson")
    services.link_employee(*shelf.place, one, cast.bob.id, cast.alice.id)
    with pytest.raises(Taken, match="“Bob Okafor” is linked to “Emily Platt” already"):
        services.link_employee(*shelf.place, other, cast.bob.id, cast.alice.id)
    with pytest.raises(Taken, match="“Emily Platt” is linked to “Bob Okafor” already"):
        services.link_employee(*shelf.place, one, cast.vera.id, cast.alice.id)
    services.unlink_employee(*shelf.place, one, cast.alice.id)
    with pytest.raises(NotLinked):
        services.unlink_employee(*shelf.place, one, cast.alice.id)
    services.link_employee(*shelf.place, other, cast.bob.id, cast.alice.id)


def test_users_of_another_tenant_do_not_exist(shelf: Shelf, cast: Cast) -> None:
    with pytest.raises(NotFound):
        services.link_employee(*shelf.place, shelf.employee("Charlie Ruiz"), cast.charlie.id, cast.alice.id)


def test_the_rows_of_the_page(shelf: Shelf, cast: Cast) -> None:
    linked = shelf.employee("Emily Platt")
    services.link_employee(*shelf.place, linked, cast.bob.id, cast.alice.id)
    shelf.employee("Alice Moreaux")
    shelf.employee("Nobody Here")
    told = [
        (str(row.state), row.there.name if row.there else "", row.here.name if row.here else "")
        for row in queries.employee_rows(*shelf.place)
    ]
    assert told == [
        ("suggested", "Alice Moreaux", ""),
        ("only_there", "Nobody Here", ""),
        ("only_here", "", "Alice Moreau"),
        ("only_here", "", "Vera Lindt"),
        ("linked", "Emily Platt", "Bob Okafor"),
    ]


def test_a_contractor_is_a_vendor_and_a_user_is_one_or_the_other(shelf: Shelf, cast: Cast) -> None:
    vendor, employee = shelf.vendor("Bob Okafor IT", Vendor1099=True), shelf.employee("Robert Okafor")
    services.link_contractor(*shelf.place, vendor, cast.bob.id, cast.alice.id)
    assert queries.contractor_of(*shelf.place, cast.bob.id) == vendor
    assert queries.employee_of(*shelf.place, cast.bob.id) is None
    with pytest.raises(Taken, match="“Bob Okafor” is linked to “Bob Okafor IT” already"):
        services.link_employee(*shelf.place, employee, cast.bob.id, cast.alice.id)
    with pytest.raises(Taken, match="“Bob Okafor IT” is linked to “Bob Okafor” already"):
        services.link_contractor(*shelf.place, vendor, cast.vera.id, cast.alice.id)
    (row,) = [row for row in queries.employee_rows(*shelf.place) if row.contractor]
    assert (str(row.state), row.name, row.there and row.there.name) == ("linked", "Bob Okafor", "Bob Okafor IT")
    services.unlink_contractor(*shelf.place, vendor, cast.alice.id)
    services.link_employee(*shelf.place, employee, cast.bob.id, cast.alice.id)
    assert queries.contractor_of(*shelf.place, cast.bob.id) is None


def test_what_is_decided_about_a_contractor_settles_nothing_about_the_vendor(shelf: Shelf, cast: Cast) -> None:
    vendor = shelf.vendor("   ", Vendor1099=True)
    services.create_missing_vendors(*shelf.place, cast.alice.id)
    services.link_contractor(*shelf.place, vendor, cast.bob.id, cast.alice.id)
    services.unlink_contractor(*shelf.place, vendor, cast.alice.id)
    for what in ("linked", "unlinked"):
        assert synclog.is_noted(shelf.tenant_id, "mapping", "contractor", vendor, what)
    assert vendor in synclog.open_messages(shelf.tenant_id, "mapping", "vendor")


def test_a_contractor_with_a_users_email_is_suggested_and_never_linked_by_itself(shelf: Shelf, cast: Cast) -> None:
    shelf.vendor("Okafor Consulting", cast.bob.email, Vendor1099=True)
    shelf.vendor("Vera Lindt", Vendor1099=False)
    assert services.link_exact_employees(*shelf.place) == 0
    (row,) = [row for row in queries.employee_rows(*shelf.place) if row.contractor]
    assert (str(row.state), row.reasons, [here.name for here in row.candidates]) == (
        "suggested",
        ("same email",),
        ["Bob Okafor"],
    )


def test_an_employee_without_a_user_is_left_unlinked_and_counts_no_more(shelf: Shelf, cast: Cast) -> None:
    there = shelf.employee("Accountant")
    assert queries.to_decide(*shelf.place).employees == 1
    services.leave_unlinked(*shelf.place, Party.EMPLOYEE, there, cast.alice.id)
    assert queries.to_decide(*shelf.place).employees == 0
    (row,) = [row for row in queries.employee_rows(*shelf.place) if row.there]
    assert (str(row.state), row.decided_by) == ("left_unlinked", "Alice Moreau")
