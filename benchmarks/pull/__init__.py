"""A first pull into SQLite, process start included, against the floor."""

import json
import sqlite3
from collections.abc import Sequence
from math import ceil
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import office, process, stand_in
from benchmarks.books import Size
from benchmarks.office import Office
from benchmarks.process import Ran
from benchmarks.pull import anchors
from benchmarks.stand_in import StandIn
from benchmarks.table import show

ROUNDS = 5
_INVOICES = 20_000
_PAGE = 1000


def measure(scale: float) -> None:
    """Pulls a company of 20,000 × `scale` invoices with the product and with the floor, in turns."""
    size = Size.of(int(_INVOICES * scale))
    ours: list[Ran] = []
    idle: list[Ran] = []
    floor: list[Ran] = []
    peer: list[Ran] = []
    empty: list[Ran] = []
    serving: list[float] = []
    with stand_in.running(size) as intuit, office.connected(intuit) as here:
        token = intuit.access_token(intuit.realms[0])
        for _ in range(ROUNDS):
            intuit.served.cpu()
            ours.append(sync(here, size))
            serving.append(intuit.served.cpu())
            idle.append(_status(here))
            floor.append(_floor(intuit, token, size))
            empty.append(_floor(intuit, token, Size.of(0)))
        peer.append(_peer(intuit, token, size))  # once: it takes ten times as long as the rest together
    _tell(size, ours, idle, floor, empty, serving)
    _tell_peer(ours, floor, peer)
    anchors.measure(scale)


def sync(here: Office, size: Size) -> Ran:
    """The product's first pull of the office's first tenant. Raises RuntimeError when rows are missing."""
    with here.copy() as fresh:
        ran = process.run(["nexos.cli", "qbo", "sync", "--json", "--tenant", fresh.tenants[0]], fresh.environment)
    written = {name: counts["written"] for name, counts in json.loads(ran.output)["entities"].items()}
    if not size.counts().items() <= written.items():
        raise RuntimeError(f"the pull wrote {written}, the company has {size.counts()}")
    return ran


def _status(here: Office) -> Ran:
    """The product that has started, looked into its database, and pulled nothing."""
    return process.run(["nexos.cli", "qbo", "status", "--tenant", here.tenants[0]], here.environment)


def _floor(intuit: StandIn, token: str, size: Size) -> Ran:
    with TemporaryDirectory(prefix="nexos-bench-") as directory:
        database = Path(directory) / "floor.sqlite3"
        arguments = [intuit.url, token, intuit.realms[0], str(size.invoices), str(database)]
        ran = process.run(["benchmarks.pull.floor", *arguments], {})
        with sqlite3.connect(database) as mirror:
            (written,) = mirror.execute("SELECT count(*) FROM Invoice").fetchone()
        mirror.close()
    if written != size.invoices:
        raise RuntimeError(f"the floor wrote {written} invoices, the company has {size.invoices}")
    return ran


def _peer(intuit: StandIn, token: str, size: Size) -> Ran:
    with TemporaryDirectory(prefix="nexos-bench-") as directory:
        database = Path(directory) / "peer.sqlite3"
        ran = process.run(["benchmarks.pull.python_quickbooks", intuit.url, token, intuit.realms[0], str(database)], {})
        with sqlite3.connect(database) as mirror:
            (written,) = mirror.execute(
                "SELECT (SELECT count(*) FROM Invoice) + (SELECT count(*) FROM Payment)"
            ).fetchone()
        mirror.close()
    if written != size.invoices + size.payments:
        raise RuntimeError(f"python-quickbooks wrote {written} rows")
    return ran


def _tell_peer(ours: Sequence[Ran], floor: Sequence[Ran], peer: Sequence[Ran]) -> None:
    show(
        "python-quickbooks in the same run (invoices and payments only)",
        ("", "CPU s", "wall s", "peak MB", "CPU, times the floor's", "times ours"),
        [
            (
                "python-quickbooks + sqlite3",
                _cpu(peer),
                peer[0].wall,
                _peak(peer),
                _cpu(peer) / _cpu(floor),
                _cpu(peer) / _cpu(ours),
            )
        ],
    )


def _tell(
    size: Size,
    ours: Sequence[Ran],
    idle: Sequence[Ran],
    floor: Sequence[Ran],
    empty: Sequence[Ran],
    serving: Sequence[float],
) -> None:
    sides = {"nexos qbo sync": ours, "floor": floor, "nexos, started only": idle, "floor, started only": empty}
    kinds = ", ".join(f"{count:,} {name.lower()}s" for name, count in size.counts().items())
    show(
        f"pull: a first pull into SQLite of {kinds} (medians of {ROUNDS} runs)",
        ("", "CPU s", "wall s", "peak MB"),
        [(name, _cpu(runs), median(run.wall for run in runs), _peak(runs)) for name, runs in sides.items()],
    )
    ratios = [one.cpu / other.cpu for one, other in zip(ours, floor, strict=True)]
    apart = (_cpu(ours) - _cpu(idle)) / (_cpu(floor) - _cpu(empty))
    calls = [json.loads(run.output)["calls"] for run in ours]
    pages = sum(ceil(count / _PAGE) for count in size.counts().values())
    show(
        "against the floor",
        ("", "measured", "least", "most", "goal"),
        [
            ("CPU, times the floor's", median(ratios), min(ratios), max(ratios), "≤ 2.0 at 100,000 invoices"),
            ("the same, start-up apart", apart, "", "", ""),
            ("peak memory above the started process, MB", _peak(ours) - _peak(idle), "", "", "≤ 64"),
            (f"calls, for {pages} pages", median(calls), min(calls), max(calls), "pages + 5 %"),
            ("CPU of the stand-in, part of ours", median(serving) / _cpu(ours), "", "", "small: not what is measured"),
        ],
    )


def _cpu(runs: Sequence[Ran]) -> float:
    return median(run.cpu for run in runs)


def _peak(runs: Sequence[Ran]) -> float:
    return median(run.peak for run in runs)
