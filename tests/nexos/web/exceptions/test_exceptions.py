"""The pages of the exceptions and of what was not understood."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from cast import Cast
from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection.models import Connection, State
from nexos.quickbooks.exceptions import left_out
from nexos.quickbooks.mapping import services as mapping
from nexos.quickbooks.mirror.models import QuarantinedObject
from nexos.quickbooks.mirror.upsert import store_one
from nexos.quickbooks.state import services as state
from nexos.quickbooks.state.models import Status
from nexos.quickbooks.state.progress import Progress
from shelf import Shelf

ODD = b'{"Id": "900", "DisplayName": 7, "Notes": "<script>alert(1)</script>"}'


@pytest.fixture
def shelf(cast: Cast) -> Shelf:
    """Northwind's books with two held invoices, one refused one, and an object nobody understands."""
    with scope(cast.northwind.id):
        shelf = Shelf(cast.northwind)
        Connection.objects.of(cast.northwind.id).update(realm_id="9130", company_name="Acme", state=State.CONNECTED)
        harbor = shelf.customer("Harbor Dental")
        for _ in range(2):
            shelf.invoice(harbor, "120.00")
        refused = Progress(Status.REFUSED, "QuickBooks refused INV-7: no.", reason="6000", remedy="document")
        state.tell(*shelf.place, "invoice", uuid4(), "INV-7", refused)
        store_one(*shelf.place, "Customer", ODD)
        mapping.refresh(*shelf.place)
        return shelf


def _text(client: Client, path: str, **query: str) -> str:
    answer = client.get(f"/{path}", query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_each_cause_says_what_waits_and_leads_to_its_end(alice: Client, shelf: Shelf) -> None:
    text = _text(alice, "exceptions/")
    assert text.index("QuickBooks refused INV-7") < text.index("2 invoices wait for customer Harbor Dental")
    for told in ("$240.00", 'href="/mapping/customers/of/', "Show the 2 invoices", "1 of the customers could not be"):
        assert told in text
    assert '<span class="n wait">3</span>' in text
    assert 'href="/exceptions/" aria-current="page"' in text


def test_the_records_of_a_cause_are_listed(alice: Client, shelf: Shelf) -> None:
    address = _text(alice, "exceptions/").partition('href="/exceptions/waiting?cause=held')[2].partition('"')[0]
    text = _text(alice, f"exceptions/waiting?cause=held{address}")
    assert text.count("$120.00") == 2
    assert "Link customer" in text
    assert alice.get("/exceptions/waiting?cause=held:nobody").status_code == 404


def test_nothing_needs_you(alice: Client, cast: Cast) -> None:
    assert "QuickBooks is not connected" in _text(alice, "exceptions/")
    with scope(cast.northwind.id):
        Shelf(cast.northwind)
        Connection.objects.of(cast.northwind.id).update(realm_id="9130", state=State.CONNECTED)
    assert "Nothing needs you" in _text(alice, "exceptions/")


def test_setting_aside_takes_a_cause_off_the_list_until_its_day(alice: Client, shelf: Shelf) -> None:
    path = "/exceptions/put-off?cause=refused:6000"
    assert "QuickBooks refused INV-7" in alice.get(path).content.decode()
    refused = alice.post(path, {"reason": "", "until": "2020-01-01"})
    assert refused.status_code == 422
    assert "Give the reason" in refused.content.decode()
    until = clock.today("America/New_York") + timedelta(days=4)
    assert alice.post(path, {"reason": "Bob asks them", "until": f"{until}"}).status_code == 302
    assert "QuickBooks refused INV-7" not in _text(alice, "exceptions/")
    aside = _text(alice, "exceptions/set-aside")
    assert "Bob asks them" in aside
    assert "Alice Moreau" in aside
    alice.post("/exceptions/take-back", {"cause": "refused:6000"})
    assert "QuickBooks refused INV-7" in _text(alice, "exceptions/")


def test_what_was_closed_is_remembered(alice: Client, shelf: Shelf) -> None:
    with scope(shelf.tenant_id):
        left_out.tell(*shelf.place)
        mapping.create_missing_companies(*shelf.place, by=None)  # type: ignore[arg-type]
        left_out.tell(*shelf.place)
    text = _text(alice, "exceptions/closed")
    assert "their customer “Harbor Dental” is not linked" in text
    assert "could not be understood" not in text


def test_a_viewer_looks_and_changes_nothing(vera: Client, shelf: Shelf) -> None:
    text = _text(vera, "exceptions/")
    assert "2 invoices wait for customer Harbor Dental" in text
    assert "Set aside…" not in text
    assert "Link customer" not in text
    assert vera.post("/exceptions/put-off?cause=refused:6000", {}).status_code == 403


def test_the_quarantine_shows_what_came_and_no_script_of_it(alice: Client, shelf: Shelf) -> None:
    text = _text(alice, "quarantine/", kind="Customer")
    assert "Customer 900" in text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text
    with scope(shelf.tenant_id):
        object_id = QuarantinedObject.objects.get().id
    raw = alice.get(f"/quarantine/{object_id}/raw")
    assert raw.content == ODD
    assert raw["Content-Disposition"] == 'attachment; filename="customer-900.txt"'
    assert raw["Content-Type"].startswith("text/plain")
    assert alice.get(f"/quarantine/{uuid4()}/raw").status_code == 404


def test_the_dashboard_shows_the_same_causes(alice: Client, shelf: Shelf) -> None:
    text = _text(alice, "")
    for told in ("QuickBooks refused INV-7", "2 invoices wait for customer Harbor Dental", "3 things need a hand"):
        assert told in text


def test_no_other_tenant_sees_any_of_it(charlie: Client, shelf: Shelf) -> None:
    assert "Harbor" not in _text(charlie, "exceptions/")
    with scope(shelf.tenant_id):
        object_id = QuarantinedObject.objects.get().id
    assert charlie.get(f"/quarantine/{object_id}/raw").status_code == 404
    again: Any = charlie.post(f"/quarantine/{object_id}/again")
    assert again.status_code == 404
