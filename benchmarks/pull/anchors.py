"""The same ratio against floors and a stub that are kept elsewhere, where `NEXOS_BENCH_ANCHORS` names their directory.

It holds `qbo_stub.py` (a server) and `limits.py` (the floors; L5 is the lowest). They need uvloop, httptools and
pycurl: `NEXOS_BENCH_PYTHON` may name an interpreter that has them.
"""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import process
from benchmarks.process import Ran
from benchmarks.table import show

_ROUNDS = 3
_INVOICES, _PAYMENTS = 100_000, 60_000
_USUAL = 0.2  # of the stub's full size, so that the whole benchmark stays short
_PATIENCE = 60.0  # seconds for the stub to listen


def measure(scale: float) -> None:
    """Pulls 20,000 × `scale` invoices and 12,000 payments from the stub with the product and with L5, in turns."""
    given = os.environ.get("NEXOS_BENCH_ANCHORS")
    if not given:
        return
    part = _USUAL * scale
    ours: list[Ran] = []
    floor: list[Ran] = []
    with _stub(Path(given), part) as url:
        for _ in range(_ROUNDS):
            ours.append(_ours(url, part))
            floor.append(_floor(Path(given), url, part))
    ratios = [one.cpu / other.cpu for one, other in zip(ours, floor, strict=True)]
    show(
        f"pull: {_INVOICES * part:,.0f} invoices, {_PAYMENTS * part:,.0f} payments from the stub ({_ROUNDS} runs)",
        ("", "CPU s", "wall s", "peak MB"),
        [
            (name, median(ran.cpu for ran in runs), median(ran.wall for ran in runs), median(ran.peak for ran in runs))
            for name, runs in (("nexos qbo sync", ours), ("L5", floor))
        ],
    )
    show(
        "CPU, times L5's",
        ("", "measured", "least", "most", "goal"),
        [("process start included", median(ratios), min(ratios), max(ratios), "≤ 2.0 at 100,000 invoices")],
    )


@contextmanager
def _stub(anchors: Path, part: float) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [_python(), str(anchors / "qbo_stub.py"), "--port", str(port), "--scale", str(part)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            _wait(f"http://127.0.0.1:{port}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait(url: str, server: "subprocess.Popen[bytes]") -> None:
    give_up_at = time.monotonic() + _PATIENCE
    while time.monotonic() < give_up_at and server.poll() is None:
        try:
            urllib.request.urlopen(f"{url}/ctl/stats", timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise RuntimeError("the stub of NEXOS_BENCH_ANCHORS does not listen; see its output above")


def _ours(url: str, part: float) -> Ran:
    with TemporaryDirectory(prefix="nexos-bench-") as directory:
        environment = {"NEXOS_DATA_DIR": directory, "NEXOS_LOG_LEVEL": "ERROR"}
        process.run(["nexos.cli", "migrate"], environment)
        process.run(["nexos.cli", "tenant", "create", "bench", "--name", "Bench"], environment)
        grant = ["--access-token", "stub-access", "--refresh-token", "stub-refresh"]
        process.run(
            ["nexos.cli", "qbo", "attach", "--tenant", "bench", "--realm", "1", "--api-url", url, *grant], environment
        )
        kinds = ["--entity", "Invoice", "--entity", "Payment"]
        ran = process.run(["nexos.cli", "qbo", "sync", "--tenant", "bench", "--full", *kinds, "--json"], environment)
    written = {name: count["written"] for name, count in json.loads(ran.output)["entities"].items()}
    _check(written["Invoice"], written["Payment"], part)
    return ran


def _floor(anchors: Path, url: str, part: float) -> Ran:
    with TemporaryDirectory(prefix="nexos-bench-") as directory:
        database = Path(directory) / "l5.sqlite3"
        counts = {"N_INV": str(int(_INVOICES * part)), "N_PAY": str(int(_PAYMENTS * part))}
        ran = process.run_command(
            [_python(), str(anchors / "limits.py"), "L5", str(database)], {"QBO_STUB": url, **counts}
        )
        with sqlite3.connect(database) as mirror:
            (invoices,) = mirror.execute("SELECT count(*) FROM invoice").fetchone()
            (payments,) = mirror.execute("SELECT count(*) FROM payment").fetchone()
        mirror.close()
    _check(invoices, payments, part)
    return ran


def _check(invoices: int, payments: int, part: float) -> None:
    if (invoices, payments) != (int(_INVOICES * part), int(_PAYMENTS * part)):
        raise RuntimeError(f"{invoices} invoices and {payments} payments were written")


def _python() -> str:
    return os.environ.get("NEXOS_BENCH_PYTHON") or sys.executable
