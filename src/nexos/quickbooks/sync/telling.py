"""What the sync log says of a run: how it ended, what came, and what was left out on purpose."""

from collections.abc import Mapping

from nexos.quickbooks.inbound.progress import Count, Progress
from nexos.quickbooks.sync.models import SyncRun
from nexos.quickbooks.sync.words import KINDS, Verdict
from nexos.synclog.models import Outcome
from nexos.synclog.services import record

SOURCE = "sync"


def tell(run: SyncRun, progress: Progress, verdict: Verdict, *, repeats: bool) -> None:
    """In the caller's transaction. `repeats` says that the run before ended as well as this one; a quiet run that does
    costs one statement."""
    record(
        run.tenant_id,
        SOURCE,
        verdict.outcome,
        verdict.message,
        code=verdict.code,
        record_kind="connection",
        record_id=run.connection_id,
        about="QuickBooks sync",
        details=dict(verdict.details),
        repeats=repeats,
    )
    if news := what_came(progress.counts):
        record(
            run.tenant_id,
            SOURCE,
            Outcome.DONE,
            news,
            record_kind="sync_run",
            record_id=run.id,
            about="QuickBooks sync",
            repeats=True,
        )
    for entity, count in progress.counts.items():
        if count.absent:
            _absent(run, entity)
        elif count.left_out and count.total is not None:  # a read of the whole, which counts each once
            _left_out(run, entity, count.left_out)


def what_came(counts: Mapping[str, Count]) -> str:
    """“6 objects came from QuickBooks: 3 invoices, 2 payments. 1 is deleted there.” Empty for a quiet run."""
    came = {entity: count.written for entity, count in counts.items() if count.written}
    gone = sum(count.deleted for count in counts.values())
    said = []
    if came:
        total = sum(came.values())
        each = ", ".join(f"{number:,} {KINDS.get(entity, entity)}" for entity, number in came.items())
        said.append(f"{total:,} object{'' if total == 1 else 's'} came from QuickBooks: {each}.")
    if gone:
        said.append(f"{gone:,} {'is' if gone == 1 else 'are'} deleted there.")
    return " ".join(said)


def _absent(run: SyncRun, entity: str) -> None:
    kind = KINDS.get(entity, entity)
    message = f"This QuickBooks company shows no {kind}, so there are none to read. It is asked again every day."
    _skipped(run, entity, message, "absent")


def _left_out(run: SyncRun, entity: str, reasons: Mapping[str, int]) -> None:
    kind, total = KINDS.get(entity, entity), sum(reasons.values())
    why = ", ".join(f"{reason} ({number:,})" for reason, number in reasons.items())
    message = f"{total:,} of the {kind} from QuickBooks are not read, as they are of no use here: {why}."
    _skipped(run, entity, message, "left_out")


def _skipped(run: SyncRun, entity: str, message: str, code: str) -> None:
    """Nobody need do anything about it."""
    record(
        run.tenant_id,
        SOURCE,
        Outcome.SKIPPED,
        message,
        code=code,
        record_kind="kind",
        record_id=entity,
        about=KINDS.get(entity, entity).capitalize(),
        settled=True,
        repeats=True,
    )
