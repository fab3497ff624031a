"""Child processes that start together and end together."""

import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

from nexos.kit.errors import NexosError

START_WITHIN = 90.0
END_WITHIN = 35.0


class Child:
    """A running process whose output lines can be waited for; what it says later goes to stderr under its name."""

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.name = name
        self.process = subprocess.Popen(  # noqa: S603 - the command is our own program
            command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def wait_for(self, beginning: str) -> str:
        """The rest of the first line that begins so. Raises NexosError with what it said when it ends or is slow."""
        said: list[str] = []
        until = time.monotonic() + START_WITHIN
        while (left := until - time.monotonic()) > 0:
            try:
                line = self._lines.get(timeout=left)
            except queue.Empty:
                break
            if line is None:
                raise NexosError(f"the {self.name} could not start: {' '.join(said) or 'it said nothing'}")
            if line.startswith(beginning):
                threading.Thread(target=self._pass_on, daemon=True).start()
                return line.removeprefix(beginning)
            said.append(line)
        raise NexosError(f"the {self.name} was not ready after {START_WITHIN:.0f} s: {' '.join(said)}")

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def _pass_on(self) -> None:
        while (line := self._lines.get()) is not None:
            print(f"{self.name}: {line}", file=sys.stderr, flush=True)


class Supervisor:
    """Ends every child it started when its block is left, however that happens."""

    def __init__(self) -> None:
        self._children: list[Child] = []

    def __enter__(self) -> Self:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _interrupt)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        for child in reversed(self._children):
            if child.process.poll() is None:
                child.process.terminate()
        for child in reversed(self._children):
            try:
                child.process.wait(END_WITHIN)
            except subprocess.TimeoutExpired:
                child.process.kill()

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> Child:
        """Starts a child; `wait_for` its first words next."""
        child = Child(name, command, environment)
        self._children.append(child)
        return child

    def wait(self) -> int:
        """Until Ctrl-C or SIGTERM (0), or until a child ends by itself (1, said on stderr)."""
        try:
            while True:
                for child in self._children:
                    if child.process.poll() is not None:
                        print(f"the {child.name} ended by itself; stopping", file=sys.stderr)
                        return 1
                time.sleep(0.2)
        except KeyboardInterrupt:
            return 0


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
