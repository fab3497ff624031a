"""Starting afresh and the archive, as people meet them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cast import Cast
from desk import Desk
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import queries
from nexos.quickbooks.connection.models import Connection
from settings_page import SETTINGS, SettingsPage

type Make = Callable[..., str]


def confirm(page: SettingsPage, **fields: str) -> Any:
    given = {"company_name": "Acme", "environment": "sandbox"}
    return page.client.post(f"{SETTINGS}start-afresh", given | fields, follow=True)


def archived(page: SettingsPage) -> Connection:
    with scope(page.tenant_id):
        (found,) = queries.archived(page.tenant_id)
    return found


@pytest.fixture
def acme(page: SettingsPage, company: Make) -> SettingsPage:
    page.connect(company("Acme"))
    return page


@pytest.fixture
def desk(acme: SettingsPage) -> Desk:
    made = Desk(acme.intuit, acme.connection.realm_id, acme.tenant_id, acme.connection.id)
    made.furnish()
    return made


def test_the_way_from_one_company_to_another(acme: SettingsPage, desk: Desk, company: Make) -> None:
    invoice = desk.invoice()
    number = desk.send(invoice).number_there
    assert "Start afresh…" in acme.page("advanced")
    before = acme.page("start-afresh")
    assert "1 document there says “Sent to Acme”" in before
    assert "Nothing waits to go out" in before
    after = confirm(acme).content.decode()
    assert "“Acme” was archived, and the access was revoked at Intuit." in after
    assert "Connect to QuickBooks" in after
    assert "“Acme” is archived." in after
    assert "“Bolt” is connected" in acme.come_back(acme.consent(company("Bolt")))
    assert "Acme" in acme.page("archive")
    assert "Acme" in acme.page("advanced")
    there = acme.page(f"archive/{archived(acme).id}")
    assert invoice.number in there
    assert number in there
    assert "In QuickBooks" in there
    shown = acme.client.get(reverse("invoice", args=[invoice.id])).content.decode()
    assert "Sent to Acme" in shown
    assert f"/archive/{archived(acme).id}" in shown
    assert "Sent to Acme" in acme.client.get(reverse("invoices")).content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_mirror_of_the_archive_can_be_read(page: SettingsPage, company: Make) -> None:
    page.connect(company("Acme", "small"))
    page.sync()
    confirm(page)
    invoices = page.page(f"archive/{archived(page).id}/invoices")
    assert "None of this company" in invoices  # nobody was linked, so they are held there as they were
    assert "QuickBooks as of" in invoices


def test_a_wrong_name_archives_nothing_and_keeps_what_was_typed(acme: SettingsPage) -> None:
    answer = confirm(acme, company_name="Bolt", environment="production")
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "It is called “Acme”." in text
    assert 'value="Bolt"' in text
    assert acme.connection.connected


def test_what_waits_is_named_before_it_is_taken_back(acme: SettingsPage, desk: Desk) -> None:
    with scope(acme.tenant_id):
        desk.unlink()
    invoice = desk.invoice()
    desk.send(invoice)
    before = acme.page("start-afresh")
    assert "1 still to go is taken back" in before
    assert invoice.number in before
    confirm(acme)
    there = acme.page(f"archive/{archived(acme).id}")
    assert "Cancelled" in there


def test_what_may_be_there_is_named_and_stops_it(acme: SettingsPage, desk: Desk) -> None:
    invoice = desk.invoice()
    desk.fault("drop_after_commit")
    desk.send(invoice)
    before = acme.page("start-afresh")
    assert "1 document may be in “Acme” already" in before
    assert invoice.number in before
    assert "leave_undecided" not in before
    answer = confirm(acme, leave_undecided="on")
    assert answer.status_code == 422
    assert f"{invoice.number} may be in “Acme” already" in answer.content.decode()
    assert acme.connection.connected
    acme.press("disconnect")
    assert "leave_undecided" in acme.page("start-afresh")
    assert confirm(acme).status_code == 422
    confirm(acme, leave_undecided="on")
    assert "Not known" in acme.page(f"archive/{archived(acme).id}")


def test_for_production_other_keys_are_asked_for(acme: SettingsPage) -> None:
    text = confirm(acme, environment="production").content.decode()
    assert "Save the keys" in text
    checked = 'value="production" id="id_environment_1" checked'
    assert checked in text.replace("required ", "")


def test_before_any_company_there_is_nothing_to_archive(page: SettingsPage) -> None:
    for _ in range(2):
        assert page.client.get(f"{SETTINGS}start-afresh").headers["Location"] == SETTINGS
        page.save()
    assert "Start afresh…" not in page.page("advanced")
    assert "There is none" in page.page("archive")


def test_only_administrators_start_afresh(acme: SettingsPage, vera: Client) -> None:
    assert "An administrator can start afresh" in vera.get(f"{SETTINGS}advanced").content.decode()
    assert vera.post(f"{SETTINGS}start-afresh", {"company_name": "Acme", "environment": "sandbox"}).status_code == 403
    assert acme.connection.connected


def test_another_tenants_archive_is_not_found(acme: SettingsPage, other_page: SettingsPage, cast: Cast) -> None:
    confirm(acme)
    assert "Acme" not in other_page.page("archive")
    for path in ("", "/invoices"):
        assert other_page.client.get(f"{SETTINGS}archive/{archived(acme).id}{path}").status_code == 404


def test_a_connection_in_use_is_no_archive(acme: SettingsPage) -> None:
    assert acme.client.get(f"{SETTINGS}archive/{acme.connection.id}").status_code == 404
