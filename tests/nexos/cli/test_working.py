"""Who does the jobs: `nexos serve` alone, or as many `nexos worker` as one likes beside it."""

import os
import signal
import subprocess

import pytest
from django.conf import settings
from django.db import connection

import raw_objects as raw
from books import Books
from command_line import Command, running, serving
from emulator_process import EmulatorProcess, emulator
from fresh_database import fresh_database
from newcomers import Newcomer, newcomer
from nexos.kit.tenancy import scope
from nexos.quickbooks.sync.models import RunState
from nexos.quickbooks.sync.queries import latest_run
from workers import READY, environment, wait_until

__all__ = ["emulator", "newcomer"]

ON_POSTGRESQL = connection.vendor == "postgresql"


@pytest.fixture
def books(newcomer: Newcomer, emulator: EmulatorProcess) -> Books:
    """A company just connected: its first pull is due."""
    realm_id = emulator.company()
    emulator.seed(realm_id, {"Customer": [raw.customer(1)], "Invoice": [raw.invoice(1)]})
    return newcomer(realm_id)


@pytest.fixture
def here(emulator: EmulatorProcess) -> dict[str, str]:
    """The settings with which a process of ours works on this test's database."""
    return {name: value for name, value in environment(emulator).items() if name.startswith("NEXOS_")}


def has_pulled(books: Books) -> bool:
    with scope(books.tenant_id):
        run = latest_run(books.tenant_id, books.connection_id)
    return run is not None and run.state == RunState.DONE


def processes_of(server: subprocess.Popen[str]) -> list[int]:
    listed = subprocess.run(["pgrep", "-P", str(server.pid)], capture_output=True, text=True, check=False)
    return [int(pid) for pid in listed.stdout.split()]


@pytest.mark.django_db(transaction=True)
def test_whoever_serves_does_the_jobs_too(books: Books, here: dict[str, str], port: int) -> None:
    with serving(settings.DATA_DIR, port, **here):
        wait_until(lambda: has_pulled(books))


@pytest.mark.django_db(transaction=True)
def test_a_server_without_jobs_leaves_them_to_workers(books: Books, here: dict[str, str], port: int) -> None:
    with serving(settings.DATA_DIR, port, "--workers", "0", **here):
        assert not has_pulled(books)
        with running(settings.DATA_DIR, "worker", ready=READY, **here) as worker:
            wait_until(lambda: has_pulled(books))
            worker.terminate()
            assert worker.wait(60) == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite is served by one process")
def test_of_a_servers_processes_those_that_die_are_replaced_in_their_part(
    books: Books, here: dict[str, str], port: int
) -> None:
    with serving(settings.DATA_DIR, port, "--processes", "2", "--workers", "1", **here) as server:
        wait_until(lambda: len(processes_of(server)) == 3)
        first = processes_of(server)
        for pid in first:
            os.kill(pid, signal.SIGKILL)
        wait_until(lambda: len(set(processes_of(server)) - set(first)) == 3)
        wait_until(lambda: has_pulled(books))


@pytest.mark.skipif(ON_POSTGRESQL, reason="PostgreSQL may have several")
@pytest.mark.parametrize("option", ["--processes", "--workers"])
def test_several_processes_on_sqlite_are_refused_with_what_to_do(nexos: Command, option: str) -> None:
    refused = nexos("serve", "--port", "0", option, "2")
    assert refused.returncode == 2
    assert f"{option}: SQLite is served by one process; name a PostgreSQL in NEXOS_DATABASE_URL" in refused.stderr


def test_a_worker_without_threads_is_refused(nexos: Command) -> None:
    refused = nexos("worker", "--threads", "0")
    assert (refused.returncode, refused.stderr) == (2, "nexos: --threads: it must be 1 or more.\n")


def test_a_worker_does_not_touch_a_database_that_is_behind(nexos: Command) -> None:
    with fresh_database() as database:
        refused = nexos("worker", **database)
    assert refused.returncode == 2
    assert "run “nexos migrate” first" in refused.stderr
