"""Saying that a record needs work."""

from datetime import datetime
from uuid import UUID

from django.db.models import Case, F, Value, When

from nexos.kit import clock
from nexos.kit.jobs.models import DueWork
from nexos.kit.jobs.wake import wake


def due(kind: str, tenant_id: UUID, record_id: UUID, at: datetime | None = None) -> None:
    """Makes `record_id` due at `at` (UTC, default now) unless it is due earlier already.

    Written in the caller's transaction, so work and its cause are kept or lost together; an engine is woken after it,
    unless it is due later: sweeps find that.
    """
    moment = at or clock.now()
    asked = DueWork.objects.filter(kind=kind, record_id=record_id).update(
        due_at=Case(When(due_at__lt=moment, then=F("due_at")), default=Value(moment)), asked=F("asked") + 1
    )
    if not asked:
        # Somebody else may insert the row in the same instant; theirs is due now or earlier too.
        first = DueWork(kind=kind, tenant_id=tenant_id, record_id=record_id, due_at=moment)
        DueWork.objects.bulk_create([first], ignore_conflicts=True)
    if moment <= clock.now():
        wake()


def forget(kind: str, record_id: UUID) -> None:
    """Takes the record off the list: it is not due until somebody asks again."""
    DueWork.objects.filter(kind=kind, record_id=record_id).update(due_at=None, asked=F("asked") + 1)


def forget_all(record_id: UUID) -> None:
    """The same for every kind of work of the record."""
    DueWork.objects.filter(record_id=record_id).update(due_at=None, asked=F("asked") + 1)
