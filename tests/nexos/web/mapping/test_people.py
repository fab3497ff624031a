"""Employees and vendors beside users and vendors of ours."""

import pytest
from django.test import Client

from cast import Cast
from mapping_pages import MappingPages
from nexos.kit.tenancy import scope
from nexos.procurement import queries as procurement
from nexos.procurement import services as vendors
from nexos.quickbooks.mapping import queries, services


def ours(mapping: MappingPages, name: str, email: str = "") -> str:
    with scope(mapping.tenant_id):
        return str(vendors.create_vendor(mapping.tenant_id, name=name, email=email).id)


def test_a_vendor_is_linked_in_its_row_and_the_tab_counts_down(mapping: MappingPages) -> None:
    here, there = ours(mapping, "Ingram Micro Inc."), mapping.vendor("Ingram Micro", "ap@ingram.test")
    mapping.vendor("Stranger")
    suggested, only_there, _ = mapping.rows("vendors/", show="all")
    assert "Suggested" in suggested
    assert "Same name apart from spelling" in suggested
    assert "Create vendor" in only_there
    assert ">2<span" in mapping.page("vendors/")
    answer = mapping.decide("vendors/link", vendor=there, ours=here).content.decode()
    assert "“Ingram Micro” is linked to “Ingram Micro Inc.”." in answer
    assert "Undo" in answer
    assert ">1<span" in answer
    (linked,) = mapping.rows("vendors/", show="linked")
    assert "By hand, Alice Moreau" in linked
    assert f"/vendors/{here}" in linked
    undone = mapping.decide("vendors/unlink", vendor=there, ours=here).content.decode()
    assert "is not linked any more" in undone
    assert "Link again" in undone


def test_what_is_sure_is_accepted_together_and_the_rest_made_by_one_click(mapping: MappingPages) -> None:
    ours(mapping, "Cedar Paper")
    mapping.vendor("Cedar Paper")
    for name in ("Northstar", "Brightway"):
        mapping.vendor(name)
    page = mapping.page("vendors/")
    assert "Accept 1 exact match<" in page
    assert "2 vendors in QuickBooks resemble none here" in page
    text = mapping.client.post("/mapping/vendors/accept", follow=True).content.decode()
    assert "1 vendor linked." in text
    text = mapping.client.post("/mapping/vendors/create-missing", follow=True).content.decode()
    assert "2 vendors created." in text
    assert "Nothing needs you" not in text  # without work to do everything is shown
    with scope(mapping.tenant_id):
        assert procurement.vendors(mapping.tenant_id).count() == 3
        assert queries.creates_vendors(*mapping.shelf.place)


def test_a_vendor_is_searched_narrowed_and_left_unlinked(mapping: MappingPages) -> None:
    mapping.vendor("Landlord", "rent@tower.test")
    there = mapping.vendor("Utility")
    assert len(mapping.rows("vendors/", q="tower")) == 1
    assert "Nothing matches “zzz”" in mapping.page("vendors/", q="zzz")
    assert "Utility” is left unlinked." in mapping.decide("vendors/leave", vendor=there).content.decode()
    (row,) = mapping.rows("vendors/", show="left_unlinked")
    assert "No vendor, on purpose" in row
    assert "Take it back" in row
    mapping.decide("vendors/take-back", vendor=there)
    assert "Left unlinked (0)" in mapping.page("vendors/")


def test_a_vendor_claimed_twice_is_refused_with_both_names(mapping: MappingPages) -> None:
    first, second = ours(mapping, "Ingram"), ours(mapping, "Ingram Canada")
    there = mapping.vendor("Ingram Micro")
    mapping.decide("vendors/link", vendor=there, ours=first)
    answer = mapping.decide("vendors/link", vendor=there, ours=second)
    assert answer.status_code == 409
    assert "“Ingram Micro” is linked to “Ingram” already" in answer.content.decode()


def test_a_user_is_offered_employees_and_vendors(mapping: MappingPages, cast: Cast) -> None:
    mapping.employee("Robert Okafor")
    vendor = mapping.vendor("Okafor Consulting", Vendor1099=True)
    found = mapping.page(f"user/{cast.bob.id}", q="okafor")
    assert "Robert Okafor" in found
    assert "Vendor, 1099 contractor" in found
    text = mapping.decide("contractors/link", contractor=vendor, user=cast.bob.id).content.decode()
    assert "“Okafor Consulting” is linked to “Bob Okafor”." in text
    (row,) = mapping.rows("employees/", q="consulting")
    assert "Vendor, as a contractor" in row
    assert "/mapping/contractors/unlink" in row


def test_employees_nobody_is_are_left_together(mapping: MappingPages, cast: Cast) -> None:
    mapping.employee("Bob Okafors")
    for name in ("Accountant", "Driver"):
        mapping.employee(name)
    assert "Leave the 2 unlinked" in mapping.page("employees/")
    text = mapping.client.post("/mapping/employees/leave-others", follow=True).content.decode()
    assert "2 employees left unlinked." in text
    assert "Left unlinked (2)" in text
    assert "Needs you (1)" in text


@pytest.mark.parametrize("path", ["vendors/link", "contractors/link", "vendors/create-missing", "vendors/accept"])
def test_deciding_needs_the_permission(mapping: MappingPages, vera: Client, path: str) -> None:
    assert vera.post(f"/mapping/{path}").status_code == 403
    assert "Choose a vendor" not in vera.get("/mapping/vendors/").content.decode()


def test_another_tenants_vendor_is_not_found(mapping: MappingPages, cast: Cast) -> None:
    with scope(cast.contoso.id):
        theirs = vendors.create_vendor(cast.contoso.id, name="Secret supplier").id
    answer = mapping.decide("vendors/link", vendor=mapping.vendor("Ingram"), ours=theirs)
    assert answer.status_code == 404
    assert "Secret" not in answer.content.decode()


def test_hundreds_are_paged_and_found(mapping: MappingPages) -> None:
    with scope(mapping.tenant_id):
        for number in range(60):
            mapping.shelf.vendor(f"Vendor {number:03}")
        services.settle_vendors(*mapping.shelf.place)
    assert len(mapping.rows("vendors/")) == 50
    assert len(mapping.rows("vendors/", page="2")) == 10
    assert "1–50 of 60" in mapping.page("vendors/")
