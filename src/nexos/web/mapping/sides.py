"""Both sides of each one-to-one mapping as a person sees them: one by its id, several by a search."""

from dataclasses import dataclass
from uuid import UUID

from nexos.accounts import queries as accounts
from nexos.accounts.models import User
from nexos.crm import queries as crm
from nexos.kit.errors import NotFound
from nexos.procurement import queries as procurement
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.models import Customer, Employee, Vendor


@dataclass(frozen=True)
class Side:
    """One of the two: its id, its name, its email or what else tells it apart, where it is, its page if it has one,
    whether it is linked to another already, and why it is offered."""

    id: str
    name: str
    about: str
    place: str = ""
    address: str = ""
    taken: bool = False
    reason: str = ""


def company(tenant_id: UUID, company_id: UUID) -> Side:
    """Raises NotFound, as the others do."""
    found = crm.company(tenant_id, company_id)
    return Side(str(found.id), found.name, _about(found.email, found.city))


def companies(tenant_id: UUID, search: str, most: int) -> list[Side]:
    return [Side(str(one.id), one.name, _about(one.email, one.city)) for one in crm.companies(tenant_id, search)[:most]]


def customer(tenant_id: UUID, connection_id: UUID, customer_id: str) -> Side:
    found = mirror.customer(tenant_id, connection_id, customer_id)
    return Side(found.qbo_id, found.display_name, _about(found.email, found.city, found.region))


def customers(tenant_id: UUID, connection_id: UUID, search: str, most: int) -> list[Side]:
    """Inactive ones too."""
    found = mirror.customers(tenant_id, connection_id, search, inactive=True).defer("raw")[:most]
    return [Side(one.qbo_id, one.fully_qualified_name, _about(one.email, one.city, _inactive(one))) for one in found]


def user(tenant_id: UUID, user_id: UUID) -> Side:
    for one in accounts.users(tenant_id):
        if one.id == user_id:
            return _user(one)
    raise NotFound("There is no such user, or the user is no longer active.")


def users(tenant_id: UUID, search: str, most: int) -> list[Side]:
    text = search.casefold()
    found = [_user(one) for one in accounts.users(tenant_id)]
    return [side for side in found if text in side.name.casefold() or text in side.about.casefold()][:most]


def employee(tenant_id: UUID, connection_id: UUID, employee_id: str) -> Side:
    found = mirror.employee(tenant_id, connection_id, employee_id)
    return Side(found.qbo_id, found.display_name, _about(found.email, _inactive(found)))


def employees(tenant_id: UUID, connection_id: UUID, search: str, most: int) -> list[Side]:
    found = mirror.employees(tenant_id, connection_id, search).defer("raw")[:most]
    return [Side(one.qbo_id, one.display_name, one.email) for one in found]


def contractor(tenant_id: UUID, connection_id: UUID, vendor_id: str) -> Side:
    found = mirror.vendor(tenant_id, connection_id, vendor_id)
    return Side(found.qbo_id, found.display_name, _about(_vendor(found), found.email))


def contractors(tenant_id: UUID, connection_id: UUID, search: str, most: int) -> list[Side]:
    """Those with a 1099 first: the others may do work as well."""
    found = mirror.vendors(tenant_id, connection_id, search).order_by("-contractor", "display_name", "qbo_id")
    return [Side(one.qbo_id, one.display_name, _about(_vendor(one), one.email)) for one in found.defer("raw")[:most]]


def vendor_here(tenant_id: UUID, vendor_id: UUID) -> Side:
    found = procurement.vendor(tenant_id, vendor_id)
    return Side(str(found.id), found.name, found.email)


def vendors_here(tenant_id: UUID, search: str, most: int) -> list[Side]:
    return [Side(str(one.id), one.name, one.email) for one in procurement.vendors(tenant_id, search)[:most]]


def vendor_there(tenant_id: UUID, connection_id: UUID, vendor_id: str) -> Side:
    found = mirror.vendor(tenant_id, connection_id, vendor_id)
    return Side(found.qbo_id, found.display_name, _about(found.email, _inactive(found)))


def vendors_there(tenant_id: UUID, connection_id: UUID, search: str, most: int) -> list[Side]:
    """Inactive ones too."""
    found = mirror.vendors(tenant_id, connection_id, search, inactive=True).defer("raw")[:most]
    return [Side(one.qbo_id, one.display_name, _about(one.email, _inactive(one))) for one in found]


def _user(one: User) -> Side:
    return Side(str(one.id), one.name, one.email)


def _vendor(one: Vendor) -> str:
    return "Vendor, 1099 contractor" if one.contractor else "Vendor"


def _inactive(one: Customer | Employee | Vendor) -> str:
    return "" if one.active else "inactive"


def _about(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
