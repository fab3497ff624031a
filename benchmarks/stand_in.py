"""The emulator with made-up companies in it, as a process that ends with the one that started it.

    python -m benchmarks.stand_in INVOICES COMPANIES

Prints its address, and for each line on standard input the CPU seconds it has used since the last one; ends when its
standard input does. Limits are off: they would make both sides wait, not work.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import batched
from typing import IO

from benchmarks.books import Size

_AT_A_TIME = 5000


@dataclass(frozen=True)
class StandIn:
    """`realms` are the companies' realm ids, all of the same size."""

    url: str
    realms: list[str]
    _asking: IO[str]
    _answering: IO[str]

    def cpu(self) -> float:
        """CPU seconds it used since it was asked last (or since it listened)."""
        self._asking.write("\n")
        self._asking.flush()
        return float(self._answering.readline())


@contextmanager
def running(size: Size, companies: int = 1) -> Iterator[StandIn]:
    """A stand-in with `companies` companies of that size, until the block ends."""
    command = [sys.executable, "-m", "benchmarks.stand_in", str(size.invoices), str(companies)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        if not url:
            raise RuntimeError("the stand-in did not start; see its output above")
        yield StandIn(url, [_realm(place) for place in range(companies)], process.stdin, process.stdout)
        process.stdin.close()


def _realm(place: int) -> str:
    return f"46208000{place:06}"


def _serve(size: Size, companies: int) -> None:
    from qbo_emulator.app import application
    from qbo_emulator.emulator import Emulator
    from qbo_emulator.server import Server
    from qbo_emulator.world import World

    emulator = Emulator(World())
    emulator.throttle.enabled = False
    for place in range(companies):
        company = emulator.world.add_company(_realm(place), f"Company {place}", furnished=False)
        for entity in size.counts():
            for some in batched(size.objects(entity), _AT_A_TIME):
                company.seed({entity: some})
    with Server("127.0.0.1", 0, application(emulator)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(server.url, flush=True)
        _answer_until_the_end()
        server.shutdown()


def _answer_until_the_end() -> None:
    before = time.process_time()
    for _ in sys.stdin:
        now = time.process_time()
        print(now - before, flush=True)
        before = now


if __name__ == "__main__":
    _serve(Size.of(int(sys.argv[1])), int(sys.argv[2]))
    os._exit(0)  # its threads wait for connections that nobody will use again
