"""Putting a cause off, and taking that back. Needs the tenant's scope; who may do so is for the caller to check."""

from datetime import date
from uuid import UUID

from nexos.kit import clock
from nexos.kit.errors import InvalidInput
from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.exceptions.models import SetAside
from nexos.quickbooks.exceptions.queries import the_cause, today

LONGEST_REASON = 200
LONGEST_DAYS = 366


def set_aside(tenant_id: UUID, connection: Connection, key: str, *, reason: str, until: date, by: UUID) -> None:
    """Nobody need see the cause before the business-local day `until`; nothing else changes.

    Raises NotFound when the cause is gone; InvalidInput naming reason or until.
    """
    cause = the_cause(tenant_id, connection, key)
    reason, now = reason.strip(), today(tenant_id)
    wrong = {}
    if not reason:
        wrong["reason"] = "Say why it can wait, for whoever looks next."
    elif len(reason) > LONGEST_REASON:
        wrong["reason"] = f"Keep it under {LONGEST_REASON} characters."
    if until <= now:
        wrong["until"] = "Choose a day after today."
    elif (until - now).days > LONGEST_DAYS:
        wrong["until"] = "Choose a day within a year."
    if wrong:
        raise InvalidInput(wrong)
    values = {"reason": reason, "until": until, "by_id": by, "at": clock.now()}
    SetAside.objects.of(tenant_id).update_or_create(
        connection_id=connection.id,
        key=cause.key,
        defaults=values,
        create_defaults={**values, "tenant_id": tenant_id},
    )


def take_back(tenant_id: UUID, connection: Connection, key: str) -> None:
    """The cause is open again. Twice changes nothing."""
    SetAside.objects.of(tenant_id).filter(connection_id=connection.id, key=key).delete()
