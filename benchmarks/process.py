"""Whole processes, measured from outside."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Ran:
    """One process from start to end: seconds of CPU (user and system) and of wall time, megabytes at its peak."""

    cpu: float
    wall: float
    peak: float
    output: str


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> Ran:
    """Runs `python -m …` and waits for it. Raises RuntimeError when it fails.

    Linux counts the parent's memory at the fork as the child's peak, so whoever calls this must stay small.
    """
    return run_command([sys.executable, "-m", *arguments], environment)


def run_command(command: Sequence[str], environment: Mapping[str, str]) -> Ran:
    """The same for any command."""
    started = time.monotonic()
    with subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {output}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    wall = time.monotonic() - started
    return Ran(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / unit, output)
