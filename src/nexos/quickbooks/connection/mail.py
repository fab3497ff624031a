"""The mail that says a connection needs attention."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.mail import EmailMessage

from nexos.accounts import queries as accounts
from nexos.quickbooks.connection import queries
from nexos.quickbooks.connection.addresses import addresses
from nexos.quickbooks.connection.models import State

_MANAGE = "quickbooks:manage"


def of_attention(tenant_id: UUID, connection_id: UUID) -> list[EmailMessage]:
    """One for each person who can connect again; none once the connection is well, or over. Needs the tenant's scope.

    Its sentences are ours; of QuickBooks it names the company alone.
    """
    connection = queries.connection(tenant_id, connection_id)
    if connection.state != State.NEEDS_ATTENTION or connection.attention_since is None:
        return []
    tenant = accounts.tenant(tenant_id)
    since = connection.attention_since.astimezone(ZoneInfo(tenant.time_zone))
    company = " ".join(connection.company_name.split())
    body = (
        f"{connection.reason}\n\n"
        f"Syncing and sending stopped on {since:%b} {since.day} at {since:%I:%M %p}. Links, history and what waits to "
        f"go out are kept, and go on when somebody connects again:\n\n{addresses().launch}\n"
    )
    subject = f"QuickBooks needs attention: {company} ({tenant.name})"
    people = [user for user in accounts.users(tenant_id) if accounts.may(user, _MANAGE)]
    return [EmailMessage(subject, body, to=[user.email]) for user in people]
