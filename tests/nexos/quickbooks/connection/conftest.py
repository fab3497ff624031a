"""Two tenants who want to connect companies of an emulator that is theirs alone."""

from collections.abc import Callable

import pytest
from pytest_django.fixtures import Settings

from cast import Cast
from emulator_process import EmulatorProcess, _private_process, private_emulator
from office import Office

__all__ = ["_private_process", "private_emulator"]


@pytest.fixture
def intuit(private_emulator: EmulatorProcess, settings: Settings) -> EmulatorProcess:
    """The emulator in Intuit's place."""
    settings.QBO_API_URL = settings.QBO_OAUTH_URL = private_emulator.url
    return private_emulator


@pytest.fixture
def office(cast: Cast, intuit: EmulatorProcess) -> Office:
    """Northwind, its credentials saved."""
    alices = Office(intuit, cast.northwind, cast.alice)
    alices.save()
    return alices


@pytest.fixture
def other_office(cast: Cast, intuit: EmulatorProcess) -> Office:
    """Charlie's tenant, its credentials saved."""
    charlies = Office(intuit, cast.contoso, cast.charlie, "charlies-session")
    charlies.save()
    return charlies


@pytest.fixture
def company(intuit: EmulatorProcess) -> Callable[[str], str]:
    """Makes a QuickBooks company of this name; returns its realm id."""

    def make(name: str) -> str:
        realm_id = intuit.company()
        intuit.seed(realm_id, {"CompanyInfo": [{"Id": "1", "SyncToken": "0", "CompanyName": name, "Country": "US"}]})
        return realm_id

    return make
