"""One run at a time, whoever asks and however often: Sync now, notifications and the clock share a lane."""

import threading
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connections as databases

from books import Books
from cast import Cast
from nexos.kit import clock
from nexos.kit.jobs.models import DueWork
from nexos.kit.jobs.worker import run_due
from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.progress import Progress
from nexos.quickbooks.sync import queries, services
from nexos.quickbooks.sync.models import RunState, SyncRun, Trigger

pytestmark = pytest.mark.django_db(transaction=True)


def runs(books: Books) -> list[SyncRun]:
    """The newest first."""
    with scope(books.tenant_id):
        return list(queries.runs(books.tenant_id, books.connection_id))


def press(books: Books, cast: Cast) -> None:
    with scope(books.tenant_id):
        services.sync_now(books.tenant_id, books.connection_id, asked_by=cast.alice.id)


def notify(books: Books) -> None:
    with scope(books.tenant_id):
        services.sync_soon(books.tenant_id, books.connection_id)


def at_once(*acts: Callable[[], None]) -> None:
    """Each in a thread of its own, all let go together."""
    gate = threading.Barrier(len(acts))

    def begin(act: Callable[[], None]) -> None:
        gate.wait()
        try:
            act()
        finally:
            databases.close_all()

    threads = [threading.Thread(target=begin, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def work() -> None:
    run_due()


def test_a_press_a_notification_and_the_clock_at_once_make_one_run(books: Books, cast: Cast) -> None:
    first, since = books.work(), books.last_request()
    with clock.travel(timedelta(minutes=17)):
        at_once(lambda: press(books, cast), lambda: notify(books), lambda: press(books, cast), lambda: notify(books))
        at_once(work, work, work, work)
        run_due()
    made = [run for run in runs(books) if run.id != first.id]
    # Whoever asked when the first had begun already is answered by one that follows; never do two go on at once.
    assert len(made) <= 3
    assert {run.state for run in made} == {RunState.DONE}
    assert made[0].asked_by_id == cast.alice.id
    assert len(books.calls(since)) == len(made)
    spans = sorted((run.started_at, run.finished_at) for run in made if run.started_at and run.finished_at)
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(spans))


def test_one_run_answers_all_who_asked_before_it_began(books: Books, cast: Cast) -> None:
    books.work()
    before = len(runs(books))
    with clock.travel(timedelta(minutes=17)):
        for _ in range(3):
            notify(books)
            press(books, cast)
        run_due()
    newest = runs(books)[0]
    assert len(runs(books)) == before + 1
    assert (newest.trigger, newest.asked_by_id) == (Trigger.PERSON, cast.alice.id)


def test_a_run_says_who_pressed(books: Books, cast: Cast) -> None:
    books.work()
    press(books, cast)
    run_due()
    assert (runs(books)[0].trigger, runs(books)[0].asked_by_id) == (Trigger.PERSON, cast.alice.id)
    with clock.travel(timedelta(minutes=17)):
        run_due()
    assert (runs(books)[0].trigger, runs(books)[0].asked_by_id) == (Trigger.CLOCK, None)


@pytest.mark.parametrize(
    ("asked", "trigger"), [("notify", Trigger.WEBHOOK), ("press", Trigger.PERSON), ("both", Trigger.PERSON)]
)
def test_what_was_asked_for_during_a_run_follows_under_its_own_name(
    books: Books, cast: Cast, asked: str, trigger: Trigger
) -> None:
    books.work()
    done: list[str] = []

    def ask(_: Progress) -> None:
        if not done:
            done.append(asked)
            if asked in ("press", "both"):
                press(books, cast)
            if asked in ("notify", "both"):
                notify(books)

    books.sync(full=True, observe=ask)
    with clock.travel(timedelta(minutes=2)):
        run_due()
    newest = runs(books)[0]
    assert (newest.trigger, newest.state) == (trigger, RunState.DONE)
    assert newest.asked_by_id == (cast.alice.id if trigger == Trigger.PERSON else None)
    with clock.travel(timedelta(minutes=20)):
        run_due()
    assert runs(books)[0].trigger == Trigger.CLOCK


def test_what_was_missed_while_nothing_ran_is_done_once(books: Books) -> None:
    books.work()
    before = sum(run.leased for run in runs(books))
    with clock.travel(timedelta(days=3)):
        run_due()
        assert sum(run.leased for run in runs(books)) == before + 1  # the nightly check reads on its own account
        at = DueWork.objects.get(kind=services.SYNC, record_id=books.connection_id).due_at
        assert at is not None
        assert timedelta(minutes=13) < at - clock.now() < timedelta(minutes=17)
