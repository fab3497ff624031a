"""Real `nexos worker` processes on the database of a test, which other processes can reach (`transactional_db`)."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from emulator_process import EmulatorProcess
from nexos.kit.jobs.models import DueWork

READY = "ready: "


def database_url() -> str:
    """The address of the database this test runs on."""
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    password = f":{at['PASSWORD']}" if at["PASSWORD"] else ""
    return f"postgresql://{at['USER']}{password}@{at['HOST']}:{at['PORT'] or 5432}/{at['NAME']}"


def environment(emulator: EmulatorProcess) -> dict[str, str]:
    """What a process of ours needs to work for this test."""
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "DJANGO_SETTINGS_MODULE": "nexos.config.settings",
        "NEXOS_DATA_DIR": str(settings.DATA_DIR),
        "NEXOS_DATABASE_URL": database_url(),
        "NEXOS_QBO_API_URL": emulator.url,
        "NEXOS_QBO_OAUTH_URL": emulator.url,
    }


@contextmanager
def workers(emulator: EmulatorProcess, count: int = 1) -> Iterator[Sequence[subprocess.Popen[str]]]:
    """So many workers, ready; those that are not killed meanwhile end with the block, and end well."""
    command = [sys.executable, "-m", "nexos.cli", "worker", "--threads", "2"]
    started = [
        subprocess.Popen(command, env=environment(emulator), stdout=subprocess.PIPE, text=True) for _ in range(count)
    ]
    try:
        for process in started:
            assert process.stdout is not None
            assert process.stdout.readline().startswith(READY)
        yield started
        alive = [process for process in started if process.poll() is None]
        for process in alive:
            process.terminate()
        for process in alive:
            assert process.wait(60) == 0
    finally:
        for process in started:
            process.kill()
            process.communicate()


def wait_until(true: Callable[[], object], within: float = 90) -> None:
    """Looks again and again; fails after `within` seconds."""
    until = time.monotonic() + within
    while not true():
        assert time.monotonic() < until, f"it was not so after {within} s"
        time.sleep(0.02)


def holder(kind: str) -> int | None:
    """The process that holds the only work of this kind, if one does."""
    name = DueWork.objects.get(kind=kind).holder
    return int(name.rpartition(":")[2]) if name else None


def lose_leases() -> None:
    """What 15 seconds of the database's clock do."""
    DueWork.objects.update(leased_until=None)
