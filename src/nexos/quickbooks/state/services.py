"""Changing what is known about a document: push tells its progress, the pull tells what it found."""

from collections.abc import Iterable, Mapping
from typing import Any, cast
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from nexos.kit import clock
from nexos.kit.errors import NotFound, Refused
from nexos.kit.tenancy.rows import Rows
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.state.facts import DECIDED_THERE, Facts, differences
from nexos.quickbooks.state.models import THERE, DocumentEvent, DocumentState, Status
from nexos.quickbooks.state.progress import Delivery, Progress
from nexos.quickbooks.state.there import AGREED, judge, remote_invoice

type RecordIds = QuerySet[Any, Any]
"""A query for ids of records of ours."""

_any = Rows(DocumentState, "AND connection_id = %s AND kind = %s")


def tell(
    tenant_id: UUID, connection_id: UUID, kind: str, record_id: UUID, number: str, progress: Progress
) -> DocumentState:
    """Notes where the document stands; `number` is ours. Writes in the caller's transaction."""
    key = {"tenant_id": tenant_id, "connection_id": connection_id, "kind": kind, "record_id": record_id}
    fresh = {
        "number": number,
        "status": progress.status,
        "sentence": progress.sentence,
        "reason": progress.reason,
        "remedy": progress.remedy,
        "remedy_target": progress.remedy_target,
        "next_look_at": None,
        "candidates": [],
        "changed_at": clock.now(),
        **progress.fields,
    }
    states = DocumentState.objects.of(tenant_id)
    if not states.filter(**key).update(**fresh):
        # Two first tellings at once: one insert wins, and both go on with its row.
        DocumentState.objects.bulk_create([DocumentState(**key, **fresh)], ignore_conflicts=True)
    state = states.get(**key)
    if progress.event:
        _remember(state, progress.tone, progress.event)
    return state


def delivered(
    tenant_id: UUID, connection_id: UUID, kind: str, record_id: UUID, number: str, delivery: Delivery
) -> None:
    """Links the document to the one in QuickBooks; a difference from what was meant is a state of its own."""
    now = clock.now()
    link = {
        "qbo_id": delivery.qbo_id,
        "qbo_number": delivery.qbo_number,
        "customer_name": delivery.customer_name,
        "currency": delivery.total.currency,
        "remote_total_minor": delivery.total.minor,
        "sent": delivery.facts,
        "difference": delivery.difference,
        "sent_at": now,
        "sent_by": delivery.by,
        "read_back_at": now,
    }
    name = f"{delivery.qbo_number}" if delivery.qbo_number else "a document without a number"
    if delivery.difference:
        progress = Progress(
            Status.DIFFERS,
            "QuickBooks stored other values than we sent. Its figures count; compare them before anything else.",
            event=f"Created in QuickBooks as {name}, with differences",
            tone="diff",
            fields=link,
        )
    else:
        progress = Progress(
            Status.DELIVERED,
            AGREED,
            event=f"Created in QuickBooks as {name}",
            tone="ok",
            fields=link,
        )
    tell(tenant_id, connection_id, kind, record_id, number, progress)


def observe(tenant_id: UUID, connection_id: UUID, kind: str, qbo_ids: Iterable[str]) -> None:
    """Compares documents of ours with what a pull has just stored of them; call it after the mirror was written.

    Edited, voided and deleted there are states; edited back again is agreement. Ids that are not linked to a document
    of ours are ignored, so all ids of a page may be passed. Opens its own transaction where something changed.
    """
    if not _any.exist(tenant_id, connection_id, kind):  # as throughout a first pull
        return
    linked = list(
        DocumentState.objects.of(tenant_id).filter(
            connection_id=connection_id, kind=kind, qbo_id__in=list(qbo_ids), status__in=THERE
        )
    )
    seen = [
        (state, judge(state, remote))
        for state in linked
        if (remote := remote_invoice(tenant_id, connection_id, state.qbo_id)) is not None
    ]
    if not seen:
        return
    with transaction.atomic():
        for state, progress in seen:
            # What we changed here after sending stays out of date, unless they moved too.
            still_ours = state.status == Status.OUT_OF_DATE and progress.status == Status.DELIVERED
            news = (progress.status, progress.fields["difference"]) != (state.status, state.difference)
            if news and not still_ours:
                tell(tenant_id, connection_id, kind, state.record_id, state.number, progress)
            else:
                DocumentState.objects.of(tenant_id).filter(id=state.id).update(read_back_at=clock.now())


