"""Northwind's desk, connected to a company of the emulator."""

import pytest
from pytest_django.fixtures import Settings

from cast import Cast
from desk import Desk
from emulator_process import EmulatorProcess, emulator
from office import Office

__all__ = ["emulator"]


@pytest.fixture
def desk(cast: Cast, emulator: EmulatorProcess, settings: Settings) -> Desk:
    settings.QBO_API_URL = settings.QBO_OAUTH_URL = emulator.url
    office = Office(emulator, cast.northwind, cast.alice)
    office.save()
    realm_id = emulator.company()
    made = Desk(emulator, realm_id, cast.northwind.id, office.connect(realm_id).id)
    made.furnish()
    return made
