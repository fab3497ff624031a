"""Parting from a QuickBooks company, until somebody connects it again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from nexos.kit import clock
from nexos.kit.events import publish
from nexos.kit.jobs.due import forget
from nexos.kit.tenancy import scope
from nexos.kit.transactions import refuse_open_transaction
from nexos.quickbooks.connection import credentials, entries, ownership, queries, walk
from nexos.quickbooks.connection.errors import NotConnected
from nexos.quickbooks.connection.events import Disconnected
from nexos.quickbooks.connection.jobs import KEEP_ALIVE
from nexos.quickbooks.connection.models import Connection, State
from nexos.synclog.models import Outcome
from qbo import OAuth, errors


@dataclass(frozen=True, slots=True)
class Parting:
    """How it went: `revoked` is False when Intuit could not be told, and `message` then says what to do."""

    revoked: bool
    message: str


def disconnect(tenant_id: UUID, user_id: UUID) -> Parting:
    """Ends the connection: the tokens are gone at once, all work stops, mirror, mappings and queue stay.

    Calls Intuit, so it opens the tenant's scope itself and must be called outside any transaction. Here comes first,
    there second: if Intuit cannot be told, we have still forgotten the tokens, and the person hears what is left to do.
    Raises NotConnected when there is nothing to disconnect.
    """
    refuse_open_transaction("disconnecting from QuickBooks")
    with scope(tenant_id), transaction.atomic():
        connection = queries.current(tenant_id)
        if connection is None or connection.state not in (State.CONNECTED, State.NEEDS_ATTENTION):
            raise NotConnected("QuickBooks is not connected, so there is nothing to disconnect.")
        app, refresh_token = credentials.oauth(connection), credentials.opened(connection, "refresh_token")
        end(connection, state=State.DISCONNECTED, disconnected_at=clock.now())
        publish(Disconnected(tenant_id, "person", connection.id))
    parting = revoke(app, refresh_token, "QuickBooks was disconnected")
    with scope(tenant_id), transaction.atomic():
        outcome = Outcome.DONE if parting.revoked else Outcome.FAILED
        by = {"user_id": str(user_id)}
        entries.note(tenant_id, connection.id, outcome, parting.message, code="disconnected", details=by)
    return parting


def revoke(app: OAuth, refresh_token: str, done: str) -> Parting:
    """Ends the access at Intuit, which forgets the whole grant; `done` says what happened here ("It was archived")."""
    try:
        app.revoke(refresh_token)
    except errors.Invalid:
        return Parting(True, f"{done}. Intuit had ended the access already.")
    except errors.QboError:
        return Parting(
            False,
            f"{done} and the tokens are deleted here, but Intuit could not be told. To end the access there too, open "
            "Apps in QuickBooks and disconnect the app.",
        )
    return Parting(True, f"{done}, and the access was revoked at Intuit.")


def end(connection: Connection, **state: Any) -> None:
    """Wipes the tokens, stops what works with them, and lets others connect the company."""
    # The fence stops a refresh under way from storing what it is about to get.
    Connection.objects.of(connection.tenant_id).filter(id=connection.id).update(
        **state,
        reason="",
        attention_since=None,
        sealed_access_token="",
        access_token_expires_at=None,
        sealed_refresh_token="",
        refresh_token_expires_at=None,
        refresh_holder="",
        refresh_until=None,
        refresh_fence=F("refresh_fence") + 1,
    )
    walk.call_off(connection)
    ownership.release(connection)
    forget(KEEP_ALIVE, connection.id)
