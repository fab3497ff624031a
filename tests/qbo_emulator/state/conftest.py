"""An emulator with a state file that can be killed and started again."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from emulator_process import LISTENING, EmulatorProcess


class Lasting:
    """At most one process at a time, always on the same file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._process: subprocess.Popen[str] | None = None
        self._client: httpx2.Client | None = None

    def start(self, *options: str) -> EmulatorProcess:
        """Start it with these options besides `--state`."""
        command = [sys.executable, "-m", "qbo_emulator", "--port", "0", "--state", str(self.file), *options]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line.startswith(LISTENING), f"the emulator did not start: {line!r}"
        url = line.removeprefix(LISTENING).strip()
        self._client = httpx2.Client(base_url=url, timeout=30)
        return EmulatorProcess(url, self._client)

    def kill(self) -> None:
        """`kill -9`: it has no time for anything."""
        self._end("kill")

    def stop(self) -> None:
        """SIGTERM, and wait for the end."""
        self._end("terminate")

    def restart(self, *options: str) -> EmulatorProcess:
        """Kill it and start it again."""
        self.kill()
        return self.start(*options)

    def _end(self, how: str) -> None:
        if self._process is None or self._client is None:
            return
        self._client.close()
        with self._process as process:
            getattr(process, how)()
        self._process = self._client = None


@pytest.fixture
def lasting(tmp_path: Path) -> Iterator[Lasting]:
    lasting = Lasting(tmp_path / "quickbooks.sqlite3")
    yield lasting
    lasting.kill()
