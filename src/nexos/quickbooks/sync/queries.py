"""Reads of the synchronisation's runs."""

from datetime import datetime
from itertools import takewhile
from uuid import UUID

from django.db.models import QuerySet

from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.sync.models import RunState, SyncRun


def latest_run(tenant_id: UUID, connection_id: UUID) -> SyncRun | None:
    """The newest run, which may wait or be going on; None before the first."""
    return runs(tenant_id, connection_id).first()


def latest_success(tenant_id: UUID, connection_id: UUID) -> SyncRun | None:
    """The newest run that ended well."""
    return runs(tenant_id, connection_id).filter(state=RunState.DONE).first()


def synced_at(tenant_id: UUID, connection_id: UUID) -> datetime | None:
    """How old the mirror is: everything in QuickBooks before this moment is in it. None before the first full pull."""
    success = latest_success(tenant_id, connection_id)
    return success.started_at if success else None


def runs(tenant_id: UUID, connection_id: UUID) -> QuerySet[SyncRun]:
    """All runs, the newest first."""
    return SyncRun.objects.of(tenant_id).filter(connection_id=connection_id).order_by("-asked_at", "-id")


def failures_in_a_row(tenant_id: UUID, connection_id: UUID, most: int) -> int:
    """How many of the newest ended runs failed, up to `most`."""
    states = runs(tenant_id, connection_id).exclude(finished_at=None).values_list("state", flat=True)
    return sum(1 for _ in takewhile(lambda state: state != RunState.DONE, states[:most]))


def found_nothing(tenant_id: UUID, connection_id: UUID, most: int) -> bool:
    """Whether each of the newest `most` ended runs went well and changed nothing here."""
    ended = list(runs(tenant_id, connection_id).exclude(finished_at=None)[:most])
    return len(ended) == most and all(run.state == RunState.DONE and not run.found_something for run in ended)


def is_usable(tenant_id: UUID, connection_id: UUID) -> bool:
    """Whether QuickBooks may be called for the connection."""
    return connections.connection(tenant_id, connection_id).connected
