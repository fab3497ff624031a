"""Fixtures of every suite."""

from collections.abc import Iterator
from typing import Any

import pytest

from cast import PASSWORD, Cast
from nexos.accounts import services as accounts
from nexos.accounts.models import Tenant
from nexos.kit.tenancy import scope


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """Argon2 is slow on purpose; what tests show does not depend on it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def cast(db: None) -> Cast:
    northwind = accounts.create_tenant("northwind", "Northwind Managed IT")
    contoso = accounts.create_tenant("contoso", "Contoso Computing")
    with scope(northwind.id):
        alice = accounts.create_user(northwind.id, "Alice Moreau", "alice@northwind.test", PASSWORD, "admin")
        bob = accounts.create_user(northwind.id, "Bob Okafor", "bob@northwind.test", PASSWORD, "technician")
        vera = accounts.create_user(northwind.id, "Vera Lindt", "vera@northwind.test", PASSWORD, "viewer")
    with scope(contoso.id):
        charlie = accounts.create_user(contoso.id, "Charlie Ruiz", "charlie@contoso.test", PASSWORD, "admin")
    return Cast(northwind, alice, bob, vera, contoso, charlie)


@pytest.fixture
def northwind(cast: Cast) -> Iterator[Tenant]:
    """Northwind, with its scope open for the test."""
    with scope(cast.northwind.id):
        yield cast.northwind
