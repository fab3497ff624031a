"""The rows of the page that maps employees to users."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexos.quickbooks.mapping import parties
from nexos.quickbooks.mapping.matching import Here, There
from nexos.quickbooks.mapping.models import EmployeeLink
from nexos.quickbooks.mapping.states import STATE_OF, RowState


@dataclass(frozen=True, slots=True)
class EmployeeRow:
    """An employee there and a user here, or half of such a pair; the fields are those of `CustomerRow`."""

    state: RowState
    employee: There | None
    user: Here | None = None
    candidates: tuple[Here, ...] = ()
    reasons: tuple[str, ...] = ()
    how: str = ""
    decided_at: datetime | None = None


def employee_rows(tenant_id: UUID, connection_id: UUID) -> list[EmployeeRow]:
    """Suggestions and conflicts first, then employees and users without a partner, then linked pairs; each by name."""
    employees = parties.employees(tenant_id, connection_id)
    users = {user.id: user for user in parties.users(tenant_id)}
    links = {link.employee_id: link for link in EmployeeLink.objects.of(tenant_id).filter(connection_id=connection_id)}
    open_ones, matcher = parties.employee_matcher(tenant_id, connection_id)
    rows = []
    for employee in open_ones:
        found = matcher.suggestion(employee)
        candidates = tuple(users[id_] for id_ in found.here_ids)
        rows.append(EmployeeRow(STATE_OF[found.kind], employee, None, candidates, found.reasons))
    for employee in employees:
        if link := links.get(employee.id):
            state = RowState.LINKED if employee.eligible else RowState.INACTIVE
            user = users.get(link.user_id)
            rows.append(EmployeeRow(state, employee, user, how=link.how, decided_at=link.linked_at))
    taken = {link.user_id for link in links.values()}
    rows += [EmployeeRow(RowState.ONLY_HERE, None, user) for id_, user in users.items() if id_ not in taken]
    order = list(RowState)
    rows.sort(key=lambda row: (order.index(row.state), (row.employee or row.user or There("", "")).name.casefold()))
    return rows
