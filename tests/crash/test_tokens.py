"""Tokens under many workers and under crashes: one refresh, nothing lost, never a loop."""

import hashlib
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections
from django.db.models.functions import Now
from pytest_django.fixtures import Settings

from cast import Cast
from emulator_process import EmulatorProcess, _private_process, private_emulator
from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.connection.refresh import MOST_CALLS_AN_HOUR, AccessTokens
from office import Office
from soak_scale import rounds
from workers import environment

__all__ = ["_private_process", "private_emulator"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.crash]

THREADS, PROCESSES = 16, 4
ROUNDS = 50
WORKERS = Path(__file__).with_name("token_workers.py")


@pytest.fixture
def office(transactional_db: None, cast: Cast, private_emulator: EmulatorProcess, settings: Settings) -> Office:
    settings.QBO_API_URL = settings.QBO_OAUTH_URL = private_emulator.url
    private_emulator.control("settings", {"throttle": False})
    made = Office(private_emulator, cast.northwind, cast.alice)
    made.save()
    made.connect(private_emulator.company())
    return made


@contextmanager
def processes(office: Office, count: int, crash_at: str = "") -> Iterator[Callable[[], list[str]]]:
    """What so many processes get whenever it is called."""
    command = [sys.executable, str(WORKERS), str(office.tenant.id), str(office.connection.id), str(count)]
    with subprocess.Popen(
        command,
        env=environment(office.intuit) | {"NEXOS_CRASH_AT": crash_at},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None

        def ask() -> list[str]:
            parent.stdin.write("\n")  # type: ignore[union-attr]
            parent.stdin.flush()  # type: ignore[union-attr]
            return parent.stdout.readline().split()  # type: ignore[union-attr]

        try:
            yield ask
        finally:
            parent.stdin.close()


def set_row(office: Office, **columns: object) -> None:
    with scope(office.tenant.id):
        Connection.objects.of(office.tenant.id).filter(id=office.connection.id).update(**columns)


def an_hour_later(office: Office) -> None:
    """The access token has expired there and here, and Intuit may be asked as often again."""
    office.intuit.control("clock", {"advance_s": 3700})
    ago = clock.now() - timedelta(minutes=61)
    set_row(office, access_token_expires_at=ago, refresh_calls_since=ago)


def lease_ends(office: Office) -> None:
    """What a minute of the database's clock does."""
    set_row(office, refresh_until=Now() - timedelta(seconds=1))


def token(office: Office) -> str:
    return AccessTokens(office.tenant.id, office.connection.id).current()


def threads_together(pool: ThreadPoolExecutor, office: Office) -> list[str]:
    """What sixteen threads get that start together."""
    together = threading.Barrier(THREADS)
    connection_id = office.connection.id

    def one(_: int) -> str:
        try:
            together.wait()
            return AccessTokens(office.tenant.id, connection_id).current()
        finally:
            connections.close_all()

    return list(pool.map(one, range(THREADS)))


@pytest.mark.gate("C1")
def test_however_many_workers_ask_intuit_is_asked_once_a_round(office: Office) -> None:
    realm_id = office.connection.realm_id
    path = f"/v3/company/{realm_id}/companyinfo/{realm_id}"
    with processes(office, PROCESSES) as ask, ThreadPoolExecutor(THREADS) as pool, ThreadPoolExecutor(1) as beside:
        for _ in rounds(ROUNDS):
            an_hour_later(office)
            before = office.last_request()
            others = beside.submit(ask)
            (got,) = set(threads_together(pool, office))
            assert set(others.result()) == {hashlib.sha256(got.encode()).hexdigest()}
            assert [call["status"] for call in office.refreshes(before)] == [200]
            answer = office.intuit.http.get(path, headers={"Authorization": f"Bearer {got}"})
            assert answer.status_code == 200


@pytest.mark.gate("C2")
def test_a_worker_killed_with_new_tokens_in_hand_costs_a_lease_or_a_reconnect(office: Office) -> None:
    """Every other round Intuit replaces the refresh token with each refresh, which the dead worker alone knew."""
    with processes(office, 1, crash_at="renewed") as ask:
        for number in rounds(ROUNDS):
            replaced = number % 2 == 1
            office.intuit.control("settings", {"refresh_rotates_after_s": 0 if replaced else 86400})
            an_hour_later(office)
            before = office.last_request()
            assert ask() == ["killed"]
            lease_ends(office)
            if not replaced:
                assert token(office)
                assert [call["status"] for call in office.refreshes(before)] == [200, 200]
                continue
            for _ in range(2):
                with pytest.raises(Exception, match="no longer lets us in"):
                    token(office)
            assert [call["status"] for call in office.refreshes(before)] == [200, 400]
            assert office.connection.state == "needs_attention"
            office.connect(office.connection.realm_id)


@pytest.mark.gate("C2")
def test_workers_killed_again_and_again_do_not_ask_in_a_loop(office: Office) -> None:
    an_hour_later(office)
    before = office.last_request()
    with processes(office, 1, crash_at="renewed") as ask:
        told = []
        for _ in range(MOST_CALLS_AN_HOUR + 2):
            told += ask()
            lease_ends(office)
    assert told == ["killed"] * MOST_CALLS_AN_HOUR + ["Throttled"] * 2
    assert len(office.refreshes(before)) == MOST_CALLS_AN_HOUR
