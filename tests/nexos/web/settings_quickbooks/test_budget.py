"""What the app may read a month: shown, foreseen, and said."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from cast import Cast
from nexos.kit import clock
from nexos.quickbooks.metering.models import DayOfReads, IntuitApp
from settings_page import SETTINGS, SettingsPage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def connected(page: SettingsPage, company: Callable[..., str]) -> SettingsPage:
    """A production company, read."""
    page.save(environment="production")
    page.come_back(page.consent(company("Northwind Managed IT LLC")))
    page.sync()
    return page


def spend(reads: int) -> None:
    """As if so much had been read today."""
    DayOfReads.objects.update(reads=reads)


def test_the_month_stands_on_the_overview_and_under_advanced(connected: SettingsPage) -> None:
    spend(1234)
    assert "1,234 of 500,000" in connected.page()
    page = connected.page("advanced")
    for words in ("Request budget and pace", "1,234 of 500,000", "of what is allowed", "Every 15 minutes", "Next sync"):
        assert words in page
    assert "may not last" not in connected.page()
    dashboard = connected.client.get("/").content.decode()
    assert "1,234 of 500,000" in dashboard


def test_what_is_allowed_can_be_said(connected: SettingsPage) -> None:
    answer = connected.client.post(f"{SETTINGS}advanced/allowance", {"allowance": "1000000"}, follow=True)
    assert "of 1,000,000" in answer.content.decode()
    connected.client.post(f"{SETTINGS}advanced/allowance", {"allowance": ""})
    assert "of 500,000" in connected.page("advanced")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [("0", "At least 1"), ("-5", "At least 1"), ("lots", "Write it in digits"), ("9" * 30, "At most 1,000,000,000")],
)
def test_a_number_that_is_none_is_refused_and_kept(connected: SettingsPage, given: str, sentence: str) -> None:
    answer = connected.client.post(f"{SETTINGS}advanced/allowance", {"allowance": given})
    page = answer.content.decode()
    assert (answer.status_code, sentence in page, f'value="{given}"' in page) == (422, True, True)
    assert IntuitApp.objects.get().allowance is None


def test_a_month_that_will_not_last_is_said_with_what_follows(connected: SettingsPage) -> None:
    IntuitApp.objects.update(alarm=80, quiet_minutes=35, allowance=500)
    page = connected.page()
    assert "may not last" in page
    assert "every 35 minutes until then" in page
    assert "Where nothing changes, every 35" in connected.page("advanced")


def test_a_month_that_is_used_up_is_said(connected: SettingsPage) -> None:
    IntuitApp.objects.update(stopped_until=clock.now() + timedelta(hours=5))
    assert "are used up" in connected.page()
    assert "Not until reads are answered again" in connected.page("advanced")


def test_a_sandbox_has_a_count_and_no_limit(page: SettingsPage, company: Callable[..., str]) -> None:
    page.connect(company("Northwind Managed IT LLC"))
    page.sync()
    IntuitApp.objects.update(alarm=90, stopped_until=clock.now() + timedelta(hours=5))
    assert "are used up" not in page.page()
    assert "Not metered" in page.page("advanced")


def test_who_may_not_manage_sees_the_numbers_only(connected: SettingsPage, vera: Client, cast: Cast) -> None:
    page = vera.get(f"{SETTINGS}advanced").content.decode()
    assert "Request budget and pace" in page
    assert "Save the number" not in page
    assert vera.post(f"{SETTINGS}advanced/allowance", {"allowance": "5"}).status_code == 403


def test_the_activity_says_who_pressed(connected: SettingsPage) -> None:
    connected.client.post("/sync-now")
    connected.sync()
    assert "Sync now, Alice Moreau" in connected.page("activity")
    assert "sync now by Alice Moreau" in connected.page()
