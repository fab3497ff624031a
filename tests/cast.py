"""The people tests are about: Alice is admin of Northwind, Bob a technician and Vera a viewer there; Charlie is admin
of another tenant, and must never see anything of Northwind."""

from dataclasses import dataclass

from nexos.accounts.models import Tenant, User

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
