"""The `nexos` command as people meet it: a process, what it says, and how it ends."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

type Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def nexos(tmp_path: Path) -> Command:
    """Runs `nexos` with arguments, in a data directory of its own; keywords are environment variables."""

    def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = _environment(tmp_path / "data", variables)
        return subprocess.run(
            _command(arguments), env=environment, capture_output=True, text=True, timeout=120, check=False
        )

    return run


@contextmanager
def serving(data: Path, port: int, *options: str, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """`nexos serve` on this port, until the block ends."""
    with running(data, "serve", "--port", str(port), *options, ready="listening on ", **variables) as process:
        yield process


@contextmanager
def running(data: Path, *arguments: str, ready: str, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """`nexos` with these arguments, from the line that begins with `ready` until the block ends."""
    environment = _environment(data, variables)
    with subprocess.Popen(_command(arguments), env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().startswith(ready)
            yield process
        finally:
            process.terminate()


def _command(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "nexos.cli", *arguments]


def _environment(data: Path, variables: dict[str, str]) -> dict[str, str]:
    """Ours without any setting but these."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("NEXOS_")}
    return inherited | {"NEXOS_DATA_DIR": str(data), **variables}
