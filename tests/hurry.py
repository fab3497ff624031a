"""A clock that runs faster: the emulator's, this process's, and those of processes that work for a test."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from emulator_process import EmulatorProcess
from nexos.kit import clock
from workers import READY, environment

_PROCESS = Path(__file__).with_name("hurried_process.py")


@contextmanager
def hurried(emulator: EmulatorProcess, speed: float) -> Iterator[float]:
    """Runs the block `speed` times as fast, here and at the emulator, which is to be the test's own; yields since
    when, for `hurried_process`."""
    since = time.time()
    emulator.control("clock", {"now": datetime.fromtimestamp(since, UTC).isoformat(), "speed": speed})
    with clock.hurry(speed, since):
        yield since
    emulator.control("clock", {"speed": 1})


@contextmanager
def hurried_process(emulator: EmulatorProcess, what: str, speed: float, since: float, *more: str) -> Iterator[None]:
    """A process that does `what` (see `hurried_process`) until the block ends; it must not have failed by then."""
    command = [sys.executable, str(_PROCESS), what, str(speed), str(since), *more]
    with subprocess.Popen(
        command, env=environment(emulator), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stdout.readline().startswith(READY)
            yield
            process.stdin.close()
            assert process.wait(60) == 0
        finally:
            process.kill()
