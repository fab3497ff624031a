"""A server in a process of its own that ends with the one that started it, and tells what CPU it used.

The child prints its address, and for each line on standard input the CPU seconds it has used since the last one; it
ends when its standard input does.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from socketserver import BaseServer
from typing import IO


@dataclass(frozen=True)
class Served:
    """A running child."""

    url: str
    _asking: IO[str]
    _answering: IO[str]

    def cpu(self) -> float:
        """CPU seconds it used since it was asked last (or since it listened)."""
        self._asking.write("\n")
        self._asking.flush()
        return float(self._answering.readline())


@contextmanager
def running(arguments: Sequence[str]) -> Iterator[Served]:
    """Starts `python -m …`, which calls `serve`; it ends with the block."""
    command = [sys.executable, "-m", *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        if not url:
            raise RuntimeError(f"{arguments[0]} did not start; see its output above")
        yield Served(url, process.stdin, process.stdout)
        process.stdin.close()


def serve(server: BaseServer, url: str) -> None:
    """The child's side; does not return."""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(url, flush=True)
    before = time.process_time()
    for _ in sys.stdin:
        now = time.process_time()
        print(now - before, flush=True)
        before = now
    os._exit(0)  # threads may wait for connections that nobody will use again
