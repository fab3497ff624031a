"""Reads of the synchronisation's runs."""

from uuid import UUID

from django.db.models import QuerySet

from nexos.quickbooks.sync.models import RunState, SyncRun


def latest_run(tenant_id: UUID, connection_id: UUID) -> SyncRun | None:
    """The newest run, which may still be going on; None before the first."""
    return runs(tenant_id, connection_id).first()


def latest_success(tenant_id: UUID, connection_id: UUID) -> SyncRun | None:
    """The newest run that ended well: the mirror is as old as its start."""
    return runs(tenant_id, connection_id).filter(state=RunState.DONE).first()


def runs(tenant_id: UUID, connection_id: UUID) -> QuerySet[SyncRun]:
    """All runs, the newest first."""
    return SyncRun.objects.of(tenant_id).filter(connection_id=connection_id).order_by("-started_at", "-id")
