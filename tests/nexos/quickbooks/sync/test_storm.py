"""B4: for twenty minutes QuickBooks answers nine of ten calls of a company with 429, and only that company waits."""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from pytest_django.fixtures import Settings

import soak_scale
from books import Books
from cast import Cast
from emulator_process import EmulatorProcess, _private_process, private_emulator
from hurry import hurried, hurried_process
from nexos.kit.jobs.worker import run_due
from nexos.kit.tenancy import scope
from nexos.quickbooks.sync import queries
from nexos.quickbooks.sync.models import RunState, SyncRun
from nexos.synclog.models import Entry, Outcome
from office import Office
from workers import wait_until

__all__ = ["_private_process", "private_emulator"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.gate("B4")]

SPEED = 60
STORM = timedelta(minutes=20)
NINE_OF_TEN = ({"share": 0.45}, {"share": 0.82, "retry_after_s": 30})  # of what the first leaves
SECONDS = timedelta(seconds=1)


def connected(office: Office, size: str) -> Books:
    realm_id = office.intuit.company(size)
    office.save()
    return Books(office.intuit, realm_id, office.tenant.id, office.connect(realm_id).id)


def runs(books: Books) -> list[SyncRun]:
    with scope(books.tenant_id):
        return list(queries.runs(books.tenant_id, books.connection_id))


def most_within(moments: Sequence[datetime], span: timedelta) -> int:
    """How many of them lie in the fullest span."""
    most, first = 0, 0
    for last, moment in enumerate(moments):
        while moments[first] <= moment - span:
            first += 1
        most = max(most, last - first + 1)
    return most


def storm(stormy: Books, seed: int) -> None:
    """Two workers live through it, and through what follows until the company is read."""
    emulator = stormy.emulator
    with hurried(emulator, SPEED) as since, ExitStack() as processes:
        for fault in NINE_OF_TEN:
            more = {"realm_id": stormy.realm_id, "for_s": STORM.total_seconds(), "seed": seed}
            emulator.fault("throttle", {}, **more, **fault)
        for _ in range(2):
            processes.enter_context(hurried_process(emulator, "work", SPEED, since))
        wait_until(lambda: not emulator.control("faults"))
        during = runs(stormy)[0].asked_at
        wait_until(lambda: runs(stormy)[0].state == RunState.DONE and runs(stormy)[0].asked_at > during)


def moments(log: Sequence[dict[str, Any]]) -> list[datetime]:
    return [datetime.fromisoformat(request["time"]) for request in log]


def test_a_storm_of_refusals_passes(cast: Cast, private_emulator: EmulatorProcess, settings: Settings) -> None:
    settings.QBO_API_URL = settings.QBO_OAUTH_URL = private_emulator.url
    calm = connected(Office(private_emulator, cast.contoso, cast.charlie, "charlies-session"), "empty")
    run_due()
    stormy = connected(Office(private_emulator, cast.northwind, cast.alice), "small")
    chance = soak_scale.chance("B4")
    for _ in soak_scale.rounds(1):
        since = stormy.last_request()
        storm(stormy, chance.randrange(10**9))
        log = [request for request in private_emulator.requests(since) if "/v3/" in request["path"]]
        asked = [request for request in log if request["realm_id"] == stormy.realm_id]
        refused = [request for request in asked if request["status"] == 429]
        assert refused
        assert most_within(moments(asked), 60 * SECONDS) <= 500
        # Whoever was in flight when the first was refused may be refused too; after that nobody asks for a while.
        assert most_within(moments(refused), 25 * SECONDS) <= 10
        assert {request["status"] for request in log if request["realm_id"] == calm.realm_id} == {200}
    assert stormy.agrees()
    looked = sorted(run.started_at for run in runs(calm) if run.state == RunState.DONE and run.started_at)
    assert len(looked) > 1
    assert all(later - earlier < timedelta(minutes=18) for earlier, later in pairwise(looked))
    with scope(stormy.tenant_id):
        told = Entry.objects.of(stormy.tenant_id).filter(source="sync")
        assert told.filter(outcome=Outcome.SLOWED).count() == 1
        assert not told.filter(outcome=Outcome.FAILED, resolved_at=None).exists()
