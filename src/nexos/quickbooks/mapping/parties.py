"""Both sides as matching wants them, read in as many rows as there are and no more columns than it needs."""

from collections.abc import Collection
from uuid import UUID

from nexos.accounts import queries as accounts
from nexos.crm import queries as crm
from nexos.quickbooks.mapping.matching import Here, Matcher, There
from nexos.quickbooks.mapping.models import CustomerLink, EmployeeLink, LeftUnlinked
from nexos.quickbooks.mirror import queries as mirror


def customers(tenant_id: UUID, connection_id: UUID) -> list[There]:
    """Every customer in the mirror; top-level active ones are eligible, sub-customers, jobs and projects are not."""
    rows = mirror.customers(tenant_id, connection_id, inactive=True).values_list(
        "qbo_id", "display_name", "email", "company_name", "active", "parent_id", "is_job", "is_project"
    )
    return [
        There(qbo_id, name, email, company, eligible=active and not (parent_id or is_job or is_project))
        for qbo_id, name, email, company, active, parent_id, is_job, is_project in rows
    ]


def companies(tenant_id: UUID) -> list[Here]:
    """Every company."""
    return [Here(*row) for row in crm.names_and_emails(tenant_id)]


def linked_customers(tenant_id: UUID, connection_id: UUID) -> dict[str, UUID]:
    """Company by customer."""
    links = CustomerLink.objects.of(tenant_id).filter(connection_id=connection_id)
    return dict(links.values_list("customer_id", "company_id"))


def left_unlinked(tenant_id: UUID, connection_id: UUID, customer_ids: Collection[str] | None = None) -> set[str]:
    """Those customers (default all) that a person left without a company."""
    left = LeftUnlinked.objects.of(tenant_id).filter(connection_id=connection_id)
    if customer_ids is not None:
        left = left.filter(customer_id__in=customer_ids)
    return set(left.values_list("customer_id", flat=True))


def employees(tenant_id: UUID, connection_id: UUID) -> list[There]:
    """Every employee in the mirror; active ones are eligible."""
    rows = mirror.employees(tenant_id, connection_id, inactive=True)
    return [
        There(qbo_id, name, email, eligible=active)
        for qbo_id, name, email, active in rows.values_list("qbo_id", "display_name", "email", "active")
    ]


def users(tenant_id: UUID) -> list[Here]:
    """Every active user."""
    return [Here(user.id, user.name, user.email) for user in accounts.users(tenant_id)]


def linked_employees(tenant_id: UUID, connection_id: UUID) -> dict[str, UUID]:
    """User by employee."""
    links = EmployeeLink.objects.of(tenant_id).filter(connection_id=connection_id)
    return dict(links.values_list("employee_id", "user_id"))


def customer_matcher(tenant_id: UUID, connection_id: UUID) -> tuple[list[There], Matcher]:
    """The customers that may be linked without asking and are neither linked nor left unlinked, and who knows whom
    they are."""
    there, linked = customers(tenant_id, connection_id), linked_customers(tenant_id, connection_id)
    left = left_unlinked(tenant_id, connection_id)
    open_ones = [party for party in there if party.eligible and party.id not in linked and party.id not in left]
    return open_ones, Matcher(there, companies(tenant_id) if open_ones else [], linked)


def employee_matcher(tenant_id: UUID, connection_id: UUID) -> tuple[list[There], Matcher]:
    """The same for active employees and users."""
    there, linked = employees(tenant_id, connection_id), linked_employees(tenant_id, connection_id)
    open_ones = [party for party in there if party.eligible and party.id not in linked]
    return open_ones, Matcher(there, users(tenant_id) if open_ones else [], linked)
