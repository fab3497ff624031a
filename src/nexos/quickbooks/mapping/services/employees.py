"""Employees and users."""

from collections.abc import Sequence
from uuid import UUID

from nexos.accounts import queries as accounts
from nexos.kit.errors import NotFound
from nexos.quickbooks.mapping import parties
from nexos.quickbooks.mapping.models import EmployeeLink, How
from nexos.quickbooks.mapping.pairs import Pairs
from nexos.quickbooks.mirror import queries as mirror


class _EmployeePairs(Pairs[EmployeeLink]):
    """Employees there and users here. Nobody waits for these links yet, so nobody is told."""

    model = EmployeeLink
    there = "employee_id"
    here = "user_id"

    def check_there(self, there_id: str) -> None:
        if self._employee_name(there_id) is None:
            raise NotFound("The mirror holds no such QuickBooks employee. Sync, then try again.")

    def name_there(self, there_id: str) -> str:
        return self._employee_name(there_id) or "a deleted employee"

    def _employee_name(self, there_id: str) -> str | None:
        rows = mirror.employees(self.tenant_id, self.connection_id, inactive=True).filter(qbo_id=there_id)
        return rows.values_list("display_name", flat=True).first()

    def name_here(self, here_id: UUID) -> str:
        for user in accounts.users(self.tenant_id):
            if user.id == here_id:
                return user.name
        raise NotFound("There is no such user, or the user is no longer active.")

    def tell(self, there_ids: Sequence[str], *, linked: bool, by: UUID | None) -> None:
        pass


def link_employee(tenant_id: UUID, connection_id: UUID, employee_id: str, user_id: UUID, by: UUID | None) -> None:
    """Links by hand. Raises NotFound; Taken when one of the two is linked to another; ConnectionArchived."""
    _EmployeePairs(tenant_id, connection_id).link(employee_id, user_id, How.BY_HAND, by)


def unlink_employee(tenant_id: UUID, connection_id: UUID, employee_id: str, by: UUID | None) -> None:
    """Undoes the link. Raises NotLinked or ConnectionArchived."""
    _EmployeePairs(tenant_id, connection_id).unlink(employee_id, by)


def link_exact_employees(tenant_id: UUID, connection_id: UUID) -> int:
    """Links every active employee that is exactly one user both ways; returns how many."""
    open_ones, matcher = parties.employee_matcher(tenant_id, connection_id)
    found = [one for party in open_ones if (one := matcher.exact(party))]
    exact = [(one.there_id, one.here_ids[0], How(one.reasons[0])) for one in found]
    return _EmployeePairs(tenant_id, connection_id).link_all(exact) if exact else 0
