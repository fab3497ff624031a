"""What a check leaves behind: its figures, its differences, and a line in the sync log."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date

from django.db import transaction

from nexos.kit.tenancy import scope
from nexos.quickbooks.sync.meter import Meter
from nexos.quickbooks.sync.reconciliation import run as runs
from nexos.quickbooks.sync.reconciliation import words
from nexos.quickbooks.sync.reconciliation.comparison import Comparison
from nexos.quickbooks.sync.reconciliation.finding import Finding
from nexos.quickbooks.sync.reconciliation.models import CustomerBalance, Difference, Reconciliation, State
from nexos.quickbooks.sync.words import verdict
from nexos.synclog.models import Outcome
from nexos.synclog.services import record

SOURCE = "reconciliation"
_FIELDS = [field.name for field in fields(Finding)]
_MOST_NAMED = 5_000


def finished(run: Reconciliation, comparison: Comparison, meter: Meter) -> None:
    """Stores what the comparison found. Differences and customers' balances of earlier checks make room: they are of
    documents that have moved on."""
    findings = comparison.findings
    run.state = State.DIFFERS if findings else State.AGREES
    run.differences = len(findings)
    run.calls, run.bytes = meter.calls, meter.bytes
    run.read_until = comparison.read_until
    run.customers = comparison.customers
    run.documents = {**comparison.documents, "Delivered": comparison.delivered}
    run.receivables = comparison.receivables
    run.months = [
        {
            "month": month.isoformat(),
            "entity": entity,
            "here": total.here,
            "there": total.there,
            "here_count": total.here_count,
            "there_count": total.there_count,
        }
        for (month, entity), total in comparison.months.sums.items()
    ]
    run.held = _held(comparison)
    with scope(run.tenant_id), transaction.atomic():
        CustomerBalance.objects.of(run.tenant_id).filter(reconciliation__connection_id=run.connection_id).delete()
        CustomerBalance.objects.of(run.tenant_id).bulk_create(
            [
                CustomerBalance(
                    tenant_id=run.tenant_id,
                    reconciliation=run,
                    customer_id=one.customer_id,
                    name=one.name,
                    currency=one.currency,
                    here_minor=one.here,
                    there_minor=one.there,
                    held=one.customer_id in comparison.held,
                )
                for one in comparison.owed
            ],
            batch_size=500,
        )
        Difference.objects.of(run.tenant_id).bulk_create(
            [
                Difference(
                    tenant_id=run.tenant_id,
                    reconciliation=run,
                    place=place,
                    **{name: getattr(one, name) for name in _FIELDS},
                )
                for place, one in enumerate(findings[:_MOST_NAMED])
            ],
            batch_size=500,
        )
        runs.end(run)
        _log(run, Outcome.FAILED if findings else Outcome.DONE, summary(run), code="differs" if findings else "")
        runs.drop_old(run.tenant_id, run.connection_id)


def cannot_tell(run: Reconciliation, reason: str, meter: Meter) -> None:
    """Ends a check that came to nothing."""
    run.calls, run.bytes = meter.calls, meter.bytes
    with scope(run.tenant_id), transaction.atomic():
        runs.give_up(run, reason)
        _log(run, Outcome.WAITING, reason, code="cannot_tell")


def failed(run: Reconciliation, error: Exception, meter: Meter) -> None:
    """Ends a check that met an error."""
    told = verdict({"": error})
    run.calls, run.bytes = meter.calls, meter.bytes
    reason = told.message.replace("The sync goes on by itself", "Check again later").replace("The sync", "The check")
    with scope(run.tenant_id), transaction.atomic():
        runs.give_up(run, reason)
        _log(run, told.outcome, reason, code=told.code, details=dict(told.details))


def note_repairs(run: Reconciliation, findings: Sequence[Finding]) -> None:
    """Tells the sync log which documents were read again, each by itself."""
    with scope(run.tenant_id), transaction.atomic():
        for one in findings:
            record(
                run.tenant_id,
                SOURCE,
                Outcome.DONE,
                f"Read again because it differed: {one.sentence}",
                code="read_again",
                record_kind=one.entity,
                record_id=one.qbo_id,
                about=f"{words.kind(one.entity).capitalize()} {one.doc_number or one.qbo_id}",
            )


def summary(run: Reconciliation) -> str:
    """The verdict in a sentence."""
    if run.state == State.CHECKING:
        return "The check is going on."
    if run.state == State.CANNOT_TELL:
        return f"Cannot tell. {run.reason}"
    if run.state == State.DIFFERS:
        number = f"{run.differences:,} difference{'' if run.differences == 1 else 's'}"
        return f"QuickBooks and the mirror differ: {number}, each named in the reconciliation."
    return (
        f"Agrees to the cent through {_month(run.last_month)}: {run.customers:,} customers, "
        f"{run.documents.get('Invoice', 0):,} invoices."
    )


def as_finding(row: Difference) -> Finding:
    """A difference of a stored check as it was found."""
    return Finding(**{name: getattr(row, name) for name in _FIELDS})


def _held(comparison: Comparison) -> dict[str, object]:
    sums: dict[str, int] = {}
    for one in comparison.owed:
        if one.customer_id in comparison.held:
            sums[one.currency] = sums.get(one.currency, 0) + one.here
    documents = sum(comparison.held.values())
    return {"documents": documents, "customers": len(comparison.held), "open": sums}


def _log(
    run: Reconciliation, outcome: Outcome, message: str, *, code: str, details: dict[str, str] | None = None
) -> None:
    record(
        run.tenant_id,
        SOURCE,
        outcome,
        message,
        code=code,
        record_kind="connection",
        record_id=run.connection_id,
        about="Reconciliation",
        details=details,
    )


def _month(month: date) -> str:
    return f"{month:%B %Y}"
