"""Northwind's desk, connected to a company of the emulator."""

import pytest
from pytest_django.fixtures import Settings

from cast import Cast
from desk import Desk
from emulator_process import EmulatorProcess, emulator
from office import Office

__all__ = ["emulator"]


@pytest.fixture
def office(cast: Cast, emulator: EmulatorProcess, settings: Settings) -> Office:
    settings.QBO_API_URL = settings.QBO_OAUTH_URL = emulator.url
    office = Office(emulator, cast.northwind, cast.alice)
    office.save()
    return office


@pytest.fixture
def desk(office: Office) -> Desk:
    realm_id = office.intuit.company()
    made = Desk(office.intuit, realm_id, office.tenant.id, office.connect(realm_id).id)
    made.furnish()
    return made
