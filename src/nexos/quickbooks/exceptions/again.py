"""Reading one object again that was not understood: it was mended in QuickBooks, or this program was."""

from uuid import UUID

from nexos.kit.errors import NexosError, NotFound, Refused
from nexos.kit.jobs.due import due
from nexos.kit.jobs.lease import Work
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.connection.client_factory import client_for
from nexos.quickbooks.inbound.progress import Progress
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.entities import SPECS
from nexos.quickbooks.mirror.models import QuarantinedObject
from nexos.quickbooks.mirror.queries.counts import quarantined_object
from nexos.quickbooks.mirror.upsert import mark_deleted
from nexos.quickbooks.sync.settle import settle
from nexos.synclog.models import Outcome
from nexos.synclog.services import record
from qbo import errors
from qbo.replies import Raw

READ_AGAIN = "quickbooks.read_again"
"""The kind of due work; its record is the quarantined object."""


def ask(tenant_id: UUID, connection_id: UUID, object_id: UUID) -> None:
    """Has the object read as soon as a worker is free; once it is understood it is in quarantine no longer.

    Raises NotFound; Refused for an object whose Id could not be read, and while QuickBooks is not connected.
    """
    there = mirror.quarantined(tenant_id, connection_id).filter(id=object_id).first()
    if there is None:
        raise NotFound("It is understood by now, or gone.")
    if not there.qbo_id:
        raise Refused("Not even its Id could be read, so it cannot be asked for alone. Sync everything again instead.")
    if not connections.connection(tenant_id, connection_id).connected:
        raise Refused("QuickBooks is not connected. Connect it first.")
    due(READ_AGAIN, tenant_id, object_id)


def read_again(work: Work) -> None:
    """Reads the quarantined object `work.record_id` and stores it as a pull would. That it could not be read is told by
    the sync log; one that was understood or deleted meanwhile is let be. Call outside any transaction."""
    with scope(work.tenant_id):
        there = quarantined_object(work.tenant_id, work.record_id)
    if there is None:
        return
    try:
        client = client_for(work.tenant_id, there.connection_id)
        pull = Pull(work.tenant_id, there.connection_id, client, work.check, Progress(), (there.entity,))
        found = _read(pull, there)
    except (errors.QboError, NexosError) as error:
        _tell(there, error)
        return
    pull.land(there.entity, found, lambda *_: None)
    if not found:
        _forget(pull, there)
    settle(pull, everything=False)


def _read(pull: Pull, there: QuarantinedObject) -> list[Raw]:
    try:
        return [pull.client.read(there.entity, there.qbo_id)]
    except errors.NotFound:
        return []


def _forget(pull: Pull, there: QuarantinedObject) -> None:
    """It was deleted in QuickBooks, and what is mirrored of it with it."""
    with scope(pull.tenant_id):
        mark_deleted(pull.tenant_id, pull.connection_id, SPECS[there.entity], {there.qbo_id: None})
        same = mirror.quarantined(pull.tenant_id, pull.connection_id)
        same.filter(entity=there.entity, qbo_id=there.qbo_id).delete()
        pull.progress.removed(there.entity, 1)


def _tell(there: QuarantinedObject, error: errors.QboError | NexosError) -> None:
    details = {"detail": error.detail, "intuit_tid": error.intuit_tid} if isinstance(error, errors.QboError) else None
    with scope(there.tenant_id):
        record(
            there.tenant_id,
            "sync",
            Outcome.FAILED,
            f"{there.entity} {there.qbo_id} could not be read again: {error.message}",
            remedy="Look whether QuickBooks is connected, then have it read again.",
            code=error.code or type(error).__name__,
            record_kind="quarantined_object",
            record_id=f"{there.entity} {there.qbo_id}",
            about=f"{there.entity} {there.qbo_id}",
            details=details,
        )
