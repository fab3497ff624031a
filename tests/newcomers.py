"""Fixture `newcomer`: a tenant of its own for each company, so that one test can make many first pulls."""

from collections.abc import Callable

import pytest
from pytest_django.fixtures import Settings

from books import Books
from cast import PASSWORD
from emulator_process import EmulatorProcess
from nexos.accounts import services as accounts
from nexos.kit.tenancy import scope
from office import Office

type Newcomer = Callable[[str], Books]
"""Connects a realm to a tenant nobody has seen before; nothing is pulled yet."""


@pytest.fixture
def newcomer(db: None, emulator: EmulatorProcess, settings: Settings) -> Newcomer:
    return arriving(emulator, settings)


def arriving(emulator: EmulatorProcess, settings: Settings) -> Newcomer:
    """Newcomers whose companies are at this emulator."""
    settings.QBO_API_URL = settings.QBO_OAUTH_URL = emulator.url

    def to(realm_id: str) -> Books:
        name = f"tenant-{realm_id}"
        tenant = accounts.create_tenant(name, name)
        with scope(tenant.id):
            admin = accounts.create_user(tenant.id, "Ada Newcomer", f"ada@{name}.test", PASSWORD, "admin")
        office = Office(emulator, tenant, admin)
        office.save()
        return Books(emulator, realm_id, tenant.id, office.connect(realm_id).id)

    return to
