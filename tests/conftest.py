"""Fixtures of every suite: the cast, and a tenant's scope.

Alice is admin of Northwind, Bob a technician and Vera a viewer there; Charlie is admin of another tenant.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from nexos.accounts import services as accounts
from nexos.accounts.models import Tenant, User
from nexos.kit.tenancy import scope

PASSWORD = "correct horse battery"


@dataclass(frozen=True)
class Cast:
    """The people tests are about, and their tenants."""

    northwind: Tenant
    alice: User
    bob: User
    vera: User
    contoso: Tenant
    charlie: User


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
