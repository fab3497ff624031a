"""Vendors there and here: linked where they are the same, made here where there is none."""

from uuid import UUID

import pytest

from cast import Cast
from nexos.kit.errors import NotFound
from nexos.kit.tenancy import scope
from nexos.procurement import queries as procurement
from nexos.procurement import services as vendors
from nexos.quickbooks.mapping import queries, services
from nexos.quickbooks.mapping.errors import GoneThere, NotLinked, Taken
from nexos.quickbooks.mapping.models import Party
from nexos.synclog import queries as synclog
from shelf import Shelf


def ours(shelf: Shelf, name: str, email: str = "") -> UUID:
    return vendors.create_vendor(shelf.tenant_id, name=name, email=email).id


def told(shelf: Shelf) -> list[tuple[str, str]]:
    return [(str(row.state), row.name) for row in queries.vendor_rows(*shelf.place)]


def test_the_same_name_or_email_links_by_itself_and_the_rest_is_for_a_person(shelf: Shelf) -> None:
    named, mailed = ours(shelf, "Ingram  micro"), ours(shelf, "Parts", "orders@pacific.test")
    ours(shelf, "Northstar Telecom Inc.")
    micro, pacific = shelf.vendor("Ingram Micro"), shelf.vendor("Pacific Supply", "orders@pacific.test")
    shelf.vendor("Northstar Telecom")
    shelf.vendor("Stranger")
    shelf.vendor("Closed long ago", Active=False)
    assert services.settle_vendors(*shelf.place) == services.VendorsSettled(linked=2, created=0)
    assert queries.vendors_of(*shelf.place, [named, mailed]) == {named: micro, mailed: pacific}
    assert told(shelf) == [
        ("suggested", "Northstar Telecom"),
        ("only_there", "Stranger"),
        ("only_here", "Northstar Telecom Inc."),
        ("linked", "Ingram  micro"),
        ("linked", "Parts"),
    ]
    assert queries.to_decide(*shelf.place).vendors == 2


def test_one_click_makes_the_missing_ones_with_their_details_and_from_then_on_by_itself(
    shelf: Shelf, cast: Cast
) -> None:
    days = shelf.listed("Term", "Net 15", DueDays=15)
    shelf.vendor("Cloudmark", "ap@cloudmark.test", GivenName="Ida", FamilyName="Holm", TermRef={"value": days})
    ours(shelf, "Northstar Inc.")
    shelf.vendor("Northstar")
    assert services.settle_vendors(*shelf.place).created == 0, "nobody has allowed it yet"
    made = services.create_missing_vendors(*shelf.place, cast.alice.id)
    assert (made.made, made.refused) == (1, ())
    (cloudmark,) = procurement.vendors(shelf.tenant_id, "cloudmark")
    assert (cloudmark.email, cloudmark.contact, cloudmark.terms_days, cloudmark.origin) == (
        "ap@cloudmark.test",
        "Ida Holm",
        15,
        "quickbooks",
    )
    shelf.vendor("Brightway")
    assert services.settle_vendors(*shelf.place) == services.VendorsSettled(linked=0, created=1)
    assert ("suggested", "Northstar") in told(shelf), "who resembles one of ours waits for a person"


def test_who_cannot_become_one_is_in_the_sync_log_until_linked_by_hand(shelf: Shelf, cast: Cast) -> None:
    odd = shelf.vendor("   ")
    assert services.create_missing_vendors(*shelf.place, cast.alice.id).refused == ("   ",)
    assert "No vendor could be created" in synclog.open_messages(shelf.tenant_id, "mapping", "vendor")[odd]
    services.link_vendor(*shelf.place, odd, ours(shelf, "Odd"), cast.alice.id)
    assert synclog.open_messages(shelf.tenant_id, "mapping", "vendor") == {}


def test_each_is_linked_once_and_a_second_claim_names_both(shelf: Shelf, cast: Cast) -> None:
    first, second = ours(shelf, "Ingram"), ours(shelf, "Ingram Canada")
    there, other = shelf.vendor("Ingram Micro"), shelf.vendor("Ingram Micro CA")
    services.link_vendor(*shelf.place, there, first, cast.alice.id)
    with pytest.raises(Taken, match="“Ingram Micro” is linked to “Ingram” already"):
        services.link_vendor(*shelf.place, there, second, cast.alice.id)
    with pytest.raises(Taken, match="“Ingram” is linked to “Ingram Micro” already"):
        services.link_vendor(*shelf.place, other, first, cast.alice.id)
    services.unlink_vendor(*shelf.place, there, cast.alice.id)
    with pytest.raises(NotLinked):
        services.unlink_vendor(*shelf.place, there, cast.alice.id)


def test_two_that_resemble_one_of_ours_are_a_conflict_that_names_the_other(shelf: Shelf) -> None:
    ours(shelf, "Harbor Paper Inc.")
    shelf.vendor("Harbor Paper")
    shelf.vendor("Harbor Paper LLC")
    conflicts = [row for row in queries.vendor_rows(*shelf.place) if row.state == "conflict"]
    assert len(conflicts) == 2
    assert any("“Harbor Paper LLC” too" in reason for reason in conflicts[0].reasons)
    assert not any(row.sure for row in conflicts)


def test_who_is_left_unlinked_is_made_by_no_rule(shelf: Shelf, cast: Cast) -> None:
    there = shelf.vendor("Landlord")
    services.leave_unlinked(*shelf.place, Party.VENDOR, there, cast.alice.id)
    assert services.create_missing_vendors(*shelf.place, cast.alice.id).made == 0
    assert told(shelf) == [("left_unlinked", "Landlord")]
    assert queries.to_decide(*shelf.place).vendors == 0
    services.take_back(*shelf.place, Party.VENDOR, there)
    assert told(shelf) == [("only_there", "Landlord")]


def test_a_vendor_deleted_there_keeps_its_row_and_takes_no_link(shelf: Shelf, cast: Cast) -> None:
    there = shelf.vendor("Gone")
    services.link_vendor(*shelf.place, there, ours(shelf, "Gone here"), cast.alice.id)
    shelf.change("Vendor", there, DisplayName="Gone", Active=False)
    assert told(shelf) == [("inactive", "Gone here")]
    services.unlink_vendor(*shelf.place, there, cast.alice.id)
    shelf.delete("Vendor", there)
    with pytest.raises(GoneThere):
        services.link_vendor(*shelf.place, there, ours(shelf, "Other"), cast.alice.id)


def test_another_tenants_vendors_are_not_there(cast: Cast) -> None:
    with scope(cast.northwind.id):
        shelf = Shelf(cast.northwind)
        there, here = shelf.vendor("Ingram"), ours(shelf, "Ingram")
    with scope(cast.contoso.id):
        place = cast.contoso.id, shelf.connection_id
        assert queries.vendor_rows(*place) == []
        for act in (
            lambda: services.link_vendor(*place, there, here, cast.charlie.id),
            lambda: services.unlink_vendor(*place, there, cast.charlie.id),
            lambda: services.create_missing_vendors(*place, cast.charlie.id),
        ):
            with pytest.raises(NotFound):
                act()
