"""Reading what changed, deletions included.

1. One call asks for every kind at once, from the oldest cursor minus an overlap: QuickBooks' back end may show a change
   a little late, and times have whole seconds.
2. What comes is stored and the cursor of its kind moved to the answer's own time in one transaction. What was read
   before is recognised and not written.
3. An answer at the limit misses changes: it is dropped, and each kind asked for by itself. A kind that alone is at the
   limit is read again as a whole, which costs fewer calls than its changes by time and a sweep of its Ids for deletes.
   Changes since that read are then asked for without overlap if need be, as what made them too many was just read.
4. A call that is not allowed is split up too: the kind that the company has lost (with its edition) is noted, and left
   out from then on.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import DatabaseError

from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound import merges
from nexos.quickbooks.inbound.absent import is_absent, note_absent
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.mirror import reading
from nexos.quickbooks.mirror.entities import SPECS
from nexos.quickbooks.mirror.models import Coverage
from nexos.quickbooks.mirror.upsert import mark_deleted
from qbo import Changes
from qbo.errors import CompanyReset, NotAllowed, QboError

OVERLAP = timedelta(minutes=10)

_A_MOMENT = timedelta(seconds=1)

REACH = timedelta(days=29)
"""QuickBooks looks back 30 days; a cursor older than this needs a read of the whole."""


def read_changes(pull: Pull, coverages: Sequence[Coverage], just_read: Collection[str] = ()) -> list[str]:
    """Stores the changes of these kinds; returns the kinds that have changed too much, which want to be read again.
    `just_read` are the kinds that this pull has read as a whole. Raises QboError, CompanyReset when all kinds do."""
    if not coverages:
        return []
    alone = coverages[0].entity if len(coverages) == 1 else ""
    try:
        changes = _ask(pull, coverages, OVERLAP)
        if changes.truncated and alone in just_read:
            changes = _ask(pull, coverages, _A_MOMENT)
    except NotAllowed as refusal:
        if alone and is_absent(alone, refusal):
            note_absent(pull, alone, refusal)
            return []
        if alone:
            raise
    else:
        if not changes.truncated:
            _store(pull, changes)
            return []
        if alone:
            return [alone]
    too_much = []
    for coverage in coverages:
        pull.check()
        try:
            too_much += read_changes(pull, [coverage], just_read)
        except CompanyReset:
            raise
        except QboError as error:
            pull.failures[coverage.entity] = error
    return too_much


def _ask(pull: Pull, coverages: Sequence[Coverage], overlap: timedelta) -> Changes:
    oldest = min(coverage.read_until for coverage in coverages if coverage.read_until is not None)
    return pull.client.changes([coverage.entity for coverage in coverages], oldest - overlap)


def _store(pull: Pull, changes: Changes) -> None:
    quiet = [entity for entity in changes.live if not changes.live[entity] and not changes.deleted[entity]]
    for entity in changes.live:
        if entity not in quiet:
            pull.check()
            try:
                merges.follow(pull, entity, [stub.id for stub in changes.deleted[entity]])
                _store_kind(pull, changes, entity)
            except (DatabaseError, QboError) as error:
                pull.failures[entity] = error
    with scope(pull.tenant_id):
        reading.move_cursors(pull.tenant_id, pull.connection_id, quiet, changes.time)


def _store_kind(pull: Pull, changes: Changes, entity: str) -> None:
    gone: dict[str, datetime | None] = {stub.id: stub.at for stub in changes.deleted[entity]}
    deleted = 0

    def with_the_cursor(*_: object) -> None:
        nonlocal deleted
        deleted = mark_deleted(pull.tenant_id, pull.connection_id, SPECS[entity], gone)
        pull.tell_documents(entity, gone)
        reading.move_cursors(pull.tenant_id, pull.connection_id, [entity], changes.time)

    pull.land(entity, changes.live[entity], with_the_cursor)
    pull.progress.removed(entity, deleted)
