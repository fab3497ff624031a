"""Following time activities, which change data capture leaves out (Intuit, "Change data capture").

Edits and new ones: one query for what was updated since the cursor, minus the overlap, costs one call. An answer that
is a full page may hide more, so the kind is read again as a whole, as with changes. An answer that is empty looks the
same whether nothing was updated or QuickBooks lost it on the way, so once a day the question is about the whole day.

Deletions leave no trace in a query; a count once a day finds them (`sweep`), and what the page of a differing part does
not hold is gone.

A company in which no time activity was ever found, and to which none was sent, is asked once a day only.
"""

from datetime import UTC, datetime

from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.changes import OVERLAP
from nexos.quickbooks.inbound.covered import POLL_EVERY
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.inbound.sweep import Differing, TooMuch, sweep
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror import reading
from nexos.quickbooks.mirror.entities import SPECS
from nexos.quickbooks.mirror.models import Coverage
from nexos.quickbooks.mirror.upsert import mark_deleted
from qbo import Page, query

ENTITY = "TimeActivity"


def read_time_activities(pull: Pull, coverage: Coverage) -> bool:
    """Stores what changed since the cursor, and once a day what was deleted; False when too much did, so that the kind
    wants to be read again as a whole. Raises QboError."""
    assert coverage.read_until is not None
    asked_at = coverage.polled_at or coverage.read_until
    day_is_over = clock.now() - asked_at >= POLL_EVERY
    with scope(pull.tenant_id):
        followed = mirror.has_time_activities(pull.tenant_id, pull.connection_id)
    if not (followed or day_is_over):
        return True
    page = _updated_since(pull, min(asked_at, coverage.read_until) if day_is_over else coverage.read_until)
    if page.count == query.MOST_ROWS and day_is_over:
        page = _updated_since(pull, coverage.read_until)
    if page.count == query.MOST_ROWS:
        return False

    def with_the_cursor(*_: object) -> None:
        reading.move_cursors(pull.tenant_id, pull.connection_id, [ENTITY], page.time)

    pull.land(ENTITY, page.items, with_the_cursor)
    if not day_is_over:
        return True
    try:
        _sweep(pull, coverage.read_until.replace(microsecond=0))
    except TooMuch:
        return False
    with scope(pull.tenant_id):
        reading.note_poll(pull.tenant_id, pull.connection_id, ENTITY, clock.now())
    return True


def _updated_since(pull: Pull, moment: datetime) -> Page:
    return pull.client.query(ENTITY, where=_since("LastUpdatedTime", moment - OVERLAP))


def _sweep(pull: Pull, before: datetime) -> None:
    with scope(pull.tenant_id):
        rows = mirror.time_activities(pull.tenant_id, pull.connection_id).order_by()
        if not rows.filter(created_time__lt=before).exists():
            return
    for part in sweep(pull, ENTITY, before):
        _settle(pull, part)


def _settle(pull: Pull, part: Differing) -> None:
    """Stores what the part holds, and marks what it does not as deleted."""
    gone = 0

    def mark(_: object, ids: list[str]) -> None:
        nonlocal gone
        missed = part.here - set(ids)
        gone = mark_deleted(pull.tenant_id, pull.connection_id, SPECS[ENTITY], dict.fromkeys(missed))
        pull.tell_documents(ENTITY, missed)

    pull.land(ENTITY, part.page.items, mark)
    pull.progress.removed(ENTITY, gone)


def _since(field: str, moment: datetime) -> str:
    return f"MetaData.{field} >= {query.literal(moment.astimezone(UTC))}"
