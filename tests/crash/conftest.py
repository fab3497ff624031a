"""Northwind's desk on a database that other processes share."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from pytest_django.fixtures import Settings

from cast import Cast
from desk import Desk
from emulator_process import EmulatorProcess, emulator
from office import Office

__all__ = ["emulator"]

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
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "DJANGO_SETTINGS_MODULE": "nexos.config.settings",
            "NEXOS_DATA_DIR": str(django_settings.DATA_DIR),
            "NEXOS_DATABASE_URL": database_url(),
            "NEXOS_QBO_API_URL": emulator.url,
            "NEXOS_QBO_OAUTH_URL": emulator.url,
            "NEXOS_CRASH_AT": crash_at,
        }
        command = [sys.executable, str(WORKER), str(later)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)

    return run


def database_url() -> str:
    """The address of the database this test runs on."""
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    password = f":{at['PASSWORD']}" if at["PASSWORD"] else ""
    return f"postgresql://{at['USER']}{password}@{at['HOST']}:{at['PORT'] or 5432}/{at['NAME']}"
