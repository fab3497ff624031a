"""Vendors: list, detail, form."""

from typing import Any
from uuid import UUID

from django.test import Client

from cast import Cast
from nexos.kit.tenancy import scope
from nexos.procurement import queries as procurement
from nexos.procurement import services as vendors
from nexos.quickbooks.connection.models import Connection, State
from nexos.quickbooks.mapping import services as mapping
from shelf import Shelf


def test_a_vendor_is_entered_shown_and_changed(alice: Client, northwind_open: UUID) -> None:
    posted = {"name": "Ingram Micro", "contact": "Ida Holm", "email": "ap@ingram.test", "terms_days": "15"}
    page = alice.post("/vendors/new", posted | {"active": "on"}, follow=True).content.decode()
    assert "Ingram Micro is entered" in page
    assert "Ida Holm" in page
    assert "Net 15" in page
    (vendor,) = procurement.vendors(northwind_open)
    page = alice.post(f"/vendors/{vendor.id}/edit", posted | {"name": "Ingram"}, follow=True).content.decode()
    assert "Ingram is changed" in page
    assert "Inactive" in page
    listed = alice.get("/vendors", {"q": "holm"}).content.decode()
    assert "Ingram" in listed
    assert "Inactive" in listed


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(alice: Client) -> None:
    answer = alice.post("/vendors/new", {"name": "", "contact": "Ida", "email": "x", "terms_days": "900"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_name_error"' in page
    assert 'value="Ida"' in page
    assert (
        "The terms must be between" in alice.post("/vendors/new", {"name": "A", "terms_days": "900"}).content.decode()
    )


def test_the_detail_says_whom_it_is_in_quickbooks(alice: Client, cast: Cast) -> None:
    with scope(cast.northwind.id):
        shelf = Shelf(cast.northwind)
        Connection.objects.update(realm_id="9130", company_name="Acme", state=State.CONNECTED)
        here = vendors.create_vendor(cast.northwind.id, name="Ingram").id
    assert "Only here." in alice.get(f"/vendors/{here}").content.decode()
    with scope(cast.northwind.id):
        mapping.link_vendor(*shelf.place, shelf.vendor("Ingram Micro"), here, cast.alice.id)
    page = alice.get(f"/vendors/{here}").content.decode()
    assert "Linked to <strong>Ingram Micro</strong>" in page
    assert "vendordetail?nameId=" in page
    assert "Linked" in alice.get("/vendors").content.decode()


def test_the_list_downloads_whole_and_harmless(alice: Client, northwind_open: UUID) -> None:
    vendors.create_vendor(northwind_open, name="=cmd()", contact="Ida")
    text = alice.get("/vendors", {"format": "csv"}).content.decode()
    assert "'=cmd()" in text
    assert text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}name,contact,email")


def test_who_may_only_read_sees_no_buttons(bob: Client, records: dict[str, Any]) -> None:
    page = bob.get(f"/vendors/{records['vendor_id']}").content.decode()
    assert "Harbor Dental Supplies" in page
    assert "Edit" not in page.partition("<main")[2]
    assert bob.get("/vendors/new").status_code == 403
