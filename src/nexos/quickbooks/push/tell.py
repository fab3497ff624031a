"""A push's next status, what people read about it, and the log: written together, in the caller's transaction.

Every function but `under_way` gives the lease back, and raises Replaced when it was lost.
"""

from datetime import datetime
from typing import Any

from nexos.quickbooks.push.blocked import Blocked
from nexos.quickbooks.push.lease import give_back
from nexos.quickbooks.push.models import Push, PushStatus
from nexos.quickbooks.push.task import Held, Step
from nexos.quickbooks.state import services as state
from nexos.quickbooks.state.models import Status
from nexos.quickbooks.state.progress import Progress
from nexos.synclog.models import Outcome
from nexos.synclog.services import record

RECONNECT = "QuickBooks does not let us in at the moment. Connect again; {number} then goes by itself."


def under_way(held: Held, step: Step, lease_ends: datetime) -> None:
    """Sending or looking begins; should the worker die, the push is due again at `lease_ends`."""
    sending = step is Step.SEND
    Push.objects.of(held.tenant_id).filter(id=held.push_id, fence=held.fence).update(
        status=PushStatus.IN_FLIGHT if sending else PushStatus.UNKNOWN,
        next_attempt_at=lease_ends,
        blocked_reason="",
        blocked_what="",
    )
    if sending:
        _show(held, Progress(Status.IN_FLIGHT, "On its way to QuickBooks.", event="Sending", tone="info"))
    else:
        _show(held, Progress(Status.UNKNOWN, "Looking in QuickBooks whether it arrived."))


def queued(held: Held, sentence: str, at: datetime, failures: int, *, code: str = "", slowed: bool = False) -> None:
    """Nothing was written; the same bytes go again at `at`."""
    give_back(
        held.tenant_id, held.push_id, held.fence, status=PushStatus.WAITING, next_attempt_at=at, failures=failures
    )
    _show(held, Progress(Status.WAITING, sentence, event=sentence, tone="info", fields={"next_look_at": at}))
    _log(held, Outcome.SLOWED if slowed else Outcome.WAITING, sentence, code, settled=True)


def unknown(held: Held, sentence: str, at: datetime, failures: int, *, code: str = "") -> None:
    """It may be there; it is looked for at `at`, before anything else."""
    give_back(
        held.tenant_id, held.push_id, held.fence, status=PushStatus.UNKNOWN, next_attempt_at=at, failures=failures
    )
    _show(held, Progress(Status.UNKNOWN, sentence, event=sentence, tone="info", fields={"next_look_at": at}))
    _log(held, Outcome.CHECKING, sentence, code)


def blocked(held: Held, reasons: list[Blocked], recheck_at: datetime) -> None:
    """It cannot go as it stands; `reasons` has the one to fix first in front."""
    first = reasons[0]
    give_back(
        held.tenant_id,
        held.push_id,
        held.fence,
        status=PushStatus.BLOCKED,
        blocked_reason=first.reason,
        blocked_what=first.what,
        next_attempt_at=recheck_at,
    )
    _show(
        held,
        Progress(
            Status.BLOCKED,
            first.sentence,
            reason=first.reason,
            remedy=first.remedy,
            remedy_target=first.what,
            event=first.sentence,
            tone="wait",
        ),
    )
    _log(held, Outcome.WAITING, first.sentence, first.reason)


def refused(held: Held, sentence: str, remedy: str, *, code: str = "", details: dict[str, Any] | None = None) -> None:
    """QuickBooks said no; a person changes something and sends again."""
    give_back(held.tenant_id, held.push_id, held.fence, status=PushStatus.REFUSED, next_attempt_at=None, failures=0)
    _show(held, Progress(Status.REFUSED, sentence, reason=code, remedy=remedy, event=sentence, tone="bad"))
    _log(held, Outcome.FAILED, sentence, code, details)


def needs_reconnect(held: Held, sentence: str = "", *, code: str = "reconnect") -> None:
    """There is no access; the push goes on when somebody has connected again."""
    sentence = sentence or RECONNECT.format(number=held.number)
    give_back(held.tenant_id, held.push_id, held.fence, status=PushStatus.NEEDS_RECONNECT, next_attempt_at=None)
    _show(held, Progress(Status.NEEDS_RECONNECT, sentence, remedy="connection", event=sentence, tone="wait"))
    _log(held, Outcome.WAITING, sentence, code)


def needs_person(held: Held, sentence: str, candidates: list[dict[str, str]]) -> None:
    """Only a person can tell whether it is there; `candidates` are the documents it might be."""
    give_back(
        held.tenant_id, held.push_id, held.fence, status=PushStatus.NEEDS_PERSON, next_attempt_at=None, chosen_qbo_id=""
    )
    shown = Progress(
        Status.NEEDS_PERSON, sentence, remedy="decide", event=sentence, tone="bad", fields={"candidates": candidates}
    )
    _show(held, shown)
    _log(held, Outcome.FAILED, sentence, "undecidable")


def cancelled(held: Held, sentence: str) -> None:
    """It will not go, and nothing of it can be there."""
    give_back(held.tenant_id, held.push_id, held.fence, status=PushStatus.CANCELLED, next_attempt_at=None)
    _show(held, Progress(Status.CANCELLED, sentence, event=sentence, tone="off"))
    _log(held, Outcome.SKIPPED, sentence, "cancelled", settled=True)


def done(held: Held, sentence: str, details: dict[str, Any]) -> None:
    """QuickBooks has it. What people read is told by `state.services.delivered`."""
    give_back(
        held.tenant_id,
        held.push_id,
        held.fence,
        status=PushStatus.DELIVERED,
        next_attempt_at=None,
        failures=0,
        chosen_qbo_id="",
    )
    _log(held, Outcome.DONE, sentence, "", details)


def _show(held: Held, progress: Progress) -> None:
    state.tell(held.tenant_id, held.connection_id, held.kind, held.record_id, held.number, progress)


def _log(
    held: Held,
    outcome: Outcome,
    sentence: str,
    code: str,
    details: dict[str, Any] | None = None,
    *,
    settled: bool = False,
) -> None:
    """`settled`: it goes on by itself, or not at all; nobody need do anything."""
    record(
        held.tenant_id,
        "push",
        outcome,
        sentence,
        code=code,
        record_kind=held.kind,
        record_id=held.record_id,
        about=held.number,
        details=details,
        settled=settled,
    )
