"""Employees, or contractors among the vendors, and users."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from django.db.models import QuerySet

from nexos.accounts import queries as accounts
from nexos.kit.errors import NexosError, NotFound
from nexos.quickbooks.mapping import parties
from nexos.quickbooks.mapping.models import EmployeeLink, How, Party
from nexos.quickbooks.mapping.pairs import Pairs
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.models import Employee, Vendor


class _UserPairs(Pairs[EmployeeLink]):
    """Users here, each an employee or a contractor there. Nobody waits for these links yet, so nobody is told."""

    model = EmployeeLink
    here = "user_id"

    def name_here(self, here_id: UUID) -> str:
        for user in accounts.users(self.tenant_id):
            if user.id == here_id:
                return user.name
        raise NotFound("There is no such user, or the user is no longer active.")

    def existing_here(self, here_ids: Collection[UUID]) -> set[UUID]:
        return {user.id for user in accounts.users(self.tenant_id) if user.id in here_ids}

    def partner_name(self, link: EmployeeLink) -> str:
        if link.employee_id:
            return mirror.employee(self.tenant_id, self.connection_id, link.employee_id).display_name
        return mirror.vendor(self.tenant_id, self.connection_id, link.vendor_id).display_name


class EmployeePairs(_UserPairs):
    """Employees there."""

    party = Party.EMPLOYEE
    there = "employee_id"

    def one_there(self, there_id: str) -> Employee:
        return mirror.employee(self.tenant_id, self.connection_id, there_id)

    def all_there(self) -> QuerySet[Employee]:
        return mirror.employees(self.tenant_id, self.connection_id, inactive=True)


class ContractorPairs(_UserPairs):
    """Vendors there whose time is kept."""

    party = Party.VENDOR
    there = "vendor_id"

    def one_there(self, there_id: str) -> Vendor:
        return mirror.vendor(self.tenant_id, self.connection_id, there_id)

    def all_there(self) -> QuerySet[Vendor]:
        return mirror.vendors(self.tenant_id, self.connection_id, inactive=True)

    @property
    def logged_as(self) -> str:
        return "contractor"

    def linked(self, there_ids: Sequence[str], by: UUID | None) -> None:
        """Whether the vendor is a vendor of ours is another question, and stays as open or decided as it is."""
        self._note(there_ids, "linked", by)


def link_employee(tenant_id: UUID, connection_id: UUID, employee_id: str, user_id: UUID, by: UUID | None) -> None:
    """Links by hand. Raises NotFound; GoneThere; Taken when one of the two is linked to another; ConnectionArchived."""
    EmployeePairs(tenant_id, connection_id).link(employee_id, user_id, How.BY_HAND, by)


def unlink_employee(tenant_id: UUID, connection_id: UUID, employee_id: str, by: UUID | None) -> None:
    """Undoes the link. Raises NotLinked or ConnectionArchived."""
    EmployeePairs(tenant_id, connection_id).unlink(employee_id, by)


def link_contractor(tenant_id: UUID, connection_id: UUID, vendor_id: str, user_id: UUID, by: UUID | None) -> None:
    """Links a user by hand to the vendor that their time is owed to. Raises as `link_employee`."""
    ContractorPairs(tenant_id, connection_id).link(vendor_id, user_id, How.BY_HAND, by)


def unlink_contractor(tenant_id: UUID, connection_id: UUID, vendor_id: str, by: UUID | None) -> None:
    """Undoes the link. Raises NotLinked or ConnectionArchived."""
    ContractorPairs(tenant_id, connection_id).unlink(vendor_id, by)


def accept_employees(
    tenant_id: UUID, connection_id: UUID, pairs: Iterable[tuple[str, UUID]], by: UUID | None
) -> dict[str, NexosError | None]:
    """Links several suggestions (employee, user); each stands or falls alone: by employee None or why it was
    refused."""
    return EmployeePairs(tenant_id, connection_id).link_many(pairs, How.BY_HAND, by)


def link_exact_employees(tenant_id: UUID, connection_id: UUID) -> int:
    """Links every active employee that is exactly one user both ways; returns how many."""
    exact = parties.exact(*parties.employee_matcher(tenant_id, connection_id))
    return EmployeePairs(tenant_id, connection_id).link_all(exact) if exact else 0
