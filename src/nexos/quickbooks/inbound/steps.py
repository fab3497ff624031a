"""A pull from its beginning to its end, whatever the mirror holds already."""

from datetime import datetime

from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.absent import note_failure
from nexos.quickbooks.inbound.changes import REACH, read_changes
from nexos.quickbooks.inbound.covered import POLL_EVERY, POLLED, WITHOUT_CHANGES
from nexos.quickbooks.inbound.polls import poll
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.inbound.time_activities import read_time_activities
from nexos.quickbooks.inbound.whole import begin, read_whole
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.models import Coverage
from qbo.errors import CompanyReset, QboError


def pull_everything(pull: Pull, *, full: bool = False) -> None:
    """Brings the mirror up to date: what is polled if it is a day old, kinds that were never read (or too long ago, or
    all if `full`) as a whole, then the changes of every kind. A kind that fails does not stop the others."""
    known = _coverage(pull)
    whole = [entity for entity in pull.entities if full or _needs_whole_read(known.get(entity), entity)]
    if whole:
        known = _read_whole(pull, whole, known, poll(pull), afresh=full)
    elif _poll_is_due(known):
        poll(pull)
    again = _read_changes(pull, known, just_read=whole)
    if again:
        known = _read_whole(pull, again, known, poll(pull), afresh=True)
        _read_changes(pull, known, just_read=again)


def _read_changes(pull: Pull, known: dict[str, Coverage], just_read: list[str]) -> list[str]:
    """Returns the kinds that have changed too much, which want to be read again."""
    current = [
        known[entity]
        for entity in pull.entities
        if entity in known and known[entity].read_until is not None and entity not in pull.failures
    ]
    try:
        covered = [coverage for coverage in current if coverage.entity not in WITHOUT_CHANGES]
        again = read_changes(pull, covered, just_read)
    except CompanyReset:
        return [coverage.entity for coverage in current]
    for coverage in current:
        if coverage.entity in WITHOUT_CHANGES:
            try:
                again += [] if read_time_activities(pull, coverage) else [coverage.entity]
            except QboError as error:
                note_failure(pull, coverage.entity, error)
    return again


def _read_whole(
    pull: Pull, entities: list[str], known: dict[str, Coverage], polled_at: datetime, *, afresh: bool
) -> dict[str, Coverage]:
    """Begins these reads, or goes on with those under way; returns how far everything has been read then."""
    resumed = [] if afresh else [known[entity] for entity in entities if entity in known and _can_go_on(known[entity])]
    going_on = {coverage.entity for coverage in resumed}
    begun = begin(pull, [entity for entity in entities if entity not in going_on], polled_at.replace(microsecond=0))
    read_whole(pull, sorted([*resumed, *begun], key=lambda coverage: entities.index(coverage.entity)))
    return _coverage(pull)


def _needs_whole_read(coverage: Coverage | None, entity: str) -> bool:
    if coverage is None or coverage.reading_before is not None:
        return True
    if coverage.read_until is None:  # the company did without it, a day ago or more
        return coverage.polled_at is None or clock.now() - coverage.polled_at >= POLL_EVERY
    return entity not in WITHOUT_CHANGES and clock.now() - coverage.read_until > REACH


def _can_go_on(coverage: Coverage) -> bool:
    """Whether a read under way may be resumed: its changes must still be within reach when it ends."""
    return coverage.reading_before is not None and clock.now() - coverage.reading_before < REACH


def _poll_is_due(known: dict[str, Coverage]) -> bool:
    now = clock.now()
    polled = [known[entity].polled_at if entity in known else None for entity in POLLED]
    return any(at is None or now - at >= POLL_EVERY for at in polled)


def _coverage(pull: Pull) -> dict[str, Coverage]:
    with scope(pull.tenant_id):
        return mirror.coverage(pull.tenant_id, pull.connection_id)
