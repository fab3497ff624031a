"""Settling a delivery: one transaction in which everything that follows from the call is written, or nothing.

The fence comes first (`tell` gives the lease back): a worker that was replaced writes nothing at all.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from nexos.kit import clock
from nexos.kit.checkpoints import reach
from nexos.kit.money import Money
from nexos.kit.tenancy import scope
from nexos.quickbooks.push import tell
from nexos.quickbooks.push.arrival import arrived
from nexos.quickbooks.push.lookup import Found
from nexos.quickbooks.push.models import Attempt, Generation
from nexos.quickbooks.push.outcome import Absent, Failed, NoAccess, NumberTaken, Outcome, Several, There
from nexos.quickbooks.push.task import Step, Task
from nexos.quickbooks.push.verdict import Act, Verdict, judge
from nexos.quickbooks.state import queries as state
from nexos.quickbooks.state.words import dollars
from qbo import errors

FIRST_LOOK = timedelta(seconds=5)
SECOND_LOOK = timedelta(seconds=30)
LOOKS = 2
GIVE_UP_LOOKING = timedelta(hours=24)
LONGEST_PAUSE = timedelta(minutes=5)


def settle(task: Task, outcome: Outcome) -> datetime | None:
    """Writes what follows; returns until when the whole connection is better left alone, None if it need not be.

    Raises Replaced, with nothing written, when another worker has taken the push over.
    """
    with scope(task.held.tenant_id), transaction.atomic():
        rest = _settle(task, outcome)
        _end_attempt(task, outcome)
        reach("settling")
    return rest


def _settle(task: Task, outcome: Outcome) -> datetime | None:
    match outcome:
        case There(document) if state.record_of(*_place(task), document.object["Id"]) not in (
            None,
            task.held.record_id,
        ):
            _needs_person(task, (document,))
        case There():
            arrived(task, outcome)
            _end_generation(task, "delivered")
        case Absent():
            _absent(task)
        case Several(documents):
            _needs_person(task, documents)
        case NumberTaken(error, documents):
            _end_generation(task, "refused")
            tell.refused(task.held, _taken(task, documents), "document", code=error.code, details=_details(task, error))
        case NoAccess(sentence):
            _nothing_written(task)
            tell.needs_reconnect(task.held, f"{sentence} {task.held.number} then goes by itself.")
        case Failed(error):
            return _failed(task, error)
    return None


def _failed(task: Task, error: errors.QboError) -> datetime | None:
    verdict = judge(error, task.held.number)
    if verdict.act is Act.RECONNECT:
        _nothing_written(task)
        tell.needs_reconnect(task.held, verdict.sentence, code=error.code or type(error).__name__)
    elif task.step is not Step.SEND:
        return _look_again(task, error)
    elif verdict.act is Act.REPEAT:
        return _repeat(task, error, verdict)
    elif verdict.act is Act.REFUSE:
        _end_generation(task, "refused")
        code = error.code or type(error).__name__
        tell.refused(task.held, verdict.sentence, verdict.remedy, code=code, details=_details(task, error))
    else:
        tell.unknown(task.held, verdict.sentence, clock.now() + FIRST_LOOK, task.failures + 1, code=error.code)
    return None


def _repeat(task: Task, error: errors.QboError, verdict: Verdict) -> datetime:
    slowed = isinstance(error, errors.Throttled)
    pause = timedelta(seconds=error.retry_after) if isinstance(error, errors.Throttled) else _pause(task.failures)
    at = clock.now() + pause
    _nothing_written(task)
    code = error.code or type(error).__name__
    tell.queued(task.held, verdict.sentence, at, task.failures + 1, code=code, slowed=slowed)
    return at


def _look_again(task: Task, error: errors.QboError) -> datetime | None:
    """QuickBooks could not be asked; what may be there may still be there."""
    if clock.now() - task.first_attempt_at > GIVE_UP_LOOKING:
        _needs_person(task, ())
        return None
    pause = timedelta(seconds=error.retry_after) if isinstance(error, errors.Throttled) else _pause(task.failures)
    at = clock.now() + pause
    sentence = (
        f"We could not look in QuickBooks whether it has {task.held.number}. We look again before sending anything."
    )
    tell.unknown(task.held, sentence, at, task.failures + 1, code=error.code or type(error).__name__)
    return at


def _absent(task: Task) -> None:
    """QuickBooks may show a new document late, so one look does not prove that it is not there."""
    if task.step is Step.READ:
        _needs_person(task, ())
    elif task.looks + 1 < LOOKS:
        Generation.objects.of(task.held.tenant_id).filter(id=task.generation_id).update(looks=task.looks + 1)
        sentence = (
            f"{task.held.number} is not in QuickBooks as far as we can see. We look once more before sending it again."
        )
        tell.unknown(task.held, sentence, clock.now() + SECOND_LOOK, task.failures)
    else:
        _end_doubt(task)
        sentence = f"{task.held.number} did not reach QuickBooks. The same request goes again."
        tell.queued(task.held, sentence, clock.now(), task.failures)


def _needs_person(task: Task, documents: tuple[Found, ...]) -> None:
    if documents:
        count = {1: "An invoice", 2: "Two invoices"}.get(len(documents), f"{len(documents)} invoices")
        verb = "looks" if len(documents) == 1 else "look"
        sentence = (
            f"{count} in QuickBooks {verb} like {task.held.number}. Say which one it is, or that it is not there."
        )
    else:
        sentence = (
            f"We cannot tell whether QuickBooks has {task.held.number}. Look for it there, and say whether it is there "
            "or has to be sent."
        )
    tell.needs_person(task.held, sentence, [_candidate(one, task.currency) for one in documents])


def _candidate(one: Found, currency: str) -> dict[str, str]:
    total = Money.rounded(Decimal(one.object.get("TotalAmt", 0)), currency)
    return {
        "qbo_id": one.object["Id"],
        "number": one.object.get("DocNumber", ""),
        "customer": one.object.get("CustomerRef", {}).get("name", ""),
        "date": one.object.get("TxnDate", ""),
        "total": dollars(total),
    }


def _taken(task: Task, documents: tuple[Found, ...]) -> str:
    number = task.held.number
    if not documents:
        return (
            f"QuickBooks already has a document with the number {number}. It is not ours. Give that one another number "
            f"there, then send {number} again."
        )
    other = _candidate(documents[0], task.currency)
    return (
        f"QuickBooks already has an invoice {number}, for {other['customer']}, {other['total']}. It is not ours. "
        f"Give that one another number there, then send {number} again."
    )


def _nothing_written(task: Task) -> None:
    """The call wrote nothing. After a send that settles the doubt; a look that failed leaves it."""
    if task.step is Step.SEND:
        _end_doubt(task)


def _end_doubt(task: Task) -> None:
    generation = Generation.objects.of(task.held.tenant_id).filter(id=task.generation_id)
    generation.update(may_be_there=False, looks=0)


def _place(task: Task) -> tuple[UUID, UUID, str]:
    return task.held.tenant_id, task.held.connection_id, task.held.kind


def _end_generation(task: Task, outcome: str) -> None:
    Generation.objects.of(task.held.tenant_id).filter(id=task.generation_id).update(
        ended_at=clock.now(), outcome=outcome, may_be_there=outcome == "delivered"
    )


def _end_attempt(task: Task, outcome: Outcome) -> None:
    told: dict[str, Any] = {"outcome": type(outcome).__name__.lower()}
    if isinstance(outcome, Failed | NumberTaken):
        error = outcome.error
        told = {
            "outcome": type(error).__name__,
            "http_status": error.status,
            "code": error.code,
            "intuit_tid": error.intuit_tid,
            "message": f"{error.message}: {error.detail}" if error.detail else error.message,
        }
    elif isinstance(outcome, There):
        told["intuit_tid"] = outcome.intuit_tid
    Attempt.objects.of(task.held.tenant_id).filter(id=task.attempt_id).update(ended_at=clock.now(), **told)


def _pause(failures: int) -> timedelta:
    return min(LONGEST_PAUSE, timedelta(seconds=5 * 2 ** min(failures, 10)))


def _details(task: Task, error: errors.QboError) -> dict[str, Any]:
    return {
        "code": error.code,
        "message": error.message,
        "detail": error.detail,
        "field": error.element,
        "http_status": error.status,
        "intuit_tid": error.intuit_tid,
        "request_id": task.request_id,
    }
