"""Claiming a push: the one short transaction that comes before anything leaves.

1. The lease is taken (`lease.take`); whoever comes second goes away.
2. A live generation is kept as it is. If it may be there, it is looked for; otherwise its bytes go again.
3. Without one the document is checked and translated as it stands now, and bytes, request id and marker are frozen.
   What is missing ends the claim here: the push is blocked, and says by what.
4. `may_be_there` is written before the commit, and the commit is on disk before the function returns: from here on a
   crash at any point is found by looking.
"""

from datetime import timedelta
from typing import cast
from uuid import UUID

from django.db import transaction

from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.push import identity, tell
from nexos.quickbooks.push.document import InvoiceSource
from nexos.quickbooks.push.durable import durably
from nexos.quickbooks.push.kinds import KINDS
from nexos.quickbooks.push.lease import LEASE, give_back, take
from nexos.quickbooks.push.models import RUNNABLE, Attempt, Generation, Push
from nexos.quickbooks.push.task import Held, Step, Task
from nexos.quickbooks.state.facts import Facts

RECHECK_BLOCKED_AFTER = timedelta(minutes=15)
"""What frees a blocked push asks for it at once; this is for causes that nobody announces."""


def claim(tenant_id: UUID, push_id: UUID) -> Task | None:
    """What to do with the push now; None when another worker has it or there is nothing to do. Opens its own scope."""
    with durably(), scope(tenant_id), transaction.atomic():
        push = take(tenant_id, push_id)
        if push is None:
            return None
        if push.status not in RUNNABLE or not push.next_attempt_at or push.next_attempt_at > clock.now():
            give_back(tenant_id, push.id, push.fence)
            return None
        source = KINDS[push.kind].read(tenant_id, push.record_id)
        held = Held(tenant_id, push.connection_id, push.id, push.fence, push.kind, push.record_id, source.number)
        live = push.generations.filter(ended_at=None).first()
        if (live is None or not live.may_be_there) and _stopped(held, source):
            return None
        generation = live or _freeze(held, push, source)
        return _begin(held, push, generation, source) if generation else None


def _stopped(held: Held, source: InvoiceSource) -> bool:
    """Whether nothing may be sent, and nothing has to be looked for."""
    if not source.issued:
        tell.cancelled(held, f"{held.number} is not issued any more, so it was not sent.")
        return True
    if not connections.connection(held.tenant_id, held.connection_id).connected:
        tell.needs_reconnect(held)
        return True
    return False


def _freeze(held: Held, push: Push, source: InvoiceSource) -> Generation | None:
    kind = KINDS[held.kind]
    there = kind.surroundings(held.tenant_id, held.connection_id, source)
    if reasons := kind.check(source, there):
        tell.blocked(held, reasons, clock.now() + RECHECK_BLOCKED_AFTER)
        return None
    n = push.generations.count() + 1
    names = (held.connection_id, held.record_id, push.operation, n)
    marker = identity.marker(*names)
    translated = kind.translate[push.operation](source, there, marker)
    generation = Generation(
        tenant_id=held.tenant_id,
        push=push,
        n=n,
        request_id=identity.request_id(*names),
        marker=marker,
        payload=translated.payload(),
        expected=translated.expected,
        created_at=clock.now(),
    )
    generation.save()
    return generation


def _begin(held: Held, push: Push, generation: Generation, source: InvoiceSource) -> Task:
    now = clock.now()
    step = Step.READ if push.chosen_qbo_id else Step.LOOK if generation.may_be_there else Step.SEND
    generation.may_be_there = True
    generation.first_attempt_at = generation.first_attempt_at or now
    generation.save(update_fields=["may_be_there", "first_attempt_at"])
    attempt = Attempt(tenant_id=held.tenant_id, generation=generation, act=step, started_at=now)
    attempt.save()
    tell.under_way(held, step, now + LEASE)
    others = push.generations.exclude(id=generation.id).order_by("-n").values_list("marker", flat=True)
    return Task(
        held=held,
        operation=push.operation,
        currency=source.currency,
        company_id=source.company_id,
        asked_by=push.asked_by,
        failures=push.failures,
        generation_id=generation.id,
        attempt_id=attempt.id,
        step=step,
        entity=KINDS[held.kind].entity,
        request_id=generation.request_id,
        payload=bytes(generation.payload),
        markers=(generation.marker, *others),
        expected=cast(Facts, generation.expected),
        first_attempt_at=generation.first_attempt_at,
        looks=generation.looks,
        chosen_qbo_id=push.chosen_qbo_id,
    )
