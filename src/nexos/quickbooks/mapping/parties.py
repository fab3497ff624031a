"""Both sides as matching wants them, read in as many rows as there are and no more columns than it needs."""

from collections.abc import Collection, Iterable
from uuid import UUID

from nexos.accounts import queries as accounts
from nexos.crm import queries as crm
from nexos.procurement import queries as procurement
from nexos.quickbooks.mapping.matching import Here, Matcher, There
from nexos.quickbooks.mapping.models import CustomerLink, EmployeeLink, How, LeftUnlinked, Party, VendorLink
from nexos.quickbooks.mirror import queries as mirror

CONTRACTOR = "vendor "
"""Before a vendor's id where employees' ids stand too."""


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


def left_unlinked(
    tenant_id: UUID, connection_id: UUID, party: Party, qbo_ids: Collection[str] | None = None
) -> set[str]:
    """Those of them (default all) that a person left without a partner."""
    left = LeftUnlinked.objects.of(tenant_id).filter(connection_id=connection_id, party=party)
    if qbo_ids is not None:
        left = left.filter(qbo_id__in=qbo_ids)
    return set(left.values_list("qbo_id", flat=True))


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
    """User by employee; those of contractors stand under the vendor's id behind `CONTRACTOR`."""
    links = EmployeeLink.objects.of(tenant_id).filter(connection_id=connection_id)
    rows = links.values_list("employee_id", "vendor_id", "user_id")
    return {employee or CONTRACTOR + vendor: user for employee, vendor, user in rows}


def vendors_there(tenant_id: UUID, connection_id: UUID) -> list[There]:
    """Every vendor in the mirror; active ones are eligible."""
    rows = mirror.vendors(tenant_id, connection_id, inactive=True)
    return [
        There(qbo_id, name, email, company, eligible=active)
        for qbo_id, name, email, company, active in rows.values_list(
            "qbo_id", "display_name", "email", "company_name", "active"
        )
    ]


def contractors(tenant_id: UUID, connection_id: UUID) -> list[There]:
    """The active vendors that QuickBooks files a 1099 for: a user may be one of them."""
    rows = mirror.vendors(tenant_id, connection_id).filter(contractor=True)
    return [There(*row) for row in rows.values_list("qbo_id", "display_name", "email")]


def vendors_here(tenant_id: UUID) -> list[Here]:
    """Every vendor of ours."""
    return [Here(*row) for row in procurement.names_and_emails(tenant_id)]


def linked_vendors(tenant_id: UUID, connection_id: UUID) -> dict[str, UUID]:
    """Our vendor by QuickBooks' vendor."""
    links = VendorLink.objects.of(tenant_id).filter(connection_id=connection_id)
    return dict(links.values_list("qbo_id", "vendor_id"))


def customer_matcher(tenant_id: UUID, connection_id: UUID) -> tuple[list[There], Matcher]:
    """The customers that may be linked without asking and are neither linked nor left unlinked, and who knows whom
    they are."""
    there, linked = customers(tenant_id, connection_id), linked_customers(tenant_id, connection_id)
    open_ones = _open(there, linked, left_unlinked(tenant_id, connection_id, Party.CUSTOMER))
    return open_ones, Matcher(there, companies(tenant_id) if open_ones else [], linked)


def employee_matcher(tenant_id: UUID, connection_id: UUID) -> tuple[list[There], Matcher]:
    """The same for active employees and users."""
    there, linked = employees(tenant_id, connection_id), linked_employees(tenant_id, connection_id)
    open_ones = _open(there, linked, left_unlinked(tenant_id, connection_id, Party.EMPLOYEE))
    return open_ones, Matcher(there, users(tenant_id) if open_ones else [], linked)


def vendor_matcher(tenant_id: UUID, connection_id: UUID) -> tuple[list[There], Matcher]:
    """The same for active vendors and ours."""
    there, linked = vendors_there(tenant_id, connection_id), linked_vendors(tenant_id, connection_id)
    open_ones = _open(there, linked, left_unlinked(tenant_id, connection_id, Party.VENDOR))
    return open_ones, Matcher(there, vendors_here(tenant_id) if open_ones else [], linked)


def exact(open_ones: Iterable[There], matcher: Matcher) -> list[tuple[str, UUID, How]]:
    """Those that are exactly one party here both ways, and by what."""
    found = [one for party in open_ones if (one := matcher.exact(party))]
    return [(one.there_id, one.here_ids[0], How(one.reasons[0])) for one in found]


def _open(there: Iterable[There], linked: Collection[str], left: Collection[str]) -> list[There]:
    return [party for party in there if party.eligible and party.id not in linked and party.id not in left]
