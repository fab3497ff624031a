"""Starting afresh: the connection is archived, and another QuickBooks company, or environment, may be connected."""

from uuid import UUID

from django.db import transaction

from nexos.kit import clock
from nexos.kit.errors import InvalidInput, Refused
from nexos.kit.events import ask, publish
from nexos.kit.jobs.due import forget_all
from nexos.kit.tenancy import scope
from nexos.kit.transactions import refuse_open_transaction
from nexos.quickbooks.connection import credentials, entries, queries
from nexos.quickbooks.connection.errors import Undecided
from nexos.quickbooks.connection.events import Archived, MayArchive
from nexos.quickbooks.connection.models import CallPace, Connection, Environment, State
from nexos.quickbooks.connection.services.parting import Parting, end, revoke
from nexos.synclog.models import Outcome


def start_afresh(
    tenant_id: UUID, user_id: UUID, *, company_name: str, environment: str, leave_undecided: bool = False
) -> Parting:
    """Archives the connection with its mirror, links, pushes and cursors; nothing of it is sent to another company.

    1. `company_name` is what the person typed to confirm; it is the name of the present company, whatever its case.
    2. What may have arrived there without our knowing has to be found out first. Where QuickBooks cannot be asked any
       more, `leave_undecided` says that the person will look for it there.
    3. In one transaction the tokens are wiped, the listeners told, and in the same `environment` another connection
       begins with the keys of the present one; in the other one it begins when its own keys are saved.
    4. The access is revoked at Intuit.

    Calls Intuit, so it opens the tenant's scope itself and must be called outside any transaction. Raises InvalidInput
    naming company_name or environment, Undecided, and Refused when no company was ever connected.
    """
    refuse_open_transaction("starting afresh with QuickBooks")
    with scope(tenant_id), transaction.atomic():
        connection = _present(tenant_id)
        _check(connection, company_name, environment)
        reasons = ask(MayArchive(tenant_id, connection.id))
        if reasons and (connection.connected or not leave_undecided):
            raise Undecided(reasons)
        app = credentials.oauth(connection)
        refresh_token = credentials.opened(connection, "refresh_token") if connection.sealed_refresh_token else ""
        end(connection, state=State.ARCHIVED, archived_at=clock.now(), archived_by_id=user_id, sealed_client_secret="")
        CallPace.objects.filter(connection_id=connection.id).delete()
        forget_all(connection.id)
        publish(Archived(tenant_id, "person", connection.id))
        if environment == connection.environment:
            _with_the_keys_of(connection).save(force_insert=True)
    done = f"“{connection.company_name}” was archived"
    parting = revoke(app, refresh_token, done) if refresh_token else Parting(True, f"{done}.")
    with scope(tenant_id), transaction.atomic():
        outcome = Outcome.DONE if parting.revoked else Outcome.FAILED
        by = {"user_id": str(user_id)}
        entries.note(tenant_id, connection.id, outcome, parting.message, code="archived", details=by)
    return parting


def _present(tenant_id: UUID) -> Connection:
    """Locked until the transaction ends, so that of two people one archives it."""
    current = queries.current(tenant_id)
    if current is None or not current.realm_id:
        raise Refused("No QuickBooks company was connected yet, so there is nothing to archive. Connect one.")
    connection = Connection.objects.of(tenant_id).select_for_update().get(id=current.id)
    if connection.state == State.ARCHIVED:
        raise Refused(f"“{connection.company_name}” was archived already.")
    return connection


def _check(connection: Connection, company_name: str, environment: str) -> None:
    wrong = {}
    if " ".join(company_name.split()).casefold() != " ".join(connection.company_name.split()).casefold():
        wrong["company_name"] = f"This is another name. It is called “{connection.company_name}”."
    if environment not in Environment.values:
        wrong["environment"] = "Choose sandbox or production."
    if wrong:
        raise InvalidInput(wrong)


def _with_the_keys_of(archived: Connection) -> Connection:
    fresh = Connection(tenant_id=archived.tenant_id, environment=archived.environment)
    credentials.copy(archived, fresh)
    return fresh
