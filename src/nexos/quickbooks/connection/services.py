"""Connecting a QuickBooks company, and parting from it. Who may do so is for the caller to check."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from nexos.kit import clock
from nexos.kit.errors import InvalidInput, Refused
from nexos.kit.events import publish
from nexos.kit.jobs.due import due, forget
from nexos.kit.tenancy import scope
from nexos.kit.transactions import refuse_open_transaction
from nexos.quickbooks.connection import credentials, ownership, queries, walk
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
from nexos.quickbooks.connection.events import Connected, Disconnected
from nexos.quickbooks.connection.jobs import IDLE_FOR, KEEP_ALIVE
from nexos.quickbooks.connection.models import Connection, Environment, State
from nexos.quickbooks.connection.refresh import columns
from nexos.synclog.models import Outcome
from nexos.synclog.services import record
from qbo import OAuth, Tokens, errors

_ACCESS_TOKEN_LIVES = 3600  # seconds, both as Intuit documents them
_REFRESH_TOKEN_LIVES = 100 * 24 * 3600

NO_CREDENTIALS = "Save the client id and client secret of your Intuit app first."


def save_credentials(
    tenant_id: UUID, *, client_id: str, client_secret: str, environment: str, verifier_token: str = ""
) -> Connection:
    """The tenant's Intuit app; what is empty stays as it was saved, but another client id forgets the verifier token,
    which belongs to the app before. Needs the tenant's scope.

    Raises InvalidInput naming client_id, client_secret, verifier_token or environment; Refused where it would cut off
    a company: the environment of a connection that ever had one, or the client id of one that is connected.
    """
    with transaction.atomic():
        connection = queries.current(tenant_id) or Connection(tenant_id=tenant_id, environment=environment)
        saved = bool(connection.sealed_client_id)
        given = {
            "client_id": client_id.strip(),
            "client_secret": client_secret.strip(),
            "verifier_token": verifier_token.strip(),
        }
        _check_credentials(given, environment, saved)
        if connection.realm_id and environment != connection.environment:
            raise Refused(
                f"This connection belongs to “{connection.company_name}” in the {connection.environment} environment, "
                "and stays there."
            )
        if given["client_id"] and saved and given["client_id"] != credentials.opened(connection, "client_id"):
            if connection.connected:
                raise Refused("The present sign-in belongs to the saved client id. Disconnect first, then change it.")
            if not given["client_secret"]:
                raise InvalidInput({"client_secret": "Another client id needs its own client secret."})
            connection.sealed_verifier_token = ""
        connection.environment = environment
        for column, value in given.items():
            if value:
                setattr(connection, f"sealed_{column}", credentials.sealed(connection, column, value))
        if saved:
            connection.save(update_fields=["environment", *(f"sealed_{column}" for column in given)])
            walk.call_off(connection)
        else:
            connection.save(force_insert=True)
    return connection


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
    4. In one transaction: it is the company this connection always had, if it had one; it belongs to no other
       connection; tokens and state are stored, and the listeners told.

    Raises BadState, Declined, ConsentRefused, CodeExpired, WrongCredentials, WrongEnvironment, OtherCompany,
    OwnedElsewhere or Unreachable.
    """
    refuse_open_transaction("connecting to QuickBooks")
    with scope(tenant_id):
        connection_id, verifier = walk.come_back(tenant_id, user_id, session_key, state)
        connection = queries.connection(tenant_id, connection_id)
        app = credentials.oauth(connection)
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
    company_name = proved_name(connection, realm_id, access_token, api_url)
    proved = _Proved(realm_id, company_name, tokens, clock.now(), api_url=api_url)
    with scope(tenant_id), transaction.atomic():
        return _store(connection.id, proved, tenant_id)


def note_notification(tenant_id: UUID, connection_id: UUID) -> bool:
    """Notes that Intuit sent a genuine notification; False, and nothing is noted, unless the connection is connected.
    Needs the tenant's scope."""
    connected = Connection.objects.of(tenant_id).filter(id=connection_id, state=State.CONNECTED)
    return bool(connected.update(notified_at=clock.now()))


