"""B5: for an hour and more QuickBooks gives no usable answer, in every way there is."""

import time
from datetime import datetime, timedelta

import pytest
from pytest_django.fixtures import Settings

import soak_scale
from books import Books
from nexos.kit import clock
from nexos.kit.jobs.lease import claim
from nexos.kit.jobs.models import DueWork
from nexos.kit.jobs.worker import run, run_due
from nexos.kit.tenancy import scope
from nexos.quickbooks.sync import queries
from nexos.quickbooks.sync.cadence import PATIENT_FOR
from nexos.quickbooks.sync.models import RunState, SyncRun
from nexos.quickbooks.sync.services import SYNC
from nexos.synclog.models import Entry, Outcome

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.gate("B5")]

SPEED = 600  # so that a call that would be given up after two minutes is after a fifth of a second
AN_HOUR_OF_RUNS = PATIENT_FOR + 4
"""The last four alone take an hour."""
WAYS = (
    ("status", {"status": 500}),
    ("status", {"status": 502}),
    ("status", {"status": 503}),
    ("status", {"status": 504}),
    ("drop_before", {}),
    ("stall", {"delay_s": 0.4}),
    ("trickle", {"bytes_per_s": 1}),
    ("truncate", {"after_bytes": 20}),
    ("garbage", {}),
)
NOBODY = "http://quickbooks.invalid"
"""A name that no server has (RFC 2606)."""


def due_at(books: Books) -> datetime:
    at = DueWork.objects.get(kind=SYNC, record_id=books.connection_id).due_at
    assert at is not None
    return at


def runs(books: Books) -> list[SyncRun]:
    """The newest first."""
    with scope(books.tenant_id):
        return list(queries.runs(books.tenant_id, books.connection_id))


def open_failures(books: Books) -> int:
    with scope(books.tenant_id):
        log = Entry.objects.of(books.tenant_id)
        return log.filter(source="sync", outcome=Outcome.FAILED, resolved_at=None).count()


def fail(books: Books, away: timedelta) -> timedelta:
    """Does what is due `away` from now, on a fast clock; how long the next run is put off."""
    with clock.travel(away), clock.hurry(SPEED, time.time()):
        for work in claim(10, [SYNC]):
            run(work)
    ended = runs(books)[0].finished_at
    assert ended is not None
    return due_at(books) - ended


def suffer(books: Books, settings: Settings) -> list[timedelta]:
    """Does what is due when it is due, and nothing helps; the waits between one run and the next."""
    chance, waits = soak_scale.chance("B5"), []
    began, usual = clock.now(), settings.QBO_API_URL
    for _ in range(AN_HOUR_OF_RUNS):
        way = chance.choice((None, *WAYS))
        settings.QBO_API_URL = usual if way else NOBODY
        fault = books.emulator.fault(way[0], {}, realm_id=books.realm_id, share=1, **way[1]) if way else ""
        waits.append(fail(books, max(due_at(books) - began, timedelta())))
        if fault:
            books.emulator.control(f"faults/{fault}", method="DELETE")
    settings.QBO_API_URL = usual
    return waits


def test_an_hour_without_quickbooks(books: Books, settings: Settings) -> None:
    for _ in soak_scale.rounds(1):
        books.work()
        before = len(runs(books))
        waits = suffer(books, settings)
        assert len(runs(books)) == before + len(waits)
        assert {run.state for run in runs(books)[: len(waits)]} == {RunState.FAILED}
        assert sum(waits, timedelta()) > timedelta(hours=1)
        assert max(waits[: PATIENT_FOR - 1]) <= timedelta(minutes=5, seconds=30)
        assert all(timedelta(minutes=14) <= wait <= timedelta(minutes=17) for wait in waits[PATIENT_FOR - 1 :])
        assert open_failures(books) == 1
        with clock.travel(due_at(books) - clock.now() + timedelta(minutes=1)):
            run_due()
            assert runs(books)[0].state == RunState.DONE
            assert open_failures(books) == 0
            assert timedelta(minutes=13) < due_at(books) - clock.now() < timedelta(minutes=17)
    assert books.agrees()


def test_once_the_breaker_is_open_one_call_tries(books: Books) -> None:
    books.work()
    books.emulator.fault("status", {}, realm_id=books.realm_id, times=10_000, status=503)
    began = clock.now()
    for _ in range(PATIENT_FOR):
        fail(books, due_at(books) - began)
    since = books.last_request()
    fail(books, due_at(books) - began)
    assert books.calls(since) == ["cdc"]
