"""Fixtures: Northwind with a connected company at the emulator."""

from collections.abc import Callable

import pytest
from pytest_django.fixtures import Settings

from books import Books
from cast import Cast
from emulator_process import EmulatorProcess, emulator
from office import Office

__all__ = ["books", "connect", "emulator"]


@pytest.fixture
def connect(cast: Cast, emulator: EmulatorProcess, settings: Settings) -> Callable[[str], Books]:
    """Connects Northwind to a realm."""
    settings.QBO_API_URL = settings.QBO_OAUTH_URL = emulator.url

    def to(realm_id: str) -> Books:
        office = Office(emulator, cast.northwind, cast.alice)
        office.save()
        connection = office.connect(realm_id)
        return Books(emulator, realm_id, cast.northwind.id, connection.id)

    return to


@pytest.fixture
def books(connect: Callable[[str], Books], emulator: EmulatorProcess) -> Books:
    """A small generated company: customers with sub-customers, items of every type, invoices, payments."""
    return connect(emulator.company("small"))
