"""Whom a notification is for, and whether they vouch for it."""

import re
from dataclasses import dataclass
from uuid import UUID

from nexos.kit.errors import NotFound
from nexos.kit.events import listens
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.connection.credentials import opened
from nexos.quickbooks.connection.events import Connected
from nexos.quickbooks.notices.models import Addressee
from qbo import webhooks
from qbo.errors import BadSignature

MOST_COMPANIES = 100
"""Intuit puts at most 100 events into a body (its announcement of CloudEvents), so no more companies."""

# The first format's name for a company, and that of CloudEvents.
_NAMED = re.compile(rb'"(?:realmId|intuitaccountid)"\s*:\s*"(\d{1,40})"')


@dataclass(frozen=True, slots=True)
class Proven:
    """A connection whose own verifier token made the signature of a notification."""

    realm_id: str
    tenant_id: UUID
    connection_id: UUID


@listens(Connected)
def remember(fact: Connected) -> None:
    """From now on notifications about the company may be for this connection."""
    connection = connections.connection(fact.tenant_id, fact.connection_id)
    Addressee.objects.update_or_create(
        connection_id=connection.id, defaults={"realm_id": connection.realm_id, "tenant_id": fact.tenant_id}
    )


def proven(body: bytes, signature: str) -> list[Proven]:
    """The connections that the notification is for, and that it is proven to; the body is not parsed.

    The ids of companies are looked for in the raw bytes only to know whose verifier tokens to try. They prove nothing:
    a token vouches for its own connection alone, whatever other companies the body names.
    """
    named = list(dict.fromkeys(found.decode() for found in _NAMED.findall(body)))[:MOST_COMPANIES]
    candidates = Addressee.objects.filter(realm_id__in=named).values_list("realm_id", "tenant_id", "connection_id")
    return [candidate for candidate in (Proven(*row) for row in candidates) if _vouches(candidate, body, signature)]


def _vouches(candidate: Proven, body: bytes, signature: str) -> bool:
    with scope(candidate.tenant_id):
        try:
            connection = connections.connection(candidate.tenant_id, candidate.connection_id)
        except NotFound:
            return False
        if not connection.sealed_verifier_token:
            return False
        token = opened(connection, "verifier_token")
    try:
        webhooks.verify(body, signature, token)
    except BadSignature:
        return False
    return True
