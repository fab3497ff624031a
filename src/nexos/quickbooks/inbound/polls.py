"""What is asked for in one call when a read of the whole begins, and else once a day: the company, its settings and its
tax codes and rates, each as a whole.

What is mirrored of the codes and rates and did not come has been removed. That nothing came although something is
mirrored is believed only when QuickBooks counts nothing as well.
"""

from datetime import datetime

from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.asking import ask
from nexos.quickbooks.inbound.covered import POLLED, inactive_too
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.mirror import reading
from nexos.quickbooks.mirror.entities import SPECS
from nexos.quickbooks.mirror.upsert import mark_deleted
from qbo import Page
from qbo.batch import Outcome, Query
from qbo.errors import QboError, Unavailable
from qbo.query import MOST_ROWS

_THE_COMPANY = ("CompanyInfo", "Preferences")


def poll(pull: Pull) -> datetime:
    """Stores what is polled; what QuickBooks' clock said then. Raises QboError when the company itself cannot be read;
    another kind that fails is noted in `pull.failures`."""
    outcomes = ask(pull.client, [Query(entity, inactive_too(entity)) for entity in POLLED])
    answers = dict(zip(POLLED, outcomes, strict=True))
    # The company first: without its currency no amount is understood.
    times = [_store(pull, entity, _page(answers[entity])) for entity in _THE_COMPANY]
    for entity in POLLED[len(_THE_COMPANY) :]:
        try:
            _store(pull, entity, _page(answers[entity]))
        except QboError as error:
            pull.failures[entity] = error
    return min(times)


def _page(outcome: Outcome) -> Page:
    if isinstance(outcome, QboError):
        raise outcome
    assert isinstance(outcome, Page)
    return outcome


def _store(pull: Pull, entity: str, first: Page) -> datetime:
    """Stores all objects of a kind that is polled, and the time of the poll with them; returns what QuickBooks' clock
    said with the first page."""
    items, page = list(first.items), first
    while page.count == MOST_ROWS:
        page = pull.client.query(entity, where=inactive_too(entity), start=len(items) + 1)
        items += page.items
    here = _mirrored(pull, entity)
    if not items and (entity in _THE_COMPANY or (here and pull.client.count(entity, inactive_too(entity)))):
        raise Unavailable(f"QuickBooks sent no {entity} objects although there are some")
    gone = 0

    def and_then(_: object, ids: list[str]) -> None:
        nonlocal gone
        missed = dict.fromkeys(here - set(ids))
        gone = mark_deleted(pull.tenant_id, pull.connection_id, SPECS[entity], missed)
        reading.note_poll(pull.tenant_id, pull.connection_id, entity, clock.now())

    pull.land(entity, items, and_then)
    pull.progress.removed(entity, gone)
    return first.time


def _mirrored(pull: Pull, entity: str) -> set[str]:
    with scope(pull.tenant_id):
        rows = SPECS[entity].model.objects.of(pull.tenant_id).filter(connection_id=pull.connection_id, deleted_at=None)
        return set(rows.values_list("qbo_id", flat=True))
