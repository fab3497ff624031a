"""Northwind's desk on a database that other processes share."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from cast import Cast
from desk import Desk
from emulator_process import EmulatorProcess, emulator
from newcomers import newcomer
from office import Office
from workers import environment

__all__ = ["emulator", "newcomer"]

WORKER = Path(__file__).with_name("worker.py")


@pytest.fixture
def desk(transactional_db: None, cast: Cast, emulator: EmulatorProcess, settings: Settings) -> Desk:
    settings.QBO_API_URL = settings.QBO_OAUTH_URL = emulator.url
    office = Office(emulator, cast.northwind, cast.alice)
    office.save()
    realm_id = emulator.company()
    made = Desk(emulator, realm_id, cast.northwind.id, office.connect(realm_id).id)
    made.furnish()
    return made


@pytest.fixture
def worker(emulator: EmulatorProcess) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a worker process on this test's database; it dies at `crash_at`, if named, and works `later` seconds on."""

    def run(*, crash_at: str = "", later: float = 0) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(WORKER), str(later)]
        return subprocess.run(
            command,
            env=environment(emulator) | {"NEXOS_CRASH_AT": crash_at},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run
