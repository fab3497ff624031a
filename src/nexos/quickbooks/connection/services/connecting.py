"""Connecting a QuickBooks company: through Intuit's consent page, or with a grant that exists already."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from nexos.kit import clock
from nexos.kit.errors import NexosError, Refused
from nexos.kit.events import publish
from nexos.kit.jobs.due import due
from nexos.kit.tenancy import scope
from nexos.kit.transactions import refuse_open_transaction
from nexos.quickbooks.connection import credentials, entries, ownership, queries, walk
from nexos.quickbooks.connection.addresses import addresses
from nexos.quickbooks.connection.company import proved_name
from nexos.quickbooks.connection.errors import (
    CodeExpired,
    ConsentRefused,
    Declined,
    NotConnected,
    OtherCompany,
    Unreachable,
    WrongCredentials,
)
from nexos.quickbooks.connection.events import Connected
from nexos.quickbooks.connection.jobs import IDLE_FOR, KEEP_ALIVE
from nexos.quickbooks.connection.models import Connection, State
from nexos.quickbooks.connection.refresh import columns
from nexos.quickbooks.connection.services.parting import revoke
from nexos.synclog.models import Outcome
from qbo import OAuth, Tokens, errors

_ACCESS_TOKEN_LIVES = 3600  # seconds, both as Intuit documents them
_REFRESH_TOKEN_LIVES = 100 * 24 * 3600

NO_CREDENTIALS = "Save the client id and client secret of your Intuit app first."


def begin(tenant_id: UUID, user_id: UUID, session_key: str) -> str:
    """Where to send the browser for the person's consent. Needs the tenant's scope.

    The answer counts once, within ten minutes, for this person in this session. Raises Refused without credentials.
    """
    connection = queries.current(tenant_id)
    if connection is None:
        raise Refused(NO_CREDENTIALS)
    app = credentials.oauth(connection)
    state, challenge = walk.set_out(connection, user_id, session_key)
    return app.authorize_url(addresses().redirect, state, code_challenge=challenge)


def finish(
    tenant_id: UUID,
    user_id: UUID,
    session_key: str,
    *,
    state: str,
    code: str = "",
    realm_id: str = "",
    error: str = "",
) -> Connection:
    """Takes what Intuit sent the browser back with, and connects the company, or changes nothing at all.

    Calls Intuit and QuickBooks, so it opens the tenant's scope itself and must be called outside any transaction.

    1. The walk is used up, whatever happens next: a second answer with the same state finds nothing.
    2. The code is exchanged; the tokens are kept in memory only.
    3. The company is read with the new token: only then is it known to be the one the redirect named.
    4. In one transaction: it is the company this connection always had, if it had one; if it is that of an archived
       connection, that one goes on; it belongs to no other connection; tokens and state are stored, and the listeners
       told.

    Raises BadState, Declined, ConsentRefused, CodeExpired, WrongCredentials, WrongEnvironment, OtherCompany,
    OwnedElsewhere or Unreachable.
    """
    refuse_open_transaction("connecting to QuickBooks")
    with scope(tenant_id):
        connection_id, verifier = walk.come_back(tenant_id, user_id, session_key, state)
        connection = queries.connection(tenant_id, connection_id)
        app = credentials.oauth(connection)
    with _refusal_noted(connection):
        if error or not (code and realm_id):
            raise Declined if error == "access_denied" else ConsentRefused(error or "its answer was incomplete")
        asked_at = clock.now()
        tokens = _exchange(app, code, verifier)
        company_name = proved_name(connection, realm_id, tokens.access_token)
        proved = _Proved(realm_id, company_name, tokens, asked_at, user_id)
        try:
            with scope(tenant_id), transaction.atomic():
                return _store(connection.id, proved, tenant_id)
        except OtherCompany:
            _give_back(app, tokens, connection.environment, realm_id)
            raise


def attach(tenant_id: UUID, *, realm_id: str, access_token: str, refresh_token: str, api_url: str = "") -> Connection:
    """Takes over a grant somebody holds already, as an operator does when moving one here: no browser, no consent.

    The tokens are used as if Intuit had just issued them, so an older access token is renewed when it is rejected.
    `api_url` is where the company's API is, if elsewhere than where the environment's is. Calls QuickBooks, so it must
    be called outside any transaction. Raises Refused without credentials, and what `finish` raises from its step 3 on.
    """
    refuse_open_transaction("attaching a QuickBooks company")
    with scope(tenant_id):
        connection = queries.current(tenant_id)
    if connection is None:
        raise Refused(NO_CREDENTIALS)
    tokens = Tokens(
        access_token=access_token,
        refresh_token=refresh_token,
        expires_in=_ACCESS_TOKEN_LIVES,
        refresh_expires_in=_REFRESH_TOKEN_LIVES,
        hard_expires_in=None,
        intuit_tid="",
    )
    with _refusal_noted(connection):
        company_name = proved_name(connection, realm_id, access_token, api_url)
        proved = _Proved(realm_id, company_name, tokens, clock.now(), api_url=api_url)
        with scope(tenant_id), transaction.atomic():
            return _store(connection.id, proved, tenant_id)


@contextmanager
def _refusal_noted(connection: Connection) -> Iterator[None]:
    """Why a company was not connected is in the sync log as well."""
    try:
        yield
    except NexosError as refusal:
        with scope(connection.tenant_id), transaction.atomic():
            entries.note_attempt(connection.tenant_id, connection.id, refusal.message, code=refusal.code)
        raise


@dataclass(frozen=True, slots=True)
class _Proved:
    """A company somebody may connect, and the tokens that open it. `user_id` is None for an operator."""

    realm_id: str
    company_name: str
    tokens: Tokens
    asked_at: datetime
    user_id: UUID | None = None
    api_url: str = ""


def _exchange(app: OAuth, code: str, verifier: str) -> Tokens:
    try:
        return app.exchange(code, addresses().redirect, verifier)
    except errors.ReconnectNeeded as refusal:
        raise CodeExpired from refusal
    except errors.BadCredentials as refusal:
        raise WrongCredentials from refusal
    except errors.Invalid as refusal:
        raise ConsentRefused(refusal.message) from refusal
    except errors.QboError as failure:
        raise Unreachable("Intuit") from failure


def _store(connection_id: UUID, proved: _Proved, tenant_id: UUID) -> Connection:
    connection = Connection.objects.of(tenant_id).select_for_update().get(id=connection_id)
    if connection.state == State.ARCHIVED:
        raise NotConnected("This connection was archived meanwhile. Connect again from the settings page.")
    if connection.realm_id not in ("", proved.realm_id):
        raise OtherCompany(proved.company_name, connection.company_name)
    archived = queries.archived_company(tenant_id, connection.environment, proved.realm_id)
    if archived and not connection.realm_id:
        connection = _reopened(archived, connection)
    ownership.take(connection, proved.realm_id, proved.company_name)
    first = connection.connected_at is None
    Connection.objects.of(tenant_id).filter(id=connection.id).update(
        **columns(connection, proved.tokens, proved.asked_at),
        refresh_fence=F("refresh_fence") + 1,
        refresh_calls=0,
        refresh_calls_since=None,
        state=State.CONNECTED,
        reason="",
        attention_since=None,
        realm_id=proved.realm_id,
        company_name=proved.company_name,
        api_url=proved.api_url,
        connected_at=clock.now(),
        connected_by=proved.user_id,
        attached=proved.user_id is None,
        disconnected_at=None,
    )
    due(KEEP_ALIVE, tenant_id, connection.id, clock.now() + IDLE_FOR)
    message = f"“{proved.company_name}” was connected ({connection.environment})."
    by = {"user_id": str(proved.user_id)} if proved.user_id else {}
    entries.note(tenant_id, connection.id, Outcome.DONE, message, code="connected", details=by)
    entries.end_attempts(tenant_id, connection.id)
    publish(Connected(tenant_id, "person", connection.id, first))
    return queries.connection(tenant_id, connection.id)


def _reopened(archived: Connection, fresh: Connection) -> Connection:
    """The company was connected here before: its connection goes on, with the keys of the one that was to begin. A
    second one would not know what the first has sent, and send it to the same company again."""
    credentials.copy(fresh, archived)
    fresh.delete()
    archived.state, archived.archived_at, archived.archived_by = State.DISCONNECTED, None, None
    archived.save()
    return archived


def _give_back(app: OAuth, tokens: Tokens, environment: str, realm_id: str) -> None:
    """Ends access to a company nobody here wants. Intuit ends all of an app's access to the company at once, so one
    that is connected somewhere in this installation is left alone."""
    if not ownership.is_owned(environment, realm_id):
        revoke(app, tokens.refresh_token, "Nothing was connected")
