"""What a run's end means, in words for the page and the sync log. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nexos.kit.errors import NexosError
from nexos.quickbooks.connection.throttle import ReadsStopped
from nexos.quickbooks.sync.models import RunState
from nexos.synclog.models import Outcome
from qbo.errors import QboError, Throttled, Unavailable

KINDS = {
    "CompanyInfo": "company details",
    "Preferences": "settings",
    "TaxCode": "tax codes",
    "TaxRate": "tax rates",
    "Account": "accounts",
    "Term": "payment terms",
    "Class": "classes",
    "Department": "locations",
    "Item": "products and services",
    "Employee": "employees",
    "Vendor": "vendors",
    "Customer": "customers",
    "Invoice": "invoices",
    "CreditMemo": "credit memos",
    "Estimate": "estimates",
    "PurchaseOrder": "purchase orders",
    "Payment": "payments",
    "TimeActivity": "time activities",
}
"""QuickBooks' kinds of object as people call them, in the order in which they are read."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a run ended: for the run's row, the sync log and what happens next. `retry_after` is in seconds, None when
    QuickBooks did not say."""

    state: RunState
    outcome: Outcome
    message: str
    code: str = ""
    details: dict[str, str] = field(default_factory=dict)
    retry_after: float | None = None


DONE = Verdict(RunState.DONE, Outcome.DONE, "QuickBooks and the mirror agree.")


_STOPPED_LOOK = 3600.0
"""Seconds. While reads are stopped a run asks nothing of QuickBooks, and only finds out whether they still are."""
_STOPPED = (
    "QuickBooks answers no read of your Intuit app any more: what it may read this month is used up. Sending goes on; "
    "reading begins again by itself, with the new month or as soon as QuickBooks answers. Nothing is lost."
)


def verdict(failures: Mapping[str, Exception]) -> Verdict:
    """The worst of what went wrong, by kind of object ("" = the whole run); DONE for nothing."""
    if not failures:
        return DONE
    error = max(failures.values(), key=_weight)
    what = ", ".join(KINDS.get(entity, entity) for entity in failures if entity)
    about = f"Not everything could be read from QuickBooks ({what}). " if what else ""
    if isinstance(error, ReadsStopped):
        looks_again = min(error.retry_after, _STOPPED_LOOK)
        return Verdict(RunState.SLOWED, Outcome.SLOWED, _STOPPED, "reads_stopped", retry_after=looks_again)
    if isinstance(error, Throttled):
        message = f"QuickBooks asks us to slow down. {about}The sync goes on by itself; nothing is lost."
        return Verdict(RunState.SLOWED, Outcome.SLOWED, message, "throttled", _details(error), error.retry_after)
    if isinstance(error, Unavailable):
        message = f"QuickBooks gave no usable answer. {about}The sync goes on by itself; what was read is kept."
        return Verdict(RunState.FAILED, Outcome.FAILED, message, "unavailable", _details(error))
    if isinstance(error, NexosError):
        return Verdict(RunState.FAILED, Outcome.FAILED, error.message, error.code)
    if isinstance(error, QboError):
        message = f"QuickBooks refused to answer: {error.message}. {about}{error.next_step}"
        return Verdict(RunState.FAILED, Outcome.FAILED, message, error.code or type(error).__name__, _details(error))
    message = f"The sync ended because of a fault in this program. {about}It is tried again; if it goes on, report it."
    return Verdict(RunState.FAILED, Outcome.FAILED, message, type(error).__name__)


def _weight(error: Exception) -> int:
    """An error that a person must act on weighs more than one that passes."""
    if isinstance(error, Throttled):
        return 1
    if isinstance(error, Unavailable):
        return 0
    return 2 if isinstance(error, QboError | NexosError) else 3


def _details(error: QboError) -> dict[str, str]:
    told = {"code": error.code, "detail": error.detail, "intuit_tid": error.intuit_tid}
    return {key: value for key, value in told.items() if value}