@dataclass(frozen=True, slots=True)
class Parting:
    """How a disconnect went: `revoked` is False when Intuit could not be told, and `message` then says what to do."""

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
        _forget_tokens(connection)
        ownership.release(connection)
        forget(KEEP_ALIVE, connection.id)
        publish(Disconnected(tenant_id, "person", connection.id))
    parting = _revoke(app, refresh_token)
    with scope(tenant_id), transaction.atomic():
        outcome = Outcome.DONE if parting.revoked else Outcome.FAILED
        _log(connection, outcome, parting.message, code="disconnected", details={"user_id": str(user_id)})
    return parting


@dataclass(frozen=True, slots=True)
class _Proved:
    """A company somebody may connect, and the tokens that open it. `user_id` is None for an operator."""

    realm_id: str
    company_name: str
    tokens: Tokens
    asked_at: datetime
    user_id: UUID | None = None
    api_url: str = ""


def _check_credentials(given: dict[str, str], environment: str, saved: bool) -> None:
    wrong = {}
    for field, value in given.items():
        name = field.replace("_", " ")
        if not value and not saved and field != "verifier_token":
            wrong[field] = f"Copy the {name} from “Keys and credentials” of your app in Intuit's portal."
        elif value and not (value.isascii() and value.isprintable() and " " not in value and len(value) <= 300):
            wrong[field] = f"This is not a {name}: it holds blanks or special characters. Copy it again from Intuit."
    if environment not in Environment.values:
        wrong["environment"] = "Choose sandbox or production."
    if wrong:
        raise InvalidInput(wrong)


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
    ownership.take(connection, proved.realm_id, proved.company_name)
    first = connection.connected_at is None
    Connection.objects.of(tenant_id).filter(id=connection.id).update(
        **columns(connection, proved.tokens, proved.asked_at),
        refresh_fence=F("refresh_fence") + 1,
        refresh_calls=0,
        refresh_calls_since=None,
        state=State.CONNECTED,
        reason="",
        realm_id=proved.realm_id,
        company_name=proved.company_name,
        api_url=proved.api_url,
        connected_at=clock.now(),
        connected_by=proved.user_id,
        disconnected_at=None,
    )
    due(KEEP_ALIVE, tenant_id, connection.id, clock.now() + IDLE_FOR)
    message = f"“{proved.company_name}” was connected ({connection.environment})."
    by = {"user_id": str(proved.user_id)} if proved.user_id else {}
    _log(connection, Outcome.DONE, message, code="connected", details=by)
    publish(Connected(tenant_id, "person", connection.id, first))
    return queries.connection(tenant_id, connection.id)


def _forget_tokens(connection: Connection) -> None:
    # The fence stops a refresh under way from storing what it is about to get.
    Connection.objects.of(connection.tenant_id).filter(id=connection.id).update(
        state=State.DISCONNECTED,
        reason="",
        disconnected_at=clock.now(),
        sealed_access_token="",
        access_token_expires_at=None,
        sealed_refresh_token="",
        refresh_token_expires_at=None,
        refresh_holder="",
        refresh_until=None,
        refresh_fence=F("refresh_fence") + 1,
    )


def _revoke(app: OAuth, refresh_token: str) -> Parting:
    try:
        app.revoke(refresh_token)
    except errors.Invalid:
        return Parting(True, "QuickBooks was disconnected. Intuit had ended the access already.")
    except errors.QboError:
        return Parting(
            False,
            "QuickBooks was disconnected here and the tokens are deleted, but Intuit could not be told. To end the "
            "access there too, open Apps in QuickBooks and disconnect the app.",
        )
    return Parting(True, "QuickBooks was disconnected, and the access was revoked at Intuit.")


def _give_back(app: OAuth, tokens: Tokens, environment: str, realm_id: str) -> None:
    """Ends access to a company nobody here wants. Intuit ends all of an app's access to the company at once, so one
    that is connected somewhere in this installation is left alone."""
    if not ownership.is_owned(environment, realm_id):
        _revoke(app, tokens.refresh_token)


def _log(connection: Connection, outcome: Outcome, message: str, *, code: str, details: dict[str, str]) -> None:
    record(
        connection.tenant_id,
        "connection",
        outcome,
        message,
        code=code,
        record_kind="connection",
        record_id=connection.id,
        about="QuickBooks connection",
        details=details,
    )
