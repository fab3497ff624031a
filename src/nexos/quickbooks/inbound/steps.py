"""A pull from its beginning to its end, whatever the mirror holds already."""

from datetime import datetime

from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.changes import REACH, read_changes
from nexos.quickbooks.inbound.company import read_company
from nexos.quickbooks.inbound.covered import POLL_EVERY, POLLED
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.inbound.whole import begin, read_whole
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.models import Coverage
from qbo.errors import QboError


def pull_everything(pull: Pull, *, full: bool = False) -> None:
    """Brings the mirror up to date: settings if they are a day old, kinds that were never read (or too long ago, or
    all if `full`) as a whole, then the changes of every kind. A kind that fails does not stop the others."""
    known = _coverage(pull)
    whole = [entity for entity in pull.entities if full or _needs_whole_read(known.get(entity))]
    if whole:
        known = _read_whole(pull, whole, known, read_company(pull), afresh=full)
    elif _poll_is_due(known):
        read_company(pull)
    again = read_changes(pull, _up_to_date(pull, known))
    if again:
        known = _read_whole(pull, again, known, read_company(pull), afresh=True)
        read_changes(pull, _up_to_date(pull, known))


def _read_whole(
    pull: Pull, entities: list[str], known: dict[str, Coverage], qbo_time: datetime, *, afresh: bool
) -> dict[str, Coverage]:
    """Begins these reads, or goes on with those under way; returns how far everything has been read then."""
    under_way = []
    for entity in entities:
        coverage = known.get(entity)
        try:
            if coverage is None or afresh or not _can_go_on(coverage):
                coverage = begin(pull, entity, qbo_time.replace(microsecond=0))
            under_way.append(coverage)
        except QboError as error:
            pull.failures[entity] = error
    read_whole(pull, under_way)
    return _coverage(pull)


def _needs_whole_read(coverage: Coverage | None) -> bool:
    if coverage is None or coverage.reading_before is not None or coverage.read_until is None:
        return True
    return clock.now() - coverage.read_until > REACH


def _can_go_on(coverage: Coverage) -> bool:
    """Whether a read under way may be resumed: its changes must still be within reach when it ends."""
    return coverage.reading_before is not None and clock.now() - coverage.reading_before < REACH


def _poll_is_due(known: dict[str, Coverage]) -> bool:
    now = clock.now()
    polled = [known[entity].polled_at if entity in known else None for entity in POLLED]
    return any(at is None or now - at >= POLL_EVERY for at in polled)


def _up_to_date(pull: Pull, known: dict[str, Coverage]) -> list[Coverage]:
    """The kinds whose changes can be asked for: read to the end, and not failed in this pull."""
    return [
        known[entity]
        for entity in pull.entities
        if entity in known and known[entity].read_until is not None and entity not in pull.failures
    ]


def _coverage(pull: Pull) -> dict[str, Coverage]:
    with scope(pull.tenant_id):
        return mirror.coverage(pull.tenant_id, pull.connection_id)
