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
def serving(data: Path, port: int, **variables: str) -> Iterator[None]:
    """`nexos serve` on this port, until the block ends."""
    command = _command(["serve", "--port", str(port)])
    with subprocess.Popen(command, env=_environment(data, variables), stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("listening on ")
            yield
        finally:
            process.terminate()


def _command(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "nexos.cli", *arguments]


def _environment(data: Path, variables: dict[str, str]) -> dict[str, str]:
    """Ours without any setting but these."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("NEXOS_")}
    return inherited | {"NEXOS_DATA_DIR": str(data), **variables}
