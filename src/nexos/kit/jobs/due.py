"""Saying that a record needs work."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from nexos.kit import clock
from nexos.kit.jobs.models import DueWork
from nexos.kit.jobs.wake import wake
from nexos.kit.statements import execute

_ASK = f"""
    INSERT INTO {DueWork._meta.db_table} AS work
        (kind, tenant_id, record_id, due_at, asked_for, asked, holder, fence)
    VALUES (%s, %s, %s, %s, %s, 1, '', 0)
    ON CONFLICT (kind, record_id) DO UPDATE SET
        due_at = CASE WHEN work.due_at < excluded.due_at THEN work.due_at ELSE excluded.due_at END,
        asked_for = CASE WHEN work.asked_for < excluded.asked_for THEN work.asked_for ELSE excluded.asked_for END,
        asked = work.asked + 1
"""  # noqa: S608 - our own table's name
_NOT_DUE = {"due_at": None, "asked_for": None, "asked": F("asked") + 1}


def due(kind: str, tenant_id: UUID, record_id: UUID, at: datetime | None = None) -> None:
    """Makes `record_id` due at `at` (UTC, default now) unless it is due earlier already; what is being done now counts
    as earlier only until it has ended.

    Written in the caller's transaction, so work and its cause are kept or lost together; an engine is woken after it,
    unless it is due later: sweeps find that.
    """
    moment = at or clock.now()
    execute(_ASK, [kind, tenant_id, record_id, moment, moment])
    if moment <= clock.now():
        wake()


def forget(kind: str, record_id: UUID) -> None:
    """Takes the record off the list: it is not due until somebody asks again."""
    DueWork.objects.filter(kind=kind, record_id=record_id).update(**_NOT_DUE)


def forget_all(record_id: UUID) -> None:
    """The same for every kind of work of the record."""
    DueWork.objects.filter(record_id=record_id).update(**_NOT_DUE)
