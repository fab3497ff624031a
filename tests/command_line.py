"""The `nexos` command as people meet it: a process, what it says, and how it ends."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

type Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def nexos(tmp_path: Path) -> Command:
    """Runs `nexos` with arguments, in a data directory of its own; keywords are environment variables."""

    def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NEXOS_")}
        environment |= {"NEXOS_DATA_DIR": str(tmp_path / "data"), **variables}
        command = [sys.executable, "-m", "nexos.cli", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)

    return run
