"""Alice's and Charlie's browsers on the settings page, with an emulator in Intuit's place."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cast import Cast
from emulator_process import EmulatorProcess, _private_process, private_emulator
from settings_page import SettingsPage

__all__ = ["_private_process", "private_emulator"]


@pytest.fixture
def intuit(private_emulator: EmulatorProcess, settings: Any) -> EmulatorProcess:
    settings.QBO_API_URL = settings.QBO_OAUTH_URL = private_emulator.url
    private_emulator.control("settings", {"throttle": False})
    return private_emulator


@pytest.fixture
def page(intuit: EmulatorProcess, alice: Client, cast: Cast) -> SettingsPage:
    return SettingsPage(intuit, alice, cast.northwind.id)


@pytest.fixture
def other_page(intuit: EmulatorProcess, charlie: Client, cast: Cast) -> SettingsPage:
    return SettingsPage(intuit, charlie, cast.contoso.id)


@pytest.fixture
def company(intuit: EmulatorProcess) -> Callable[..., str]:
    """Makes a company of this name at the emulator; its realm id."""

    def make(name: str, size: str = "empty") -> str:
        realm_id = intuit.company(size)
        intuit.seed(realm_id, {"CompanyInfo": [{"Id": "1", "SyncToken": "0", "CompanyName": name, "Country": "US"}]})
        return realm_id

    return make
