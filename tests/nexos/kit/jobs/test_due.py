"""Due work is done once, by one holder, and never lost."""

import threading
from contextlib import ExitStack
from datetime import timedelta

import pytest

from job_desk import KIND, TENANT, Handler
from nexos.kit import clock
from nexos.kit.ids import new_id
from nexos.kit.jobs.due import due, forget
from nexos.kit.jobs.lease import LEASE, LeaseLost, Work, claim, finish, renew
from nexos.kit.jobs.models import DueWork
from nexos.kit.jobs.worker import run, run_due


def claim_one() -> Work:
    [work] = claim(1, [KIND])
    return work


@pytest.mark.django_db
def test_due_work_is_done_and_not_done_again(handler: Handler) -> None:
    record = new_id()
    due(KIND, TENANT, record)
    assert run_due() == 1
    assert run_due() == 0
    assert handler.seen == [record]


@pytest.mark.django_db
def test_work_that_names_a_time_waits_for_it(handler: Handler) -> None:
    due(KIND, TENANT, new_id(), at=clock.now() + timedelta(minutes=15))
    assert run_due() == 0
    with clock.travel(timedelta(minutes=16)):
        assert run_due() == 1


@pytest.mark.django_db
def test_the_earliest_request_counts(handler: Handler) -> None:
    record = new_id()
    due(KIND, TENANT, record, at=clock.now() + timedelta(hours=1))
    due(KIND, TENANT, record)
    due(KIND, TENANT, record, at=clock.now() + timedelta(hours=2))
    assert run_due() == 1


@pytest.mark.django_db
def test_forgotten_work_is_not_done(handler: Handler) -> None:
    record = new_id()
    due(KIND, TENANT, record)
    forget(KIND, record)
    assert run_due() == 0


@pytest.mark.django_db
def test_a_request_made_while_the_work_runs_is_not_lost(handler: Handler) -> None:
    record = new_id()
    due(KIND, TENANT, record)
    work = claim_one()
    due(KIND, TENANT, record)
    finish(work, next_due=None)
    assert run_due() == 1


@pytest.mark.django_db
def test_a_request_for_later_made_while_the_work_runs_keeps_its_time(handler: Handler) -> None:
    record = new_id()
    due(KIND, TENANT, record)
    work = claim_one()
    due(KIND, TENANT, record, at=clock.now() + timedelta(minutes=1))
    finish(work, next_due=clock.now() + timedelta(minutes=15))
    assert run_due() == 0
    with clock.travel(timedelta(seconds=61)):
        assert run_due() == 1


@pytest.mark.django_db
def test_a_request_for_later_than_the_work_is_due_again_puts_nothing_off(handler: Handler) -> None:
    record = new_id()
    due(KIND, TENANT, record)
    work = claim_one()
    due(KIND, TENANT, record, at=clock.now() + timedelta(days=1))
    finish(work, next_due=clock.now() + timedelta(minutes=1))
    with clock.travel(timedelta(seconds=61)):
        assert run_due() == 1


@pytest.mark.django_db
def test_work_forgotten_while_it_runs_is_not_due_again_until_it_is_asked_for(handler: Handler) -> None:
    record = new_id()
    due(KIND, TENANT, record)
    work = claim_one()
    due(KIND, TENANT, record)
    forget(KIND, record)
    finish(work, next_due=clock.now())
    assert run_due() == 0
    due(KIND, TENANT, record)
    assert run_due() == 1


@pytest.mark.django_db
def test_a_handler_that_fails_is_tried_again_after_a_minute(handler: Handler) -> None:
    def fail(work: Work) -> None:
        raise ValueError("the handler's own trouble")

    handler.then = fail
    due(KIND, TENANT, new_id())
    assert run_due() == 1
    assert run_due() == 0
    with clock.travel(timedelta(seconds=61)):
        assert run_due() == 1


@pytest.mark.django_db
def test_the_minute_before_the_next_try_begins_with_the_failure(handler: Handler) -> None:
    with ExitStack() as later:

        def fail_after_two_minutes(work: Work) -> None:
            later.enter_context(clock.travel(timedelta(minutes=2)))
            raise ValueError("the handler's own trouble")

        handler.then = fail_after_two_minutes
        due(KIND, TENANT, new_id())
        run(claim_one())
        assert claim(1, [KIND]) == []


@pytest.mark.django_db
def test_leased_work_is_nobody_elses(handler: Handler) -> None:
    due(KIND, TENANT, new_id())
    claim_one()
    assert claim(1, [KIND]) == []


@pytest.mark.django_db
def test_several_pieces_are_claimed_at_once_the_longest_due_first(handler: Handler) -> None:
    late, later, latest = (new_id() for _ in range(3))
    for record, minutes in ((later, 2), (latest, 1), (late, 3)):
        due(KIND, TENANT, record, at=clock.now() - timedelta(minutes=minutes))
    assert [work.record_id for work in claim(2, [KIND])] == [late, later]
    assert [work.record_id for work in claim(2, [KIND])] == [latest]


@pytest.mark.django_db
def test_a_renewal_that_comes_too_late_does_not_lease_finished_work_again(handler: Handler) -> None:
    record = new_id()
    due(KIND, TENANT, record)
    work = claim_one()
    finish(work, next_due=None)
    renew(work)
    due(KIND, TENANT, record)
    assert claim_one().record_id == record


@pytest.mark.django_db
def test_an_expired_lease_is_taken_over_and_the_old_holder_writes_nothing(handler: Handler) -> None:
    due(KIND, TENANT, new_id())
    slow = claim_one()
    DueWork.objects.update(leased_until=clock.now() - LEASE)
    quick = claim_one()
    renew(slow)
    with pytest.raises(LeaseLost):
        slow.check()
    finish(slow, next_due=None)
    quick.check()
    row = DueWork.objects.get()
    assert (row.fence, row.holder != "") == (quick.fence, True)


@pytest.mark.django_db(transaction=True)
def test_one_row_is_claimed_by_one_of_many_threads(handler: Handler) -> None:
    due(KIND, TENANT, new_id())
    won: list[Work] = []
    gate = threading.Barrier(6)

    def race() -> None:
        from django.db import connections

        gate.wait()
        won.extend(claim(1, [KIND]))
        connections.close_all()

    threads = [threading.Thread(target=race) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
