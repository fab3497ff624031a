"""What is asked for in one call when a read of the whole begins, and else once a day.

1. The company, its settings and its tax codes and rates, each as a whole: what is mirrored of the codes and rates and
   did not come has been removed. That nothing came although something is mirrored is believed only when QuickBooks
   counts nothing as well.
2. Of the kinds about to be read that a company may lack, the first object: those that have none need no further call,
   and those that QuickBooks refuses to speak of (an edition without purchase orders) are noted and passed over.
3. The questions travel as one batch. Where that gets no answer, or is refused for one of them, they are asked one by
   one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.covered import POLLED, USUAL, inactive_too
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.mirror import reading
from nexos.quickbooks.mirror.entities import SPECS
from nexos.quickbooks.mirror.upsert import mark_deleted
from qbo import Page
from qbo.batch import Outcome, Query
from qbo.errors import Invalid, NotAllowed, QboError, Unavailable
from qbo.query import MOST_ROWS

_THE_COMPANY = ("CompanyInfo", "Preferences")
_UNSUPPORTED = "500"


@dataclass(frozen=True)
class Polled:
    """`time` is what QuickBooks' clock said after the answer, `none` the kinds of which it has no object."""

    time: datetime
    none: frozenset[str]


def poll(pull: Pull, about_to_read: Sequence[str] = ()) -> Polled:
    """Stores what is polled and asks which of these kinds are there. Raises QboError when the company itself cannot be
    read; another kind that fails is noted in `pull.failures`, or as absent."""
    wanted = [entity for entity in about_to_read if entity not in USUAL]
    outcomes = _ask(
        pull,
        [Query(entity, inactive_too(entity)) for entity in POLLED]
        + [Query(entity, inactive_too(entity), limit=1) for entity in wanted],
    )
    answers = dict(zip((*POLLED, *wanted), outcomes, strict=True))
    # The company first: without its currency no amount is understood.
    times = [_store(pull, entity, _page(answers[entity])) for entity in _THE_COMPANY]
    for entity in POLLED[len(_THE_COMPANY) :]:
        try:
            _store(pull, entity, _page(answers[entity]))
        except QboError as error:
            pull.failures[entity] = error
    none = set()
    for entity in wanted:
        answer = answers[entity]
        if is_absent(entity, answer):
            note_absent(pull, entity, answer)
        elif isinstance(answer, Page) and not answer.count:
            none.add(entity)
    return Polled(min(times), frozenset(none))


def is_absent(entity: str, outcome: object) -> bool:
    """Whether a company does without this kind: its edition does not have it, or nobody may see it."""
    if entity in USUAL:
        return False
    return isinstance(outcome, NotAllowed) or (isinstance(outcome, Invalid) and outcome.code == _UNSUPPORTED)


def note_absent(pull: Pull, entity: str, refusal: object) -> None:
    """Goes on without this kind until the next poll; what was mirrored of it stays."""
    pull.progress.absent(entity, str(getattr(refusal, "message", refusal)))
    with scope(pull.tenant_id):
        reading.note_absent(pull.tenant_id, pull.connection_id, entity, clock.now())


def _ask(pull: Pull, questions: list[Query]) -> list[Outcome]:
    try:
        return list(pull.client.batch(questions, uuid4().hex).items)
    except (Unavailable, NotAllowed, Invalid):
        return [_ask_alone(pull, question) for question in questions]


def _ask_alone(pull: Pull, asked: Query) -> Outcome:
    try:
        page = pull.client.query(asked.entity, where=asked.where, limit=asked.limit)
        if not page.count and pull.client.count(asked.entity, asked.where):
            return Unavailable(f"QuickBooks sent no {asked.entity} objects although it counts some")
    except QboError as error:
        return error
    return page


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
