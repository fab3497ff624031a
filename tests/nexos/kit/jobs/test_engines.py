"""Both engines do what is due, once, and lose nothing: embedded on SQLite, Procrastinate on PostgreSQL."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction

from job_desk import KIND, TENANT, WITHIN, Handler
from nexos.kit import clock
from nexos.kit.ids import new_id
from nexos.kit.jobs.due import due
from nexos.kit.jobs.engine import Engine, engine
from nexos.kit.jobs.lease import LEASE, Work
from nexos.kit.jobs.models import DueWork
from nexos.kit.jobs.worker import Worker
from workers import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def running(*engines: Engine) -> Iterator[None]:
    for one in engines:
        one.start()
    try:
        yield
    finally:
        for one in engines:
            one.stop()


def test_the_engine_follows_the_database() -> None:
    names = {"sqlite": "EmbeddedEngine", "postgresql": "ProcrastinateEngine"}
    assert type(engine()).__name__ == names[connection.vendor]


def test_what_becomes_due_while_it_runs_is_done_and_given_back(handler: Handler) -> None:
    with running(engine(2)):
        record = new_id()
        due(KIND, TENANT, record)
        handler.wait(1)
    assert handler.seen == [record]
    row = DueWork.objects.get()
    assert (row.holder, row.due_at) == ("", None)


def test_what_was_due_before_it_began_is_done_by_however_few_threads(handler: Handler) -> None:
    records = {new_id() for _ in range(5)}
    for record in records:
        due(KIND, TENANT, record)
    with running(engine(1)):
        handler.wait(5)
    assert (set(handler.seen), len(handler.seen)) == (records, 5)
    assert not DueWork.objects.exclude(holder="").exists()


def test_what_becomes_due_by_time_needs_nobody_to_say_so(handler: Handler) -> None:
    with running(engine(2)):
        due(KIND, TENANT, new_id(), at=clock.now() + timedelta(seconds=1))
        handler.wait(1)


def test_much_that_is_due_by_time_is_done_side_by_side(handler: Handler) -> None:
    """None of these three ends before all have begun."""
    together = threading.Barrier(3, timeout=WITHIN)
    handler.then = lambda work: together.wait()
    moment = clock.now() + timedelta(seconds=1)
    for _ in range(3):
        due(KIND, TENANT, new_id(), at=moment)
    with running(engine(3)):
        handler.wait(3)
    assert not together.broken


def test_what_is_asked_for_and_taken_back_is_not_done(handler: Handler) -> None:
    class Changed(Exception):
        pass

    with running(engine(2)):
        with pytest.raises(Changed), transaction.atomic():  # noqa: PT012 - what is rolled back is the point
            due(KIND, TENANT, new_id())
            raise Changed
        kept = new_id()
        due(KIND, TENANT, kept)
        handler.wait(1)
    assert handler.seen == [kept]


def test_of_many_engines_one_does_each_piece(handler: Handler) -> None:
    """Also when each is due again and again, as what is periodic here."""
    records = [new_id() for _ in range(4)]
    again = dict.fromkeys(records, 5)

    def count(work: Work) -> None:
        again[work.record_id] -= 1
        if again[work.record_id]:
            due(KIND, TENANT, work.record_id)

    handler.then = count
    with running(*(engine(2) for _ in range(3))):
        for record in records:
            due(KIND, TENANT, record)
        handler.wait(20)
        time.sleep(2.5)  # a sweep more, which must find nothing
    assert {record: handler.seen.count(record) for record in records} == dict.fromkeys(records, 5)


def test_a_failure_stops_neither_the_engine_nor_the_work(handler: Handler) -> None:
    def fail(work: Work) -> None:
        raise ValueError("the handler's own trouble")

    handler.then = fail
    with running(engine(1)):
        failing = new_id()
        due(KIND, TENANT, failing)
        handler.wait(1)
        handler.then = lambda work: None
        due(KIND, TENANT, new_id())
        handler.wait(2)
    again = DueWork.objects.get(record_id=failing)
    assert again.due_at
    assert again.due_at > clock.now()


def test_work_that_outlasts_its_lease_is_renewed(handler: Handler) -> None:
    renewed = threading.Event()

    def wait_for_a_renewal(work: Work) -> None:
        first = DueWork.objects.get().leased_until
        wait_until(lambda: DueWork.objects.get().leased_until != first)
        work.check()
        renewed.set()

    handler.then = wait_for_a_renewal
    due(KIND, TENANT, new_id())
    with running(engine(1)):
        assert renewed.wait(WITHIN)
    assert len(handler.seen) == 1


def test_of_two_threads_that_were_given_the_same_work_the_first_stops(handler: Handler) -> None:
    """As after a pause of the whole machine: the lease ran out before it could be renewed."""
    stopped, taken_over = threading.Event(), threading.Event()

    def outlive_the_lease(work: Work) -> None:
        if work.fence > 1:
            taken_over.set()
            assert stopped.wait(WITHIN)
            renewed_from = DueWork.objects.get().leased_until
            wait_until(lambda: DueWork.objects.get().leased_until != renewed_from)
            return
        while not taken_over.wait(0.1):
            DueWork.objects.filter(fence=1).update(leased_until=clock.now() - LEASE)
        try:
            wait_until(work.lost.is_set)
            work.check()
        finally:
            stopped.set()

    handler.then = outlive_the_lease
    due(KIND, TENANT, new_id())
    with running(engine(2)):
        handler.wait(2)
        assert stopped.wait(WITHIN)
        wait_until(lambda: not DueWork.objects.exclude(holder="").exists())
    assert (len(handler.seen), DueWork.objects.get().fence) == (2, 2)


def test_whoever_stops_claims_nothing_more_and_lets_work_end(handler: Handler) -> None:
    """The work in hand ends once it has been told of the stop, and well, as it does not `check`."""
    handler.then = lambda work: work.lost.wait(WITHIN)
    first, second = new_id(), new_id()
    due(KIND, TENANT, first)
    with running(engine(1, grace=0.1)):
        handler.wait(1)
        due(KIND, TENANT, second)
    assert handler.seen == [first]
    assert DueWork.objects.get(record_id=first).due_at is None
    assert DueWork.objects.get(record_id=second).due_at <= clock.now()


def test_what_is_claimed_in_the_moment_of_a_stop_is_given_back(handler: Handler) -> None:
    record = new_id()
    due(KIND, TENANT, record)
    worker = Worker(grace=0.1)
    claiming = threading.Thread(target=worker.work_off)
    with transaction.atomic():
        keep_others_from_writing()
        claiming.start()
        time.sleep(0.3)  # now it waits for the database
        worker.drain()
    claiming.join()
    row = DueWork.objects.get()
    assert (handler.seen, row.holder, row.leased_until) == ([], "", None)
    assert row.due_at <= clock.now()


def keep_others_from_writing() -> None:
    """Due work, until the transaction ends. SQLite has one writer at a time."""
    DueWork.objects.update(holder="")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {DueWork._meta.db_table}")


def test_work_too_long_for_a_stop_is_given_back_at_its_next_step(handler: Handler) -> None:
    def many_steps(work: Work) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            time.sleep(0.05)
            work.check()

    handler.then = many_steps
    due(KIND, TENANT, new_id())
    with running(engine(1, grace=0.1)):
        handler.wait(1)
    row = DueWork.objects.get()
    assert (row.holder, row.leased_until) == ("", None)
    assert row.due_at <= clock.now()


def test_what_a_dead_worker_held_is_done_when_its_lease_is_over(handler: Handler) -> None:
    record = new_id()
    due(KIND, TENANT, record)
    DueWork.objects.update(holder="dead", fence=7, leased_until=clock.now() - LEASE)
    with running(engine(1)):
        handler.wait(1)
    assert DueWork.objects.get().fence == 8
