"""Northwind with a connected company at the emulator: a shared one, and one whose clock is the test's own."""

from collections.abc import Callable

import pytest
from pytest_django.fixtures import Settings

from bookkeeping import Bookkeeping
from books import Books
from cast import Cast
from connected_books import books, connect, emulator
from emulator_process import EmulatorProcess, _private_process, private_emulator
from office import Office

__all__ = ["_private_process", "books", "connect", "emulator", "private_emulator"]


@pytest.fixture
def keep_books(cast: Cast, private_emulator: EmulatorProcess, settings: Settings) -> Callable[..., Bookkeeping]:
    """Makes an empty company with these settings, connected, in which a test keeps the books."""
    settings.QBO_API_URL = settings.QBO_OAUTH_URL = private_emulator.url
    private_emulator.control("settings", {"throttle": False})

    def connected(**company: object) -> Bookkeeping:
        realm_id = private_emulator.company()
        private_emulator.control("company", {"realm_id": realm_id, **company})
        office = Office(private_emulator, cast.northwind, cast.alice)
        office.save()
        connection = office.connect(realm_id)
        return Bookkeeping(Books(private_emulator, realm_id, cast.northwind.id, connection.id))

    return connected