def compare_with_sent(
    tenant_id: UUID, connection_id: UUID, kind: str, record_id: UUID, here: Mapping[str, str]
) -> None:
    """Compares a delivered document with the facts `here` that may have been edited since.

    A later edit here is a state of its own, and is not sent by itself. Where they edited too, that is told first."""
    state = (
        DocumentState.objects.of(tenant_id)
        .filter(connection_id=connection_id, kind=kind, record_id=record_id)
        .filter(status__in=(Status.DELIVERED, Status.OUT_OF_DATE))
        .first()
    )
    if state is None:
        return
    sent = cast(Facts, state.sent)
    moved = differences(cast(Facts, {**sent, **here}), sent)
    if moved == state.difference:
        return
    fields = {"difference": moved}
    if moved:
        changed = " and ".join(difference["field"].lower() for difference in moved)
        progress = Progress(
            Status.OUT_OF_DATE,
            f"You changed the {changed} after sending. QuickBooks still has what was sent. Change it there too, or "
            "leave it.",
            event=f"Changed here after sending: {changed}",
            tone="diff",
            fields=fields,
        )
    else:
        progress = Progress(Status.DELIVERED, AGREED, event="Agrees to the cent again", tone="ok", fields=fields)
    tell(tenant_id, connection_id, kind, record_id, state.number, progress)


def accept_theirs(tenant_id: UUID, kind: str, record_id: UUID, by: str) -> None:
    """Ends a difference in tax and total alone: both were written back here already, and are the baseline from now on.

    Raises NotFound, and Refused where anything else differs.
    """
    with transaction.atomic():
        connection = connections.current(tenant_id)
        states = DocumentState.objects.of(tenant_id).filter(connection=connection, kind=kind, record_id=record_id)
        state = states.first()
        if state is None:
            raise NotFound("This document is not in QuickBooks.")
        if not state.difference or {one["field"] for one in state.difference} - DECIDED_THERE:
            raise Refused(
                f"More than the tax of {state.number} differs; compare it with QuickBooks, and change one of the two."
            )
        figures = {one["field"].lower(): one["there"].replace(",", "") for one in state.difference}
        progress = Progress(
            Status.DELIVERED,
            AGREED,
            event=f"{by} took QuickBooks' tax",
            tone="ok",
            fields={"difference": [], "sent": {**state.sent, **figures}},
        )
        tell(tenant_id, state.connection_id, kind, record_id, state.number, progress)


def taken_back(tenant_id: UUID, connection_id: UUID, record_ids: RecordIds, sentence: str) -> None:
    """Says of many documents at once that they do not go, and why."""
    states = DocumentState.objects.of(tenant_id).filter(connection_id=connection_id, record_id__in=record_ids)
    now = clock.now()
    DocumentEvent.objects.of(tenant_id).bulk_create(
        (
            DocumentEvent(tenant_id=tenant_id, document_id=id_, at=now, tone="off", sentence=sentence)
            for id_ in states.values_list("id", flat=True)
        ),
        batch_size=1_000,
    )
    states.update(
        status=Status.CANCELLED,
        sentence=sentence,
        reason="",
        remedy="",
        remedy_target="",
        next_look_at=None,
        changed_at=now,
    )


def set_aside(tenant_id: UUID, connection_id: UUID, record_ids: RecordIds, sentence: str) -> None:
    """Says of many documents at once why nobody finds out any more where they stand."""
    states = DocumentState.objects.of(tenant_id).filter(connection_id=connection_id, record_id__in=record_ids)
    states.update(sentence=sentence, remedy="", next_look_at=None, changed_at=clock.now())


def _remember(state: DocumentState, tone: str, sentence: str) -> None:
    last = state.events.order_by("-at", "-id").first()
    if last is None or last.sentence != sentence:
        event = DocumentEvent(tenant_id=state.tenant_id, document=state, at=clock.now(), tone=tone, sentence=sentence)
        event.save()
