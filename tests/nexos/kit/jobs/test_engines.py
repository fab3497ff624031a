"""Both engines do what is due, once, and lose nothing: embedded on SQLite, Procrastinate on PostgreSQL."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction

from job_desk import KIND, TENANT, Handler
from nexos.kit import clock
from nexos.kit.ids import new_id
from nexos.kit.jobs.due import due
from nexos.kit.jobs.engine import Engine, engine
from nexos.kit.jobs.lease import LEASE, Work
from nexos.kit.jobs.models import DueWork

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
    together = threading.Barrier(3, timeout=30)
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
        until = time.monotonic() + 30
        while DueWork.objects.get().leased_until == first and time.monotonic() < until:
            time.sleep(0.2)
        work.check()
        renewed.set()

    handler.then = wait_for_a_renewal
    due(KIND, TENANT, new_id())
    with running(engine(1)):
        assert renewed.wait(40)


def test_whoever_stops_claims_nothing_more_and_lets_work_end(handler: Handler) -> None:
    go_on = threading.Event()
    handler.then = lambda work: go_on.wait(30)
    first, second = new_id(), new_id()
    due(KIND, TENANT, first)
    stopping = engine(1)
    stopping.start()
    handler.wait(1)
    stop = threading.Thread(target=stopping.stop)
    stop.start()
    due(KIND, TENANT, second)
    go_on.set()
    stop.join(30)
    assert not stop.is_alive()
    assert handler.seen == [first]
    assert DueWork.objects.get(record_id=first).due_at is None
    assert DueWork.objects.get(record_id=second).due_at <= clock.now()


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
